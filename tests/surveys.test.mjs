// Surveys: a journalist asks whether trust in a region changed and is told honestly; what cannot be
// compared is not joined; keys, phones, files, links, and axe in every language.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { plain } from "./figures.mjs";
import { DESKTOP, LANGS, PHONE, SITE, audit, fits, ready, stage, visitor } from "./support.mjs";

const { browser, site } = await stage();

/** Opens a page of surveys and waits until its figures are there. */
async function open(address, options) {
  const opened = await visitor(browser, options);
  await opened.page.goto(`${site.origin}${address}`);
  await ready(opened.page);
  await opened.page.locator(".figures .chart").first().waitFor();
  return opened;
}

/** A table of the newest release, as a list of rows; no cell of these has a comma inside. */
async function facts(name) {
  const index = JSON.parse(await readFile(path.join(SITE, "data/index.json"), "utf8"));
  const text = await readFile(path.join(SITE, "data", index.record.path, name), "utf8");
  const [header, ...rows] = text.trim().split("\r\n").map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])));
}

test("a journalist finds whether trust in a region changed, and is told that it did not clearly", async () => {
  const { context, page, faults } = await visitor(browser);
  await page.goto(`${site.origin}/en/karaganda/response/`);
  await ready(page);
  await page.getByRole("link", { name: "Surveys", exact: true }).click();
  await page.locator(".figures .chart").first().waitFor();
  assert.match(page.url(), /\/en\/karaganda\/surveys\/$/);

  const figure = plain(await page.locator("#figure").innerText());
  assert.match(figure, /sample data, invented/);
  assert.match(figure, /Насколько вы доверяете полиции там, где живёте\?/);
  assert.match(figure, /How far do you trust the police where you live\?/);
  assert.match(figure, /494 people answered/);
  const change = plain(await page.locator("#change").innerText());
  assert.match(change, /No clear change/);
  const published = (await facts("survey_differences.csv")).find(
    (row) => row.question === "trust-own" && row.answer === "fully" && row.wave === "karaganda-2026" && row.with_wave === "karaganda-2025" && !row.group,
  );
  const signed = (text) => `${text < 0 ? "−" : "+"}${Math.abs(text).toFixed(1)}`;
  assert.match(change, new RegExp(`\\${signed(published.difference)}.points.*${signed(published.low)} to \\${signed(published.high)}`));

  // An earlier wave was asked otherwise: the guard says how.
  await page.locator("#choose-with").selectOption({ label: "Karaganda, autumn 2024" });
  await page.locator("#change", { hasText: "cannot be compared" }).waitFor();
  assert.match(await page.locator("#change").innerText(), /how people were asked/);
  await page.goBack();
  await page.locator("#change", { hasText: "No clear change" }).waitFor();

  // Another question: what did change clearly.
  await page.locator("#choose-theme").selectOption({ label: "Who knows the inspector" });
  await page.locator("#figure", { hasText: "district inspector is" }).waitFor();
  assert.match(page.url(), /theme=knows/);

  await page.goBack();
  await page.locator("#figure", { hasText: "trust the police" }).waitFor();
  const section = page.locator("#answers");
  const [download] = await Promise.all([page.waitForEvent("download"), section.getByRole("button", { name: /CSV/ }).click()]);
  const csv = await readFile(await download.path(), "utf8");
  assert.match(csv, /karaganda-2026,fully,27\.3,/);
  const citation = await page.locator("#citation").innerText();
  assert.match(citation, /27\.3% trust fully · Karaganda and Temirtau · Karaganda, spring 2026/);
  const link = await page.locator("#permanent").getAttribute("href");
  await page.goto(link);
  await page.locator("#change", { hasText: "No clear change" }).waitFor();
  assert.match(await page.locator(".figures .notice").innerText(), /These are figures of the release/);
  assert.deepEqual(faults, []);
  await context.close();
});

