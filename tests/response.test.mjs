// Response times: a journalist's day, figures that an independent sum agrees with, what is not
// joined by a line, keys, phones, files, links that lead nowhere.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { LANGS, PHONE, SITE, launch, ready, serve, visitor } from "./support.mjs";

let browser, site;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.stop();
});

/** Opens a page of figures and waits until they are there. */
async function open(address, options) {
  const opened = await visitor(browser, options);
  await opened.page.goto(`${site.origin}${address}`);
  await ready(opened.page);
  await opened.page.locator(".figures, main .nothing").first().waitFor();
  return opened;
}

/** Waits until charts and tables have followed the answer. */
function settled(page) {
  return page.locator(".results[aria-busy=false]").waitFor();
}

/** The releases of the record, the newest first. */
async function releases() {
  const index = JSON.parse(await readFile(path.join(SITE, "data/index.json"), "utf8"));
  return JSON.parse(await readFile(path.join(SITE, "data", index.releases.path), "utf8")).record;
}

/** The published table of a release, the newest at first, as a list of rows. */
async function facts(release) {
  const { path: folder } = release ?? (await releases())[0];
  const text = await readFile(path.join(SITE, "data", folder, "response.csv"), "utf8");
  const [header, ...rows] = text.trim().split("\r\n").map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])));
}

/** The bounds of bins, as docs/methods.md has them. */
function bounds() {
  const steps = [[20, 1], [60, 2], [120, 5], [300, 10], [600, 30], [1800, 60], [3600, 150], [7200, 300], [14400, 600], [43200, 1200], [86400, 3600]];
  const ends = [0];
  for (const [to, step] of steps) for (let end = ends.at(-1) + step; end <= to; end += step) ends.push(end);
  return ends;
}
const ENDS = bounds();

/** The median of rows, in seconds. */
function median(rows) {
  const counts = new Map();
  for (const row of rows)
    for (const bin of row.histogram.split(" ").filter(Boolean)) {
      const [end, calls] = bin.split(":");
      const key = end === "more" ? Infinity : Number(end);
      counts.set(key, (counts.get(key) ?? 0) + Number(calls));
    }
  const total = [...counts.values()].reduce((sum, calls) => sum + calls, 0);
  let before = 0;
  for (const end of [...counts.keys()].sort((one, two) => one - two)) {
    before += counts.get(end);
    if (before >= total / 2) return Math.sqrt((ENDS[ENDS.indexOf(end) - 1] + 1) * end);
  }
}

/** A duration as the page writes it in English. */
function shown(seconds) {
  const to = (step) => Math.round(seconds / step) * step;
  if (seconds < 59.5) return `${to(1)} s`;
  if (seconds < 595) return to(10) % 60 ? `${Math.floor(to(10) / 60)} min ${to(10) % 60} s` : `${to(10) / 60} min`;
  if (seconds < 3570) return `${to(60) / 60} min`;
  return `${Math.floor(to(300) / 3600)} h ${(to(300) / 60) % 60} min`;
}

const plain = (text) => text.replaceAll("\u00a0", " ");
const bigs = async (page) => (await page.locator(".headline").first().locator("dd.big").allInnerTexts()).map(plain);

/** The places that stand side by side, without what is said of their state. */
const compared = async (page) => {
  const names = await page.locator(".compared tbody th").allInnerTexts();
  return names.map((name) => name.split("\n")[0]);
};

/** Presses a button that hands over a file. */
async function handed(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Width, height, and how many colours of a PNG that the page draws. */
function looked(page, bytes) {
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const data = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
    return { width: image.width, height: image.height, colours: new Set(data).size, title: new Set(data.subarray(0, image.width * 120)).size };
  }, bytes.toString("base64"));
}

