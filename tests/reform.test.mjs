// The reform: an organisation finds what was promised to its region and what is late, and takes the figures
// away; real figures are told from invented ones; phones, paper, no script, and axe in every language.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { handed, plain, releases } from "./figures.mjs";
import { DESKTOP, LANGS, PHONE, SITE, audit, fits, ready, stage, visitor } from "./support.mjs";

const { browser, site } = await stage();

/** Opens a page and waits until the portal has put it in its place. */
async function open(address, options) {
  const opened = await visitor(browser, options);
  await opened.page.goto(`${site.origin}${address}`);
  await ready(opened.page);
  await opened.page.locator("main .reform h1").waitFor();
  return opened;
}

test("an organisation finds what was promised to its region, and what is late", async () => {
  const { context, page, faults } = await visitor(browser);
  await page.goto(`${site.origin}/en/karaganda/`);
  await ready(page);
  await page.getByRole("link", { name: "What the reform promised, and where it stands" }).click();
  await page.waitForURL(/\/en\/karaganda\/reform\/$/);
  await page.locator("main#main .reform h1").waitFor();
  assert.match(await page.title(), /Karaganda Region: what the reform promised/);

  await page.locator(".standings a", { hasText: "Not reached by its date" }).click();
  await page.waitForURL(/#missed$/);
  assert.ok(await page.locator("#missed").evaluate((heading) => heading.getBoundingClientRect().top < window.innerHeight));
  const posts = page.locator("#indicator-karaganda-posts");
  const said = plain(await posts.innerText());
  assert.match(said, /New modular posts[^]*sample data, invented[^]*It was due on 1 September 2026[^]*12 new modular posts will open/);
  assert.match(said, /10\s+30 September 2026/);
  await posts.locator("summary").click();
  assert.match(plain(await posts.innerText()), /12 or more[^]*1 September 2026[^]*14 April 2025[^]*Plan of the police department/);
  assert.equal(await posts.locator("tbody tr").count(), 3);

  const csv = await handed(page, posts.getByRole("link", { name: /CSV/ }));
  assert.equal(csv.name, "senim-karaganda-posts.csv");
  assert.match(csv.bytes.toString("utf8"), /karaganda-posts,karaganda,2026-09-30,10,count,,,Report of the police department/);
  const svg = await handed(page, posts.getByRole("button", { name: /SVG/ }));
  const drawn = svg.bytes.toString("utf8");
  assert.match(drawn, /^<svg[^>]*xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  // The portal's own policy lets no style of a file in.
  const blank = await context.newPage();
  const sound = await blank.evaluate((text) => !new DOMParser().parseFromString(text, "image/svg+xml").querySelector("parsererror"), drawn);
  assert.ok(sound);
  assert.match(drawn, /New modular posts/);
  assert.match(drawn, /\/en\/karaganda\/reform\/\?release=[^#]+#indicator-karaganda-posts/);
  const png = await handed(page, posts.getByRole("button", { name: /PNG/ }));
  assert.equal(png.bytes.subarray(1, 4).toString(), "PNG");

  // What the country promised is shown here, and the region is not judged by it.
  const country = page.locator("#indicator-arrival-median");
  assert.match(plain(await country.innerText()), /9\.1 min Q3 2026|9\.1 min[^]*Q3 2026/);
  assert.match(plain(await country.innerText()), /The target is the whole country’s \(8 min or less\)/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a journalist quotes the forum’s figures with their source, and a link that leads to them", async () => {
  const { context, page } = await open("/ru/reform/");
  const real = page.locator("#indicator-sos-buttons");
  const said = plain(await real.innerText());
  assert.match(said, /взято из публикации[^]*около 40\s+20 мая 2022 г\.[^]*Сколько должно быть, не сказано/);
  assert.doesNotMatch(said, /вымышлен/);
  await real.locator("summary").click();
  const source = real.locator(".facts a").first();
  assert.match(await source.getAttribute("href"), /^https:\/\/egemen\.kz\/article\/313477-/);
  const citation = plain(await page.locator("#citation").innerText());
  const [{ id }] = await releases();
  assert.match(citation, new RegExp(`^Что обещала реформа\\. .*http://127\\.0\\.0\\.1:\\d+/ru/reform/\\?release=${id}$`));

  const link = await real.locator(".take a").first().evaluate((link) => link.href);
  const other = await visitor(browser);
  await other.page.goto(link);
  await ready(other.page);
  assert.ok(link.endsWith(`/ru/reform/?release=${id}#indicator-sos-buttons`), link);
  await other.page.locator("main#main #indicator-sos-buttons").waitFor();
  await other.page.waitForFunction(() => {
    const { top } = document.getElementById("indicator-sos-buttons").getBoundingClientRect();
    return top >= 0 && top < window.innerHeight;
  });
  await other.context.close();

  // Tables of this release stay where they are.
  const index = JSON.parse(await readFile(path.join(SITE, "data/index.json"), "utf8"));
  const file = page.locator(".method a", { hasText: "indicator_values.csv" });
  assert.equal(await file.getAttribute("href"), `data/${index.record.path}indicator_values.csv`);
  const table = await handed(page, file);
  assert.match(table.bytes.toString("utf8"), /sos-buttons,,2022-05-20,40,yes/);
  await context.close();
});

test("counts add up, and the language switch keeps the page", async () => {
  const { context, page } = await open("/kk/reform/");
  const counts = await page.locator(".standings strong").allInnerTexts();
  const all = counts.map(Number).reduce((sum, count) => sum + count);
  assert.equal(all, await page.locator(".indicator").count());
  assert.ok((await page.locator("main p").allInnerTexts()).some((said) => said.includes(`: ${all} көрсеткіш`)));
  await page.locator(".lang-switch a[lang=en]").click();
  await page.locator("main h1", { hasText: "What the reform promised" }).waitFor();
  assert.match(page.url(), /\/en\/reform\/$/);
  assert.match(await page.locator("#citation").innerText(), /\/en\/reform\/\?release=[^?]+$/);
  await page.goBack();
  await page.locator("main h1", { hasText: "Реформа не уәде етті" }).waitFor();
  await context.close();
});

test("a link to another release says which one is shown, and leads to the tables of the other", async () => {
  const [now, before] = await releases();
  const { context, page, faults } = await open(`/kk/reform/?release=${before.id}`);
  const notice = page.locator("#other-release");
  await notice.waitFor();
  assert.match(plain(await notice.innerText()), /^Мұндағы деректер топтамасы: .+ Оның кестелері сақталған: indicators\.csv, indicator_values\.csv$/);
  const href = await notice.locator("a").first().evaluate((link) => link.href);
  assert.ok(href.endsWith(`${before.path}indicators.csv`), href);
  assert.equal((await context.request.get(href)).status(), 200);
  // The page stands below it as ever, in another language too.
  await page.locator(".lang-switch a[lang=ru]").click();
  await page.locator("main h1", { hasText: "Что обещала реформа" }).waitFor();
  await page.locator("#other-release", { hasText: "а здесь показан текущий" }).waitFor();
  assert.match(page.url(), new RegExp(`/ru/reform/\\?release=${before.id}$`));
  await page.goto(`${site.origin}/ru/reform/?release=nope`);
  await notice.waitFor();
  assert.equal(await notice.innerText(), "Этого выпуска данных нет, или он изъят. Перейти к текущим числам");
  await page.goto(`${site.origin}/ru/reform/?release=${now.id}`);
  await page.locator("main#main .reform h1").waitFor();
  assert.equal(await notice.count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a region's count tells its own indicators from those of the country", async () => {
  const { context, page } = await open("/ru/reform/");
  const row = page.locator("nav a.row", { hasText: "Карагандинская область" });
  assert.match(plain(await row.innerText()), /своих показателей – 2, общих – 3/);
  await page.locator("#indicator-step-free-points summary").click();
  assert.match(plain(await page.locator("#indicator-step-free-points .facts").innerText()), /Цель\s+100 %\s/);
  await row.click();
  await page.locator("main .reform h1", { hasText: "Карагандинская область" }).waitFor();
  assert.ok((await page.locator("main p").allInnerTexts()).some((said) => plain(said).endsWith("своих показателей – 2, общих – 3")));
  await context.close();
});

test("it is reached from figures and from surveys, and leads back", async () => {
  const { context, page } = await visitor(browser);
  for (const room of ["response", "surveys", "problems"]) {
    await page.goto(`${site.origin}/kk/astana/${room}/`);
    await ready(page);
    if (room !== "problems") await page.locator("main .figures .chart").first().waitFor();
    await page.getByRole("link", { name: "Реформа", exact: true }).click();
    await page.locator("main .reform h1", { hasText: "Астана: реформа не уәде етті" }).waitFor();
    assert.match(await page.title(), /Астана: реформа не уәде етті/);
  }
  await page.locator("main .back a").click();
  await page.locator("main .reform h1", { hasText: /^Реформа не уәде етті$/ }).waitFor();
  await context.close();
});

test("without JavaScript everything can be read and the figures saved; paper has all tables", async () => {
  const { context, page } = await visitor(browser, { javaScriptEnabled: false });
  await page.goto(`${site.origin}/kk/karaganda/reform/`);
  const text = plain(await page.locator("main").innerText());
  for (const words of ["Мерзімінде орындалмады", "Жаңа модульдік бекеттер", "Дерек жарияланбаған"]) assert.ok(text.includes(words), words);
  assert.equal(await page.getByRole("button", { name: /PNG/ }).count(), 0);
  const csv = await handed(page, page.locator("#indicator-karaganda-posts").getByRole("link", { name: /CSV/ }));
  assert.match(csv.bytes.toString("utf8"), /2025-12-31,5,count/);
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator("#indicator-karaganda-posts tbody tr").first().isVisible());
  await context.close();
});

test("keys reach everything, and charts are read as one list", async () => {
  const { context, page } = await open("/en/karaganda/reform/", { viewport: PHONE });
  const summary = page.locator("#indicator-karaganda-posts summary");
  await summary.focus();
  await page.keyboard.press("Enter");
  const chart = page.locator("#indicator-karaganda-posts .chart");
  await chart.waitFor();
  const points = await chart.locator("[role=img]").evaluateAll((points) => points.map((point) => point.getAttribute("aria-label")));
  assert.deepEqual(points.map(plain), ["31 December 2025: 5", "30 June 2026: 8", "30 September 2026: 10"]);
  assert.equal(await chart.locator("[tabindex]").count(), 0);
  // What comes next for a key are the pictures of the chart, then the link that stays and the file.
  for (const name of [/SVG/, /PNG/, /Permanent link/, /CSV/]) {
    await page.keyboard.press("Tab");
    assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), name);
  }
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [DESKTOP, PHONE]) {
    test(`axe finds nothing, ${colorScheme}, ${viewport.width} px`, async () => {
      const { context, page } = await visitor(browser, { colorScheme, viewport, bypassCSP: true });
      for (const lang of LANGS) {
        for (const address of ["reform/", "karaganda/reform/", "astana/reform/"]) {
          const name = `${lang}/${address}`;
          await page.goto(`${site.origin}/${name}`);
          await ready(page);
          await page.locator("main .reform h1").waitFor();
          for (const summary of await page.locator("main summary").all()) await summary.click();
          await audit(page, name);
          await fits(page, name);
        }
      }
      await context.close();
    });
  }
}