test("figures of different pollsters stand side by side with what makes them differ, and on no line", async () => {
  const { context, page } = await open("/en/surveys/");
  const cards = await page.locator(".beside article").allInnerTexts();
  const about = (words) => plain(cards.find((card) => card.includes(words)) ?? "");
  assert.match(about("Poll of the ministry"), /33\.8% trust fully[^]*no interval was published[^]*1,200 people[^]*Different or not known:/);
  assert.match(about("Statistics, autumn 2024"), /quoted from a publication[^]*64\.3% agree fully[^]*Different or not known:/);
  assert.ok(!about("Poll of the ministry").includes("sample data"));
  // Two waves of the Bureau are one line, and nobody says whether that is a change.
  await page.goto(`${site.origin}/en/surveys/?theme=trust&question=trust-agree&wave=bns-2024-autumn`);
  await page.locator("#change", { hasText: "+2.7 points" }).waitFor();
  assert.match(await page.locator("#change").innerText(), /nobody can say whether this is a change or chance/);
  // A line has two halves, one before and one after a name.
  assert.equal(await page.locator("#trend .chart-line").count(), 2);
  // The citation is of the Bureau's figure: nothing in it is called sample data.
  const cited = plain(await page.locator("#citation").innerText());
  assert.match(cited, /^Bureau of National Statistics\. Surveys: Do you agree that the police can be trusted\?: 64\.3% agree fully · the whole country · /);
  assert.match(cited, /quoted from a publication: stat\.gov\.kz, publication 296303\. Release of /);
  assert.doesNotMatch(cited, /sample/);
  // A link leads to the publication itself, or there is none.
  await page.locator("#figure summary").click();
  assert.equal(await page.locator("#figure .facts a").count(), 0);
  await page.locator("#choose-wave").selectOption("bns-2024-spring");
  const source = page.locator("#figure .facts a");
  await source.waitFor({ state: "attached" });
  assert.equal(await source.getAttribute("href"), "https://astanatimes.com/?p=87688");
  await page.goto(`${site.origin}/en/surveys/?theme=trust&question=trust-2025`);
  await page.locator("#figure", { hasText: "about 63% trust" }).waitFor();
  await context.close();
});

test("a survey of two cities is nowhere called the country, and is compared with whole waves alone", async () => {
  const { context, page } = await open("/ru/surveys/");
  const figure = () => page.locator("#figure").innerText().then(plain);
  assert.match(await figure(), /Астана и Караганда · 7–27 сентября 2026 г\./);
  assert.doesNotMatch(await page.locator("#citation").innerText(), /вся страна/);
  for (const region of ["karaganda", "astana"]) {
    await page.goto(`${site.origin}/ru/${region}/surveys/?wave=two-cities-2026`);
    await page.locator("#change", { hasText: "нельзя сравнивать" }).waitFor();
    assert.match(await figure(), /часть опроса «Астана и Караганда»/);
    assert.doesNotMatch(await page.locator("#change").innerText(), /кому задан вопрос/);
    const offered = await page.locator("#choose-with option").allInnerTexts();
    assert.equal(new Set(offered).size, offered.length, offered.join());
  }
  await context.close();
});

test("each row of a file says whether it is invented", async () => {
  const { context, page } = await open("/ru/surveys/");
  for (const id of ["answers", "beside"]) {
    const button = page.locator(`#${id}`).getByRole("button", { name: /CSV/ });
    const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
    const csv = await readFile(await download.path(), "utf8");
    for (const line of csv.trim().split("\r\n").slice(1)) {
      const real = /^(bns|police|minister|deputy)-/.test(line);
      assert.match(line, real ? /,quoted,/ : /,sample,/);
    }
    assert.match(csv.split("\r\n")[0], /,about,.*,kind,pollster,source,url,/);
  }
  await context.close();
});

test("a release that is not there leads to today's figures", async () => {
  for (const room of ["surveys", "response"]) {
    const { context, page } = await visitor(browser);
    await page.goto(`${site.origin}/ru/karaganda/${room}/?release=nope`);
    await page.getByRole("link", { name: "Перейти к текущим числам" }).click();
    await page.locator(".figures .chart").first().waitFor();
    assert.match(page.url(), new RegExp(`/ru/karaganda/${room}/$`));
    await context.close();
  }
});

test("small bases say why they are not published", async () => {
  const { context, page } = await open("/en/karaganda/surveys/");
  const hidden = page.locator("#groups [data-point][aria-label*='65']");
  assert.match(await hidden.getAttribute("aria-label"), /not published: too few people answered/);
  await page.locator("#groups summary").click();
  const row = page.locator("#groups tbody tr", { hasText: "65 years" });
  assert.doesNotMatch(await row.innerText(), /\d%/);
  await context.close();
});