test("a journalist finds, compares, sees what is missing, takes it away and cites it", async () => {
  const { context, page, faults } = await open("/ru/response/");
  await page.locator("main").getByRole("link", { name: "Карагандинская область" }).click();
  await page.getByRole("heading", { level: 1, name: /Карагандинская/ }).waitFor();
  await page.locator(".figures .headline").waitFor();
  // Two districts side by side.
  await page.getByLabel("Где").selectOption("d.qazybek-bi");
  await page.getByLabel("Сравнить с").selectOption("d.temirtau");
  await page.waitForURL(/with=d\.temirtau/);
  await page.locator(".compared tbody tr").nth(1).waitFor();
  assert.deepEqual(await compared(page), ["район имени Казыбек би", "город Темиртау"]);
  // August is missing, and why.
  await page.locator("#choose-to").selectOption("2025-09");
  await page.locator("#choose-from").selectOption("2025-01");
  const missing = page.locator("main .notice").filter({ hasText: "Нет данных: август 2025" });
  await missing.filter({ hasText: "утрачены" }).waitFor();
  await settled(page);
  // In the language of the page alone.
  assert.ok(!(await missing.innerText()).includes("lost"));
  // The median on the page is that of the published file.
  const [first] = await page.locator(".compared .value").allInnerTexts();
  assert.match(first, /мин/);
  // The table, as a file.
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("#trend").getByRole("button", { name: "Скачать CSV" }).click(),
  ]);
  const csv = await readFile(await download.path(), "utf8");
  assert.match(csv, /^\ufeffperiod,place,state,median_seconds,/);
  assert.match(csv, /2025-Q3,[^,]+,incomplete,\d+,/);
  assert.match(csv, /2026-Q4,[^,]+,late,,,,,,,,/);
  const [picture] = await Promise.all([
    page.waitForEvent("download"),
    page.locator("#trend").getByRole("button", { name: "Скачать SVG" }).click(),
  ]);
  const svg = await readFile(await picture.path(), "utf8");
  assert.match(svg, /xmlns="http:\/\/www.w3.org\/2000\/svg"/);
  assert.match(svg, /демонстрационные/);
  // The link that stays shows the same.
  const link = await page.locator("#permanent").getAttribute("href");
  assert.match(link, /release=2\d{3}-/);
  assert.ok((await page.locator("#citation").innerText()).includes(link));
  const values = () => page.locator(".compared .value").allInnerTexts();
  const before = await values();
  await page.goto(link);
  await page.locator(".figures .compared").waitFor();
  assert.deepEqual(await values(), before);
  await page.getByText("Это числа из выпуска данных").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("the lines of Python in docs/methods.md give the median on the page", async () => {
  const docs = await readFile("docs/methods.md", "utf8");
  const [, code] = docs.match(/```python\n([\s\S]*?)```/);
  const folder = await mkdtemp(path.join(os.tmpdir(), "senim-median-"));
  const index = JSON.parse(await readFile(path.join(SITE, "data/index.json"), "utf8"));
  await writeFile(path.join(folder, "median.py"), code);
  const table = path.join(SITE, "data", index.record.path, "response.csv");
  const said = execFileSync("python3", [path.join(folder, "median.py"), table], { encoding: "utf8" });
  await rm(folder, { recursive: true });
  const { context, page } = await open("/en/astana/response/?from=2024-11&to=2026-10");
  const [first] = await bigs(page);
  assert.equal(first, shown(Number(said.split(" ")[0])));
  await context.close();
});

test("figures are those that an independent sum of the published table gives", async () => {
  const rows = (await facts()).filter((row) => row.region === "astana" && row.clock === "received-arrived");
  const { context, page, faults } = await open("/en/astana/response/");
  const districts = [...new Set(rows.map((row) => row.district).filter(Boolean))];
  const areas = [...new Set(rows.map((row) => row.area).filter(Boolean))];
  const months = [...new Set(rows.flatMap((row) => row.months.split("|")))].sort();
  // Always the same choices, so that a failure can be looked at.
  let state = 7;
  const draw = (list) => {
    state = (state * 48271) % 2147483647;
    return list[state % list.length];
  };
  let found = 0;
  for (let at = 0; at < 200; at += 1) {
    const place = draw(["region", ...districts.map((id) => `d.${id}`), ...areas.map((id) => `a.${id}`)]);
    const priority = draw(["urgent", "ordinary"]);
    const [from, to] = [draw(months), draw(months)].sort();
    const query = `?place=${place}&from=${from}&to=${to}&priority=${priority}`;
    await page.evaluate((query) => {
      history.pushState(null, "", location.pathname + query);
      dispatchEvent(new PopStateEvent("popstate"));
    }, query);
    await page.locator(`#choose-place option[value="${place}"]:checked`).waitFor({ state: "attached" });
    // A border that changed within the time makes figures begin later; the page says since when.
    const begins = await page.locator("#choose-from").inputValue();
    const inside = rows.filter((row) => {
      const [kind, id] = place.split(".");
      const here = kind === "region" || (kind === "d" ? row.district === id : row.area === id);
      return here && row.priority === priority && row.months.split("|").every((month) => begins <= month && month <= to);
    });
    const calls = inside.reduce((sum, row) => sum + Number(row.calls), 0);
    if (calls === 0) {
      await page.getByText("No figures are published for this choice.").waitFor();
      continue;
    }
    found += 1;
    const numbers = await bigs(page);
    assert.equal(numbers[0], shown(median(inside)), query);
    assert.equal(numbers.at(-1), calls.toLocaleString("en"), query);
  }
  assert.ok(found > 100, String(found));
  assert.deepEqual(faults, []);
  await context.close();
});

