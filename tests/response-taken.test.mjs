// Response times as they are taken away and shown elsewhere: pictures, a page of another origin, paper,
// another language, a phone, without a script, on a map, as revised.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { open as opened, bigs, compared, facts, handed, looked, median, plain, releases, settled, shown } from "./figures.mjs";
import { LANGS, PHONE, ready, stage, visitor } from "./support.mjs";

const { browser, site } = await stage();

const open = (address, options) => opened(browser, site, address, options);

test("a chart is saved as a picture with its title, twice as sharp, and no two buttons sound alike", async () => {
  const { context, page, faults } = await open("/kk/astana/response/");
  const others = [];
  page.on("request", (request) => others.push(request.url()));
  const { name, bytes } = await handed(page, page.locator("#trend").getByRole("button", { name: "PNG жүктеу" }));
  assert.equal(name, "senim-trend.png");
  const svg = await handed(page, page.locator("#trend").getByRole("button", { name: "SVG жүктеу" }));
  const [, width, height] = svg.bytes.toString().match(/ width="([\d.]+)" height="([\d.]+)"/);
  // It says what it shows and what its marks mean, and its day once.
  const texts = (svg.bytes.toString().match(/<text[^>]*>[^<]*/g) ?? []).map((text) => text.replace(/<[^>]*>/, ""));
  const inside = texts.join(" ");
  assert.match(inside, /Ден қою уақыты, (ай|тоқсан) сайынғы медиана/);
  assert.match(inside, /Сызық – медиана/);
  assert.equal(inside.match(/деректер топтамасы:/g).length, 1, inside);
  // Its link breaks between its parts alone.
  const link = texts.slice(texts.findIndex((text) => text.startsWith("http")));
  assert.ok(link.length > 0 && link.slice(0, -1).every((line) => /[/?&,]$/.test(line)), link.join("\n"));
  const sheet = await context.newPage();
  await sheet.setContent(svg.bytes.toString());
  const furthest = await sheet.locator("text").evaluateAll((all) => Math.max(...all.map((text) => text.getBBox()).map((box) => box.x + box.width)));
  await sheet.close();
  assert.ok(furthest <= width, `${furthest} of ${width}`);
  const seen = await looked(page, bytes);
  assert.deepEqual([seen.width, seen.height], [2 * width, 2 * height]);
  // Letters and lines are there: a blank sheet has one colour, or two with its notice.
  assert.ok(seen.colours > 50 && seen.title > 20, JSON.stringify(seen));
  assert.deepEqual(others.filter((url) => url.startsWith("http")), []);
  const names = await page.locator(".take button").evaluateAll((all) => all.map((button) => button.getAttribute("aria-label") ?? button.innerText));
  assert.ok(names.length >= 15);
  assert.equal(new Set(names).size, names.length);
  assert.deepEqual(faults, []);
  await context.close();
});