test("keys lead through charts and choices, on a phone too", async () => {
  const { context, page } = await open("/kk/karaganda/surveys/", { viewport: PHONE });
  await page.locator("#trend [data-point='0']").focus();
  await page.keyboard.press("ArrowDown");
  const focused = page.locator("#trend [data-point='1']");
  assert.equal(await focused.evaluate((point) => point === document.activeElement), true);
  const last = page.locator("#trend [data-point]").last();
  await page.keyboard.press("End");
  assert.equal(await last.evaluate((point) => point === document.activeElement), true);
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused.evaluate((point) => point === document.activeElement), true);
  const said = plain(await page.locator("#trend .chart-said").innerText());
  assert.equal(said, plain(await focused.getAttribute("aria-label")));
  const answer = page.locator("#choose-answer");
  await answer.focus();
  await page.keyboard.press("ArrowDown");
  await page.waitForURL(/answer=rather/);
  await page.waitForFunction(() => document.activeElement?.id === "choose-answer");
  await context.close();
});

test("without JavaScript all themes can be read, and paper has all tables", async () => {
  const { context, page } = await visitor(browser, { javaScriptEnabled: false });
  await page.goto(`${site.origin}/ru/karaganda/surveys/`);
  const text = plain(await page.locator("main").innerText());
  for (const words of ["Доверие полиции", "Кто знает своего участкового", "Явного изменения нет", "64,3 %"]) assert.ok(text.includes(words), words);
  assert.ok((await page.locator("main table").count()) > 5);
  await context.close();
});

test("paper has all tables, with all of their columns", async () => {
  const { context, page } = await open("/ru/karaganda/surveys/", { viewport: { width: 720, height: 1000 } });
  for (const address of ["ru/karaganda/surveys/", "kk/surveys/", "ru/surveys/", "en/karaganda/response/"]) {
    await page.emulateMedia({ media: "screen" });
    await page.goto(`${site.origin}/${address}`);
    await page.locator(".figures .chart").first().waitFor();
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
    const tables = await page.locator("main table").all();
    assert.ok(tables.length > 2, address);
    for (const table of tables) {
      assert.ok(await table.locator("td").first().isVisible(), address);
      const [right, room] = await table.evaluate((table) => {
        const ends = [...table.querySelectorAll("th, td")].map((cell) => cell.getBoundingClientRect().left + cell.scrollWidth);
        return [Math.max(...ends), document.documentElement.clientWidth];
      });
      assert.ok(right <= room + 1, `${address}: a table ends at ${right} of ${room}`);
    }
  }
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [DESKTOP, PHONE]) {
    test(`axe finds nothing, ${colorScheme}, ${viewport.width} px`, async () => {
      const { context, page } = await visitor(browser, { colorScheme, viewport, bypassCSP: true });
      for (const lang of LANGS) {
        for (const address of ["surveys/", "karaganda/surveys/", "surveys/?theme=not-reporting", "astana/surveys/?theme=safety"]) {
          const name = `${lang}/${address}`;
          await page.goto(`${site.origin}/${name}`);
          await ready(page);
          await page.locator(".figures .chart").first().waitFor();
          for (const summary of await page.locator("main summary").all()) await summary.click();
          await audit(page, name);
          await fits(page, name);
        }
      }
      await context.close();
    });
  }
}

test("a link to what no survey has says so, and a choice that is made says it no more", async () => {
  const { context, page } = await visitor(browser);
  for (const wrong of ["theme=zzz", "wave=never", "theme=trust&answer=perhaps"]) {
    await page.goto(`${site.origin}/en/surveys/?${wrong}`);
    await page.locator(".notice", { hasText: "Some of the choice in the link" }).waitFor();
  }
  await page.locator("#choose-theme").selectOption({ index: 1 });
  await page.locator(".notice", { hasText: "Some of the choice in the link" }).waitFor({ state: "detached" });
  // What came of it is told to who does not see it.
  await page.getByRole("status").filter({ hasText: "%" }).waitFor();
  await context.close();
});
