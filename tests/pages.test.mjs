// Every page, in every language, light and dark, on a desktop and a phone: axe finds nothing,
// nothing sticks out, the language and the title are right.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { DESKTOP, LANGS, PHONE, SITE, audit, fits, fitsInLargeLetters, littleMap, ready, servePlainly, stage, type, visitor } from "./support.mjs";

const PAGES = ["", "list/", "astana/", "astana/area/AST-001/", "map/", "astana/map/", "astana/place/AST-P01/", "response/", "astana/response/", "data/", "feedback/", "astana/feedback/", "feedback/status/", "about/", "privacy/", "accessibility/", "no/such/page/"];

// Places side by side, and a chart for pages of somebody else's.
const CHARTS = ["astana/response/?priority=ordinary&with=d.esil,d.almaty,d.nura,d.saryarqa", "astana/response/embed/", "response/embed/?chart=regions"];

const { browser, site } = await stage();

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [DESKTOP, PHONE]) {
    test(`axe finds nothing, ${colorScheme}, ${viewport.width} px`, async () => {
      // The content security policy, rightly, does not let a test's own script in.
      const { context, page } = await visitor(browser, { colorScheme, viewport, bypassCSP: true });
      for (const lang of LANGS) {
        for (const path of [...PAGES, ...CHARTS]) {
          const name = `${lang}/${path}`;
          await page.goto(`${site.origin}/${name}`);
          if (path !== "no/such/page/") await ready(page);
          await page.locator("h1").first().waitFor();
          // Figures come after their page.
          if (path.includes("response/")) await page.locator(".figures .chart").first().waitFor();
          await audit(page, name);
          await fits(page, name);
          if (path !== "no/such/page/") assert.equal(await page.locator("html").getAttribute("lang"), lang);
          assert.ok((await page.title()).length > 3, name);
        }
        await page.goto(`${site.origin}/${lang}/`);
        await type(page, "темиртау абая 10");
        await audit(page, `${lang}: the list is open`);
        await page.getByRole("combobox").press("Enter");
        await littleMap(page);
        await audit(page, `${lang}: the card`);
        await fits(page, `${lang}: the card`);
      }
      await context.close();
    });
  }
}

test("the emergency numbers and the sample notice are on every page that is written", async () => {
  const files = (await readdir(SITE, { recursive: true })).filter((name) => /^(kk|ru|en)\/.*index\.html$/.test(name));
  assert.ok(files.length > 400);
  const lacking = [];
  for (const file of files) {
    // A chart for pages of somebody else's has no number of ours.
    if (file.endsWith("/embed/index.html")) continue;
    const html = await readFile(path.join(SITE, file), "utf8");
    for (const part of ['href="tel:102"', 'href="tel:112"', 'class="strip"']) if (!html.includes(part)) lacking.push(`${file}: ${part}`);
  }
  assert.deepEqual(lacking, []);
});

test("the emergency numbers and the sample notice stay when the portal takes over", async () => {
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
      if (path.includes("area")) await littleMap(page);
      if (path === "astana/") await page.locator("details").first().waitFor();
      if (path.endsWith("map/")) await page.locator(".pin").first().waitFor();
      if (path.endsWith("response/")) await page.locator(".figures .chart").first().waitFor();
      if (path === "data/") await page.locator(".compare + [role=status] > *").first().waitFor();
      // The quick way out is served; the button that begins comes with the portal.
      if (path === "astana/feedback/") await page.locator("main button").nth(1).waitFor();
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

test("without JavaScript every page leads on: to the list, the areas, the quiet pages", async () => {
  const { context, page } = await visitor(browser, { javaScriptEnabled: false });
  for (const lang of LANGS) {
    for (const path of ["", "list/", "karaganda/", "karaganda/area/KRG-001/", "about/"]) {
      await page.goto(`${site.origin}/${lang}/${path}`);
      for (const target of ["list", "about", "privacy", "accessibility"]) {
        assert.ok((await page.locator(`a[href="${lang}/${target}/"]`).count()) > 0, `${lang}/${path}: ${target}`);
      }
      assert.equal(await page.locator(".waiting:visible").count(), 0, `${lang}/${path} waits for nothing`);
    }
    await page.goto(`${site.origin}/${lang}/karaganda/`);
    await page.locator("summary").first().click();
    await page.locator("details a.row").first().click();
    await page.locator("article.card").waitFor();
    await page.goto(`${site.origin}/${lang}/karaganda/area/NO-SUCH-AREA/`);
    await page.locator(`section[lang="${lang}"] a[href="${lang}/list/"]`).click();
    await page.locator("ul.rows").waitFor();
  }
  await context.close();
});

test("an area's page takes at most two sheets, with what holds for months and where it is from", async () => {
  const { context, page } = await visitor(browser);
  for (const lang of LANGS) {
    await page.goto(`${site.origin}/${lang}/karaganda/area/KRG-012/`);
    await littleMap(page);
    assert.ok((await page.locator(".passing:visible").count()) > 0, "on screen, the next reception");
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".passing:visible, .actions:visible, .footer nav:visible").count(), 0, lang);
    assert.match(await page.locator("article.card").innerText(), /10:00–12:00/, "some Saturdays of a month");
    await page.emulateMedia({ media: null });
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    assert.ok(pdf.match(/\/Type\s*\/Page\b/g).length <= 2, lang);
    assert.match(await page.evaluate(() => document.body.dataset.address), /\/karaganda\/area\/KRG-012\/$/);
  }
  await context.close();
});

