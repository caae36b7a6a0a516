// A resident finds their inspector: by typing, by keyboard alone, by list, position and map.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGS, PHONE, ready, stage, type, visitor } from "./support.mjs";

const { browser, site } = await stage();

const AREA = { kk: "№\u00a01 әкімшілік учаске", ru: "Административный участок №\u00a01", en: "Service area no.\u00a01" };

for (const lang of LANGS) {
  test(`a typed address leads to the card, ${lang}, on a phone`, async () => {
    const { context, page, faults } = await visitor(browser, { viewport: PHONE });
    await page.goto(`${site.origin}/${lang}/`);
    await type(page, "Қарағанды Бұқар жырау 32");
    await page.getByRole("option").first().click();
    const card = page.locator("article.card");
    await card.waitFor();
    assert.match(await card.innerText(), new RegExp(AREA[lang]));
    assert.match(await card.innerText(), /KRG-001/);
    const call = card.locator("a.call");
    assert.match(await call.getAttribute("href"), /^tel:\+7000\d{7}$/);
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("every way of writing leads to the same card", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/ru/`);
  await ready(page);
  for (const typed of [
    "проспект Бухар-Жырау 32, Караганда",
    "караганда бухар жырау 32",
    "Qaragandy Buqar Jyrau 32",
    "32 бұқар жырау қарағанды",
    "советский проспект 32",
    "rfhfufylf ,e[fh ;shfe 32",
  ]) {
    await type(page, typed);
    await page.getByRole("combobox").press("Enter");
    const card = page.locator("article.card");
    await card.waitFor();
    assert.match(await card.innerText(), /KRG-001/, typed);
  }
  await context.close();
});

test("the whole journey works by keyboard alone", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/kk/`);
  await ready(page);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("role")), "combobox");
  await page.keyboard.type("теміртау абай 10");
  await page.getByRole("option").first().waitFor();
  const field = page.getByRole("combobox");
  assert.equal(await field.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("ArrowDown");
  const marked = await field.getAttribute("aria-activedescendant");
  assert.equal(await page.locator(`#${marked}`).getAttribute("aria-selected"), "true");
  await page.keyboard.press("Enter");
  await page.locator("article.card").waitFor();
  await page.waitForFunction(() => document.activeElement.closest("#outcome h2"));
  assert.match(await page.locator("article.card").innerText(), /TMR-001/);
  await page.keyboard.press("Tab");
  assert.match(await page.evaluate(() => document.activeElement.href ?? ""), /^tel:/);
  await field.focus();
  await page.keyboard.type(" x");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  assert.equal(await field.inputValue(), "");
  await context.close();
});

test("a street that crosses areas asks for the house", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/ru/`);
  await type(page, "Темиртау Абая");
  await page.getByRole("combobox").press("Enter");
  const question = page.locator("section.question");
  await question.waitFor();
  const choices = question.getByRole("button");
  assert.equal(await choices.count(), 2);
  await choices.nth(1).click();
  await page.locator("article.card").waitFor();
  assert.match(await page.locator("article.card").innerText(), /TMR-002/);
  await context.close();
});

test("the list leads from the region to the area, and back and forward work", async () => {
  const { context, page } = await visitor(browser, { viewport: PHONE });
  await page.goto(`${site.origin}/kk/list/`);
  await page.locator("a.row", { hasText: "Астана" }).click();
  await page.locator("details summary").first().click();
  await page.locator("details[open] a.row").first().click();
  await page.locator("article.card").waitFor();
  assert.match(page.url(), /\/kk\/astana\/area\/AST-\d+\/$/);
  await page.goBack();
  await page.locator("details summary").first().waitFor();
  await page.goForward();
  await page.locator("article.card").waitFor();
  await context.close();
});

async function at(longitude, latitude, accuracy = 5) {
  const { context, page, faults } = await visitor(browser, {
    geolocation: { longitude, latitude, accuracy },
    permissions: ["geolocation"],
  });
  await page.goto(`${site.origin}/ru/`);
  await ready(page);
  await page.getByRole("button", { name: "Где я сейчас" }).click();
  return { context, page, faults };
}

test("a position inside an area gives its card", async () => {
  const { context, page } = await at(...(await place("inside")));
  await page.locator("article.card").waitFor();
  assert.match(await page.locator("article.card").innerText(), /[A-Z]{3}-\d{3}/);
  await context.close();
});

test("a position near a border is a question, not a guess", async () => {
  const { context, page } = await at(...(await place("border")));
  const question = page.locator("section.question");
  await question.waitFor();
  assert.ok((await question.getByRole("button").count()) >= 2);
  assert.equal(await page.locator("article.card").count(), 0);
  await context.close();
});

test("a position far outside says so and names the nearest area", async () => {
  const { context, page } = await at(72.9, 49.8);
  await page.locator("article.card").waitFor();
  assert.match(await page.locator("p.notice").first().innerText(), /не входит/);
  assert.equal(await page.evaluate(() => localStorage.getItem("senim.region")), null);
  await context.close();
});

test("from another country no area is anybody's own", async () => {
  const { context, page } = await at(-0.1, 51.5);
  await page.locator("#outcome .notice").waitFor();
  assert.equal(await page.locator("article.card").count(), 0);
  await context.close();
});

test("a vague position is called so", async () => {
  const { context, page } = await at(...(await place("inside")), 5000);
  await page.locator("p.notice", { hasText: "приблизительно" }).or(page.locator("section.question")).first().waitFor();
  await context.close();
});

test("what is asked last is answered: a late position does not take an answer away", async () => {
  const { context, page } = await visitor(browser);
  await page.addInitScript(() => {
    navigator.geolocation.getCurrentPosition = (found) => {
      window.arrive = () => found({ coords: { longitude: 71.43, latitude: 51.13, accuracy: 5 } });
    };
  });
  await page.goto(`${site.origin}/ru/`);
  await ready(page);
  await page.getByRole("button", { name: "Где я сейчас" }).click();
  await type(page, "темиртау абая 10");
  await page.getByRole("option").first().click();
  await page.locator("article.card", { hasText: "TMR-001" }).waitFor();
  await page.evaluate(() => window.arrive());
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)));
  assert.match(await page.locator("article.card").innerText(), /TMR-001/);
  await context.close();
});

test("of several streets that fit as well, the visitor says which", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/ru/`);
  await type(page, "улица абая 10");
  const field = page.getByRole("combobox");
  await field.press("Enter");
  assert.equal(await field.getAttribute("aria-activedescendant"), "find-option-0");
  assert.equal(await page.locator("article.card").count(), 0);
  await field.press("Enter");
  await page.locator("article.card").waitFor();
  await context.close();
});