test("what cannot be compared is not joined by a line, and the page says why", async () => {
  const { context, page } = await open("/en/karaganda/response/?from=2025-01&to=2026-09&priority=ordinary");
  await page.locator("main .notice").filter({ hasText: "Before October 2025, times were recorded otherwise" }).waitFor();
  assert.equal(await page.locator("#choose-from").inputValue(), "2025-10");
  await page.locator("#trend .chart-point[aria-label*='measured otherwise']").waitFor({ state: "attached" });
  // The line of the trend breaks at least at the missing month and at the other clock.
  await page.locator("#trend summary").first().click();
  const states = await page.locator("#trend tbody tr td:nth-child(3)").allInnerTexts();
  assert.ok(states.includes("incomplete") || states.includes("no data"), String(states));
  await context.close();
});

test("links that make no sense, releases that are gone and regions without figures have a way on", async () => {
  const nonsense = await open("/en/astana/response/?place=d.atlantis&priority=x&from=never&<b>=1");
  await nonsense.page.getByText("Some of the choice in the link is not in these data").waitFor();
  await nonsense.page.locator(".headline").waitFor();
  assert.deepEqual(nonsense.faults, []);
  await nonsense.context.close();
  const gone = await open("/en/astana/response/?release=2020-01-01T00-00-00Z");
  await gone.page.getByText("There is no such release").waitFor();
  await gone.page.getByRole("link", { name: "All regions" }).first().waitFor();
  await gone.context.close();
  const few = await open("/en/astana/response/?place=a.AST-001&from=2026-10&to=2026-10&priority=urgent");
  await few.page.locator(".headline").waitFor();
  await few.context.close();
});

test("keys lead through a chart, each value is read out, and a choice keeps the focus", async () => {
  const { context, page } = await open("/en/astana/response/");
  // Charts take the room that there is.
  assert.ok((await page.locator("#trend .chart").boundingBox()).width > 900);
  const first = page.locator("#places [data-point='0']");
  await first.focus();
  const said = page.locator("#places .chart-said");
  assert.equal(await said.innerText(), await first.getAttribute("aria-label"));
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("data-point")), "1");
  assert.equal(await page.locator("#places [tabindex='0'][data-point]").count(), 1);
  await page.locator("#choose-priority").focus();
  await page.keyboard.press("ArrowDown");
  await page.waitForURL(/priority=ordinary/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "choose-priority");
  await page.goBack();
  await page.waitForFunction(() => document.querySelector("#choose-priority").value === "urgent");
  await context.close();
});

test("up to five places are added and taken away by keyboard, each with its own line", async () => {
  const { context, page, faults } = await open("/ru/astana/response/?priority=ordinary", { viewport: PHONE });
  const districts = await page.locator("#choose-with optgroup").first().locator("option").evaluateAll((options) => options.map((option) => option.value));
  assert.ok(districts.length >= 4, String(districts));
  for (const [at, district] of districts.slice(0, 4).entries()) {
    const field = at === 0 ? "choose-with" : `choose-with-${at}`;
    await page.locator(`#${field}`).selectOption(district);
    await page.waitForFunction((count) => document.querySelectorAll(".compared tbody tr").length === count, at + 2);
  }
  await page.waitForURL(new RegExp(`with=${districts.slice(0, 4).join(",")}`));
  // Four others are the most: there is no field for a fifth.
  assert.equal(await page.locator(".choose select[name=with]").count(), 4);
  // What is chosen cannot be chosen once more.
  assert.equal(await page.locator(`#choose-with-1 option[value="${districts[0]}"]`).evaluate((option) => option.disabled), true);
  await settled(page);
  // Each line has a colour, a dash and a mark of its own, and its name at its end.
  const lines = page.locator("#trend .chart-line");
  const looks = new Set(await lines.evaluateAll((all) => all.map((line) => `${getComputedStyle(line).stroke} ${getComputedStyle(line).strokeDasharray}`)));
  assert.equal(looks.size, 5);
  assert.equal(await page.locator("#trend .chart-own").count() >= 5, true);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), PHONE.width);
  // One is taken away by keyboard; the focus stays where the next one stands.
  const before = await compared(page);
  await page.locator("[data-remove=choose-with-1]").focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".compared tbody tr").length === 4);
  assert.deepEqual(await compared(page), [before[0], before[1], before[3], before[4]]);
  await page.waitForFunction(() => document.activeElement.id === "choose-with-1");
  // "Back" brings it again.
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll(".compared tbody tr").length === 5);
  assert.equal(await page.locator(".choose select[name=with]").count(), 4);
  // Numbers side by side are those that each place has alone.
  const median = await page.locator(".compared tbody tr").nth(2).locator(".value").first().innerText();
  await page.goto(`${site.origin}/ru/astana/response/?priority=ordinary&place=${districts[1]}`);
  await page.locator(".figures .headline dd.big").first().waitFor();
  assert.equal((await bigs(page))[0], plain(median));
  assert.deepEqual(faults, []);
  await context.close();
});

