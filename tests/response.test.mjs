// Response times: a journalist's day, what is not joined by a line, places side by side, keys, links that
// lead nowhere.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { open as opened, bigs, compared, median, plain, releases, settled, shown } from "./figures.mjs";
import { PHONE, SITE, serve, stage } from "./support.mjs";

const SENIM = process.env.SENIM ?? path.resolve("target/release/senim");

const { browser, site } = await stage();

const open = (address, options) => opened(browser, site, address, options);

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
  // Away from the page it still says whose it is, and that it is a sample.
  assert.match(csv, /,shown,source,released,sample,link\r\n/);
  assert.match(csv, /,[^,]+,20\d\d-\d\d-\d\d,yes,http/);
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
  await gone.context.close();
  // The same choice, in the release of now.
  const chosen = await open("/en/astana/response/?place=d.esil&priority=ordinary&release=2020-01-01T00-00-00Z");
  await chosen.page.getByRole("link", { name: "Go to today’s figures" }).click();
  await chosen.page.waitForURL(/response\/\?place=d\.esil&priority=ordinary$/);
  await chosen.page.locator(".headline dd.big").first().waitFor();
  await chosen.context.close();
  const few = await open("/en/astana/response/?place=a.AST-001&from=2026-10&to=2026-10&priority=urgent");
  await few.page.locator(".headline").waitFor();
  await few.context.close();
});

test("a link to figures that were withdrawn says so, and why, and leads to those of today", async () => {
  const [, older] = await releases();
  const folder = await mkdtemp(path.join(os.tmpdir(), "senim-withdrawn-"));
  const [data, copy] = ["data", "site"].map((name) => path.join(folder, name));
  await cp(path.resolve(SITE, "../data"), data, { recursive: true });
  const senim = (...args) => execFileSync(SENIM, args, { stdio: "pipe" });
  senim("withdraw", data, older.path, "response.csv", "--reason", "Two files were swapped.");
  senim("site", "--portal", path.resolve(SITE, "../dist"), "--data", data, "--to", copy);
  const withdrawn = await serve(copy);
  try {
    const { context, page, faults } = await opened(browser, withdrawn, `/en/astana/response/?place=d.esil&release=${older.id}`);
    await page.getByText("These figures were withdrawn. Why: Two files were swapped.").waitFor();
    await page.getByRole("link", { name: "Go to today’s figures" }).click();
    await page.waitForURL(/response\/\?place=d\.esil$/);
    await page.locator(".headline dd.big").first().waitFor();
    assert.deepEqual(faults, []);
    await context.close();
  } finally {
    withdrawn.stop();
    await rm(folder, { recursive: true });
  }
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
  await page.locator(".compared .quiet").filter({ hasText: "ordinary" }).waitFor();
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

test("a month of a quarter that is not over is called incomplete, and has no rate", async () => {
  const { context, page } = await open("/en/astana/response/?from=2026-10&to=2026-10");
  await page.locator("main .notice").filter({ hasText: "Q4 2026 is not over" }).waitFor();
  assert.equal(await page.locator(".headline").getByText("a year per 10,000").count(), 0);
  await page.locator(".headline dt").filter({ hasText: "Calls in these figures" }).waitFor();
  assert.equal(await page.getByText("published more fully").count(), 0);
  await context.close();
});