test("the answer begins at the top of a phone's window, and back takes it away", async () => {
  const { context, page } = await visitor(browser, { viewport: PHONE });
  await page.goto(`${site.origin}/kk/`);
  await type(page, "теміртау абай 10");
  await page.getByRole("option").first().click();
  await page.waitForFunction(() => document.activeElement.closest("#outcome h2"));
  const top = await page.locator("article.card").evaluate((card) => card.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 200, `the card begins at ${top}`);
  await page.goBack();
  await page.locator("article.card").waitFor({ state: "detached" });
  await page.goForward();
  await page.locator("article.card").waitFor();
  await context.close();
});

test("without permission for the position the other ways stay", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/ru/`);
  await ready(page);
  await page.getByRole("button", { name: "Где я сейчас" }).click();
  await page.locator("#outcome .notice").waitFor();
  await type(page, "темиртау абая 10");
  await context.close();
});

test("a point on the map gives a card, by press and by taking the middle", async () => {
  const { context, page, faults } = await visitor(browser);
  await page.goto(`${site.origin}/ru/`);
  await ready(page);
  assert.equal(await page.evaluate(() => typeof window.L), "undefined");
  await page.getByRole("button", { name: "Указать на карте" }).click();
  const map = page.locator(".map.leaflet-container");
  await map.waitFor();
  await page.getByRole("button", { name: "Выбрать середину карты" }).click();
  await page.locator("article.card, section.question").first().waitFor();
  await map.click({ position: { x: 200, y: 200 } });
  await page.locator("article.card, section.question").first().waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("the language switch keeps the page, what was typed and what was found", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/ru/`);
  await type(page, "темиртау абая 10");
  await page.getByRole("combobox").press("Enter");
  await page.locator("article.card").waitFor();
  await page.locator(".lang-switch a[lang=kk]").click();
  await page.locator("h1", { hasText: "Учаскелік инспекторыңызды" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "kk");
  assert.equal(await page.getByRole("combobox").inputValue(), "темиртау абая 10");
  assert.match(await page.locator("article.card").innerText(), /TMR-001/);
  await context.close();
});

/** A place of the sample: in the middle of an area, or on a border that two areas share. */
async function place(kind) {
  const index = await (await fetch(`${site.origin}/data/index.json`)).json();
  const url = `${site.origin}/data/${index.directory.path}areas.geojson`;
  const areas = (await (await fetch(url)).json()).features;
  const ring = (area) => area.geometry.type === "Polygon" && area.geometry.coordinates[0];
  const first = areas.find((area) => area.properties.id === "AST-001");
  if (kind === "inside") {
    const points = ring(first);
    const mean = (at) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
    return [mean(0), mean(1)];
  }
  const corners = new Map();
  for (const area of areas) {
    const points = ring(area) || [];
    for (const [at, point] of points.slice(0, -1).entries()) {
      const next = points[at + 1];
      const key = [point, next].map(String).sort().join(" ");
      if (corners.has(key) && corners.get(key) !== area.properties.id) {
        return [(point[0] + next[0]) / 2, (point[1] + next[1]) / 2];
      }
      corners.set(key, area.properties.id);
    }
  }
  throw new Error("no two areas share a border");
}