/** A page of another origin that holds some HTML. */
async function elsewhere(html) {
  const server = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(`<!doctype html><title>x</title>${html}`);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A test that fails leaves nothing that would hold up the others.
  server.unref();
  return { origin: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}

test("a chart stands in a page of another origin as its code was copied, and no other page does", async () => {
  const { context, page, faults } = await open("/kk/astana/response/?priority=ordinary&with=d.esil");
  await page.locator("#trend details.embed summary").click();
  const code = await page.locator("#embed-trend").innerText();
  const shown = await page.locator("#trend h2").innerText();
  const points = await page.locator("#trend .chart-point").count();
  const away = await elsewhere(code);
  await page.goto(away.origin);
  assert.match(await page.locator("iframe").getAttribute("title"), /Астана.*Есіл/);
  const frame = page.frameLocator("iframe");
  await frame.locator("#trend .chart").waitFor();
  assert.equal(await frame.locator("#trend h2").innerText(), shown);
  assert.equal(await frame.locator("#trend .chart-point").count(), points);
  // What it is of, where it is from, that data are a sample, and nothing of a whole page.
  assert.match(await frame.locator(".embedded").innerText(), /Есіл[^]*шақыру[^]*деректер топтамасы/);
  await frame.locator(".strip").waitFor();
  assert.equal(await frame.locator(".masthead, .footer, .choose, .take, .skip").count(), 0);
  // The whole page opens beside, with the figures of the same release.
  const [whole] = await Promise.all([context.waitForEvent("page"), frame.locator(".embedded a").click()]);
  await whole.waitForURL(/\/kk\/astana\/response\/\?with=d\.esil&.*release=/);
  await whole.locator(".compared").waitFor();
  assert.deepEqual(faults, []);
  // Where JavaScript is off, a table stands there.
  const plainly = await visitor(browser, { javaScriptEnabled: false });
  await plainly.page.goto(away.origin);
  await plainly.page.frameLocator("iframe").locator(".embedded table tbody tr").first().waitFor();
  await plainly.context.close();
  away.stop();
  // The page itself may not be framed.
  const other = await elsewhere(`<iframe src="${site.origin}/kk/astana/response/"></iframe>`);
  const [refused] = await Promise.all([
    page.waitForEvent("console", (message) => /frame-ancestors/.test(message.text())),
    page.goto(other.origin),
  ]);
  assert.ok(refused);
  other.stop();
  await context.close();
});

test("paper has every table, and a citation leads to the same page in another language", async () => {
  const { context, page, faults } = await open("/ru/astana/response/?priority=ordinary&from=2025-11&to=2026-04");
  assert.equal(await page.locator(".measured tbody tr").count(), 0);
  await page.pdf();
  // The browser opened the tables to print, and closed them.
  assert.ok((await page.locator(".measured tbody tr").count()) > 30);
  assert.equal(await page.locator(".measured details[open]").count(), 0);
  // No column leaves the sheet: A4 without its margins.
  await page.setViewportSize({ width: 688, height: 1000 });
  await page.emulateMedia({ media: "print" });
  for (const summary of await page.locator(".measured details:not(.embed) summary").all()) {
    await summary.evaluate((summary) => summary.click());
  }
  const wide = await page.locator(".measured table").evaluateAll((all) => all.map((table) => table.getBoundingClientRect().right));
  assert.ok(wide.length >= 5 && wide.every((right) => right <= 688), String(wide));
  await page.emulateMedia({ media: "screen" });
  const numbers = await bigs(page);
  await page.locator(".taken a[lang=kk]").click();
  await page.waitForURL(/\/kk\/astana\/response\/\?.*release=.*#citation$/);
  await page.locator("#citation").filter({ hasText: "деректер топтамасы" }).waitFor();
  assert.equal((await bigs(page)).at(-1), numbers.at(-1));
  assert.deepEqual(faults, []);
  await context.close();
});

test("another language has the same choice", async () => {
  const { context, page } = await open("/ru/astana/response/?priority=urgent");
  await page.selectOption("#choose-priority", "ordinary");
  await settled(page);
  await page.click(".lang-switch a[lang=kk]");
  await page.waitForFunction(() => document.documentElement.lang === "kk");
  await settled(page);
  assert.equal(await page.inputValue("#choose-priority"), "ordinary");
  assert.match(page.url(), /\/kk\/astana\/response\/\?.*priority=ordinary/);
  await context.close();
});

test("the page reads without a script, in three languages", async () => {
  for (const lang of LANGS) {
    const { context, page } = await visitor(browser, { javaScriptEnabled: false, viewport: PHONE });
    await page.goto(`${site.origin}/${lang}/astana/response/`);
    assert.equal(await page.locator(".headline dd.big").count(), 4);
    assert.ok((await page.locator("table").count()) >= 4);
    await context.close();
  }
});

test("where figures do not come, what the publisher wrote stays readable, and a press tries again", async () => {
  const { context, page } = await visitor(browser, { viewport: PHONE });
  await page.route("**/packs/v3/response/**", (route) => route.abort());
  await page.goto(`${site.origin}/kk/astana/response/`);
  await ready(page);
  await page.locator("main [role=alert]").waitFor();
  assert.equal(await page.locator("main .headline dd.big").count(), 4);
  await page.unroute("**/packs/v3/response/**");
  await page.locator("main [role=alert] button").click();
  await page.locator(".figures .chart").first().waitFor();
  await context.close();
});

test("an open table scrolls in its own place on a phone", async () => {
  const { context, page } = await open("/kk/astana/response/?priority=ordinary", { viewport: PHONE });
  for (const summary of await page.locator(".measured details:not(.embed) summary").all()) await summary.click();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width);
  assert.ok((await page.locator(".measured table").count()) >= 5);
  await context.close();
});

test("places are on a map, which keys lead through, and its file is that of the places", async () => {
  const { context, page, faults } = await open("/ru/astana/response/?priority=ordinary");
  const map = page.locator("#map");
  await map.getByRole("heading", { name: "Медиана на карте" }).waitFor();
  assert.equal(await map.locator("[data-point]").count(), 6);
  // What is read out of a place is what stands in the table of places.
  await map.locator("[data-point='0']").focus();
  const reached = new Set();
  for (const key of ["ArrowDown", "ArrowDown", "ArrowRight", "ArrowUp", "ArrowLeft"]) {
    const said = await map.locator(".chart-said").innerText();
    assert.equal(said, await page.evaluate(() => document.activeElement.getAttribute("aria-label")));
    reached.add(said);
    await page.keyboard.press(key);
  }
  assert.ok(reached.size >= 3, [...reached].join("; "));
  assert.equal(await map.locator("[tabindex='0'][data-point]").count(), 1);
  for (const said of await page.locator("#places [data-point]").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label"))))
    assert.equal(await map.locator(`[aria-label="${said}"]`).count(), 1, said);
  const file = async (part) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator(part).getByRole("button", { name: "Скачать CSV" }).click(),
    ]);
    return readFile(await download.path(), "utf8");
  };
  assert.equal(await file("#map"), await file("#places"));
  const [picture] = await Promise.all([
    page.waitForEvent("download"),
    map.getByRole("button", { name: "Скачать SVG" }).click(),
  ]);
  assert.match(await readFile(await picture.path(), "utf8"), /chart-land/);
  // A press on a place reads it out.
  await map.locator("[data-point='2'] .chart-hit").click({ force: true });
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("data-point")), "2");
  // The areas of a district.
  await page.getByLabel("Где").selectOption("d.esil");
  await page.waitForURL(/place=d\.esil/);
  await page.waitForFunction(() => document.querySelectorAll("#map [data-point]").length === 4);
  assert.deepEqual(faults, []);
  await context.close();
});