for (const [name, pattern] of [
  ["wasm", "**/*.wasm"],
  ["script", "**/senim-portal*.js"],
]) {
  test(`where the ${name} does not come, the page says so and stays useful`, async () => {
    const { context, page } = await visitor(browser, { viewport: PHONE });
    await page.route(pattern, (route) => route.abort());
    for (const lang of LANGS) {
      await page.goto(`${site.origin}/${lang}/`);
      await page.locator("#plain-failed").waitFor();
      assert.equal(await page.locator(".waiting:visible").count(), 0);
      await page.locator(`main a[href="${lang}/list/"]`).waitFor();
    }
    await context.close();
  });
}

test("where the portal takes too long, the page says so, and is taken over all the same", async () => {
  const { context, page } = await visitor(browser, { viewport: PHONE });
  await page.clock.install();
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${site.origin}/kk/`, { waitUntil: "domcontentloaded" });
  assert.ok(await page.locator("#plain-field").isVisible());
  assert.ok(await page.locator("#plain-field").isDisabled());
  assert.ok(await page.locator("#plain-failed").isHidden());
  await page.clock.fastForward(21_000);
  await page.locator("#plain-failed").waitFor();
  release();
  await ready(page);
  assert.equal(await page.locator("#plain-failed").count(), 0);
  await context.close();
});

test("nothing jumps when the portal takes over", async () => {
  for (const viewport of [DESKTOP, PHONE]) {
    for (const path of ["", "list/", "karaganda/area/KRG-009/", "karaganda/feedback/", "about/"]) {
      const { context, page } = await visitor(browser, { viewport });
      await page.addInitScript(() => {
        window.shifted = 0;
        const add = (entries) => entries.forEach((entry) => (window.shifted += entry.value));
        new PerformanceObserver((list) => add(list.getEntries())).observe({ type: "layout-shift", buffered: true });
      });
      let release;
      const measured = new Promise((resolve) => (release = resolve));
      await page.route("**/*.wasm", async (route) => {
        await measured;
        await route.continue();
      });
      const tops = () =>
        page.evaluate(() =>
          ["h1", "nav.sections", ".lang-switch", ".emergency a"].map((found) => {
            const { x, y } = document.querySelector(found).getBoundingClientRect();
            return `${found} ${Math.round(x)} ${Math.round(y)}`;
          }),
        );
      await page.goto(`${site.origin}/kk/${path}`, { waitUntil: "domcontentloaded" });
      await page.locator("#plain-main").waitFor();
      const served = await tops();
      release();
      await ready(page);
      await page.locator("footer p").first().waitFor();
      if (path.includes("area")) {
        await littleMap(page);
        await page.evaluate(() => scrollTo(0, 0));
      }
      assert.deepEqual(await tops(), served, `${viewport.width} px, ${path}`);
      assert.ok((await page.evaluate(() => window.shifted)) < 0.02, `${viewport.width} px, ${path}`);
      await context.close();
    }
  }
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

test("with letters twice as large nothing sticks out of a phone", async () => {
  const { context, page } = await visitor(browser, { viewport: PHONE });
  const addresses = ["kk/", "kk/karaganda/area/KRG-012/", "ru/karaganda/area/KRG-012/", "kk/data/", "ru/list/"];
  await fitsInLargeLetters(page, addresses.map((address) => `${site.origin}/${address}`));
  await context.close();
});
