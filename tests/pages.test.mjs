// Every page, in every language, light and dark, on a desktop and a phone: axe finds nothing,
// nothing sticks out, the language and the title are right.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { DESKTOP, LANGS, PHONE, launch, ready, serve, servePlainly, type, visitor } from "./support.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGES = ["", "list/", "astana/", "astana/area/AST-001/", "data/", "about/", "privacy/", "accessibility/", "no/such/page/"];

let site, browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.stop();
});

async function audit(page, name) {
  const violations = await page.evaluate(async (source) => {
    if (!window.axe) new Function(source)();
    const { violations } = await window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  }, AXE);
  assert.deepEqual(violations, [], name);
}

async function fits(page, name) {
  const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(sticksOut <= 0, `${name} sticks out by ${sticksOut} px`);
}

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [DESKTOP, PHONE]) {
    test(`axe finds nothing, ${colorScheme}, ${viewport.width} px`, async () => {
      // The content security policy, rightly, does not let a test's own script in.
      const { context, page } = await visitor(browser, { colorScheme, viewport, bypassCSP: true });
      for (const lang of LANGS) {
        for (const path of PAGES) {
          const name = `${lang}/${path}`;
          await page.goto(`${site.origin}/${name}`);
          if (path !== "no/such/page/") await ready(page);
          await page.locator("h1").first().waitFor();
          await audit(page, name);
          await fits(page, name);
          if (path !== "no/such/page/") assert.equal(await page.locator("html").getAttribute("lang"), lang);
          assert.ok((await page.title()).length > 3, name);
        }
        await page.goto(`${site.origin}/${lang}/`);
        await type(page, "темиртау абая 10");
        await audit(page, `${lang}: the list is open`);
        await page.getByRole("combobox").press("Enter");
        await page.locator(".minimap svg").waitFor();
        await audit(page, `${lang}: the card`);
        await fits(page, `${lang}: the card`);
      }
      await context.close();
    });
  }
}

test("the emergency numbers and the sample notice are on every page", async () => {
  const { context, page } = await visitor(browser);
  for (const lang of LANGS) {
    for (const path of PAGES) {
      await page.goto(`${site.origin}/${lang}/${path}`);
      await page.locator('a[href="tel:102"]').first().waitFor();
      await page.locator('a[href="tel:112"]').first().waitFor();
      if (path !== "no/such/page/") await page.locator(".strip").first().waitFor();
    }
  }
  await context.close();
});

test("the three languages say the same: as many headings, links, buttons and rows", async () => {
  const { context, page } = await visitor(browser);
  for (const path of PAGES.slice(0, -1)) {
    const shapes = new Set();
    for (const lang of LANGS) {
      await page.goto(`${site.origin}/${lang}/${path}`);
      await ready(page);
      await page.locator("footer p").first().waitFor();
      if (path.includes("area")) await page.locator(".minimap svg").waitFor();
      if (path === "astana/") await page.locator("details").first().waitFor();
      shapes.add(
        await page.evaluate(() =>
          ["h1", "h2", "h3", "a", "button", "dt", "tr", "li"].map((tag) => document.querySelectorAll(tag).length).join(),
        ),
      );
    }
    assert.equal(shapes.size, 1, `${path}: ${[...shapes].join(" / ")}`);
  }
  await context.close();
});

test("an area's page reads and prints without JavaScript", async () => {
  const { context, page } = await visitor(browser, { javaScriptEnabled: false });
  for (const lang of LANGS) {
    await page.goto(`${site.origin}/${lang}/karaganda/area/KRG-001/`);
    const text = await page.locator("body").innerText();
    assert.match(text, /KRG-001/);
    assert.match(text, /\+7.000.\d{3}.\d\d.\d\d/);
    assert.ok((await page.locator('a[href^="tel:+7000"]').count()) > 0);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator('a[href^="tel:+7000"]').first().isVisible());
    await page.emulateMedia({ media: "screen" });
  }
  await context.close();
});

test("the site works from a plain file server under a sub-path", async () => {
  const plain = await servePlainly("/some/folder/");
  const { context, page, faults } = await visitor(browser);
  await page.goto(plain.origin);
  await page.waitForURL(/\/some\/folder\/(kk|ru|en)\/$/);
  await type(page, "темиртау абая 10");
  await page.getByRole("combobox").press("Enter");
  await page.locator("article.card").waitFor();
  await page.locator("article.card a", { hasText: /Страница участка|Учаске беті|own page/ }).click();
  await page.waitForURL(/\/some\/folder\/ru\/karaganda\/area\/TMR-001\/$/);
  await page.reload();
  await ready(page);
  await page.locator("article.card").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
  plain.stop();
});

test("content that could run is refused by the policy of every page", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/kk/`);
  await ready(page);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
    return window.ran === true;
  });
  assert.equal(ran, false);
  await context.close();
});