test("a chart is saved as a picture with its title, twice as sharp, and no two buttons sound alike", async () => {
  const { context, page, faults } = await open("/kk/astana/response/");
  const others = [];
  page.on("request", (request) => others.push(request.url()));
  const { name, bytes } = await handed(page, page.locator("#trend").getByRole("button", { name: "PNG жүктеу" }));
  assert.equal(name, "senim-trend.png");
  const svg = await handed(page, page.locator("#trend").getByRole("button", { name: "SVG жүктеу" }));
  const [, width, height] = svg.bytes.toString().match(/ width="([\d.]+)" height="([\d.]+)"/);
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
  assert.match(await frame.locator(".embedded").innerText(), /Есіл[^]*шақырту[^]*деректер топтамасы/);
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

test("regions are compared over time on the country's page, those of another clock apart", async () => {
  const { context, page, faults } = await open("/en/response/");
  await page.locator("#trend .chart").waitFor();
  await page.locator("#trend-2 .chart").waitFor();
  await page.getByText("Other clocks have a chart of their own").first().waitFor();
  // Karaganda is read to a minute since October 2025: there its line ends, and it says why.
  await page.locator("#trend .chart-point[aria-label*='Karaganda'][aria-label*='measured otherwise']").first().waitFor({ state: "attached" });
  assert.equal(await page.locator("#trend-2 .chart-point[aria-label*='Astana']").count(), 0);
  // One region is left out, by keyboard; the focus stays, and so does the choice in the address.
  await page.locator("#choose-astana").focus();
  await page.keyboard.press("Space");
  await page.waitForURL(/regions=karaganda$/);
  await page.waitForFunction(() => !document.querySelector("#choose-astana").checked && document.activeElement.id === "choose-astana");
  assert.equal(await page.locator(".chart-point[aria-label*='Astana'][aria-label*='Q1']").count(), 0);
  await page.getByLabel("Priority of the call").selectOption("ordinary");
  await page.waitForURL(/priority=ordinary&regions=karaganda$/);
  await page.locator("#regions .quiet").filter({ hasText: "ordinary" }).waitFor();
  // The clock by which the region is read now comes first; the numbers are those of its own page.
  const said = plain(await page.locator("#trend-2 .chart-point[aria-label*='Q2 2025']").getAttribute("aria-label"));
  await page.goto(`${site.origin}/en/karaganda/response/?priority=ordinary&from=2025-04&to=2025-06`);
  await page.locator(".figures .headline dd.big").first().waitFor();
  const [median, , , calls] = await bigs(page);
  assert.ok(said.includes(`Median ${median}`), `${said} / ${median}`);
  assert.ok(said.includes(`${calls} calls`), `${said} / ${calls}`);
  assert.deepEqual(faults, []);
  await context.close();
});

test("paper has every table, and a citation leads to the same page in another language", async () => {
  const { context, page, faults } = await open("/ru/astana/response/?priority=ordinary&from=2025-11&to=2026-04");
  assert.equal(await page.locator(".measured tbody tr").count(), 0);
  await page.pdf();
  // The browser opened the tables to print, and closed them.
  assert.ok((await page.locator(".measured tbody tr").count()) > 30);
  assert.equal(await page.locator(".measured details[open]").count(), 0);
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
  await page.route("**/packs/v2/response/**", (route) => route.abort());
  await page.goto(`${site.origin}/kk/astana/response/`);
  await ready(page);
  await page.locator("main [role=alert]").waitFor();
  assert.equal(await page.locator("main .headline dd.big").count(), 4);
  await page.unroute("**/packs/v2/response/**");
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

test("a month of a quarter that is not over is called incomplete, and has no rate", async () => {
  const { context, page } = await open("/en/astana/response/?from=2026-10&to=2026-10");
  await page.locator("main .notice").filter({ hasText: "Q4 2026 is not over" }).waitFor();
  assert.equal(await page.locator(".headline").getByText("per 10,000").count(), 0);
  await page.locator(".headline dt").filter({ hasText: "Calls in these figures" }).waitFor();
  assert.equal(await page.getByText("published more fully").count(), 0);
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
  assert.ok(notice.includes("Why:") && notice.includes("Some calls of July 2026 came late."), notice);
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
  assert.ok(beside.includes(`26: Revised: in the release of`) && beside.includes(`the median was ${shown(median(inside))}`), beside);
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