test("the map says what is not published, and a page without a script has none", async () => {
  const { context, page } = await open("/kk/karaganda/response/?place=d.temirtau&priority=urgent", { viewport: PHONE });
  const dotted = page.locator("#map [data-point][aria-label*='жарияланбайды (адамдарды қорғау үшін)']");
  assert.ok((await dotted.count()) > 0);
  await page.locator("#map svg").getByText("жарияланбайды (адамдарды қорғау үшін)", { exact: true }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width);
  await context.close();
  const plain = await visitor(browser, { javaScriptEnabled: false });
  await plain.page.goto(`${site.origin}/kk/karaganda/response/`);
  assert.equal(await plain.page.locator("#map").count(), 0);
  assert.equal(await plain.page.locator("#places table").count(), 1);
  await plain.context.close();
});

test("a revised figure says what it was in the release before and why; others, since when they stand", async () => {
  const [, before] = await releases();
  const { context, page, faults } = await visitor(browser);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  const query = "place=a.AST-026&from=2026-07&to=2026-07&priority=urgent";
  await page.goto(`${site.origin}/en/astana/response/?${query}`);
  await ready(page);
  await page.locator(".figures .headline").waitFor();
  // What it was, from the table of that release.
  const inside = (await facts(before)).filter(
    (row) => row.area === "AST-026" && row.months === "2026-07" && row.priority === "urgent" && row.clock === "received-arrived",
  );
  const calls = inside.reduce((sum, row) => sum + Number(row.calls), 0);
  const notice = plain(await page.locator("main .notice.revised").innerText());
  assert.ok(notice.includes(`the median was ${shown(median(inside))}, from ${calls} calls.`), notice);
  assert.match(notice, /Why: Some calls of July 2026 came late\.$/);
  assert.notEqual((await bigs(page)).at(-1), String(calls));
  assert.equal(await page.getByText("Not revised since").count(), 0);
  // The month is marked in the trend.
  await page.locator("#trend summary").first().click();
  const row = page.locator("#trend tbody tr").filter({ hasText: "July 2026" });
  assert.equal(await row.locator("td").nth(1).innerText(), "revised");
  await page.locator("#trend .quiet").filter({ hasText: "July 2026" }).waitFor();
  // Another month is as it was.
  await page.locator("#choose-from").selectOption("2026-06");
  await page.locator("#choose-to").selectOption("2026-06");
  await page.getByText("Not revised since the release of").waitFor();
  assert.equal(await page.locator(".notice.revised").count(), 0);
  // Beside another place it is told of by its name.
  await page.goto(`${site.origin}/en/astana/response/?${query.replace("AST-026", "AST-001")}&with=a.AST-026`);
  await page.locator(".figures .headline").waitFor();
  const beside = plain(await page.locator("main .notice.revised").innerText());
  assert.ok(/26, [A-Z]\w+ District: Revised: in the release of/.test(beside) && beside.includes(`the median was ${shown(median(inside))}`), beside);
  // The release before was not downloaded for that.
  assert.deepEqual(asked.filter((url) => url.includes(before.path)), []);
  assert.deepEqual(faults, []);
  // It can be: there, nothing is known of earlier ones.
  await page.goto(`${site.origin}/en/astana/response/?${query}&release=${before.id}`);
  await page.locator(".figures .headline").waitFor();
  assert.equal((await bigs(page)).at(-1), String(calls));
  assert.equal(await page.getByText("Not revised since").count(), 0);
  await context.close();
});
