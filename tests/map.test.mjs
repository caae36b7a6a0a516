// "Where is the nearest help, what does it offer, is it open now, and how do I walk there?" By
// mouse, by touch, by keyboard, and by the list alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { colours, drawn } from "./map.mjs";
import { LANGS, PHONE, stage, type, visitor } from "./support.mjs";

const { browser, site } = await stage();

test("by mouse: from the country to a region, to a pin, to the place in the list, to its page", async () => {
  const { context, page, faults } = await visitor(browser);
  await page.goto(`${site.origin}/ru/map/`);
  await drawn(page);
  assert.ok((await colours(page)) > 3);
  await page.locator('.pin[title^="Астана"]').click();
  await page.waitForURL("**/ru/astana/map/**");
  await drawn(page);
  assert.ok((await colours(page)) > 3);
  const total = await page.locator(".places > li").count();
  await page.getByRole("button", { name: "▲ кнопка SOS" }).click();
  await page.waitForURL(/\?kind=sos-button/);
  const shown = await page.locator(".places > li").count();
  assert.ok(shown > 0 && shown < total);
  await page.locator(".pin.single").first().click();
  const chosen = page.locator(".places > li[aria-current]");
  await chosen.waitFor();
  assert.match(page.url(), /\?kind=sos-button#.*place=AST-P\d+/);
  assert.equal(await page.locator(".pin.chosen").count(), 1);
  const name = await chosen.locator("h2 a").innerText();
  await chosen.locator("h2 a").click();
  await page.locator("article.place h1").waitFor();
  assert.equal(await page.locator("article.place h1").innerText(), name);
  await page.getByText("открыто круглосуточно").waitFor();
  assert.match(await page.locator('a[href^="geo:"]').getAttribute("href"), /^geo:51\.\d{5},71\.\d{5}/);
  assert.match(await page.getByRole("link", { name: "Сообщить об ошибке" }).getAttribute("href"), /^mailto:.*subject=AST-P/);
  await page.getByRole("link", { name: "Показать на карте" }).click();
  await page.locator(".places > li[aria-current]").waitFor();
  await drawn(page);
  await page.locator(".pin.chosen").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("by touch on a phone: a cluster opens, a place is chosen, and the way there is one press away", async () => {
  const { context, page, faults } = await visitor(browser, { viewport: PHONE, hasTouch: true, isMobile: true });
  await page.goto(`${site.origin}/kk/astana/map/`);
  await drawn(page);
  const zoom = () => Number(page.url().match(/#([\d.]+)\//)[1]);
  await page.waitForURL(/#[\d.]+\//);
  const before = zoom();
  await page.locator(".pin:not(.single)").first().tap();
  await page.waitForFunction((before) => Number(location.hash.slice(1).split("/")[0]) > before, before);
  await page.locator(".pin.single").first().tap();
  const chosen = page.locator(".places > li[aria-current]");
  await chosen.waitFor();
  assert.ok(await chosen.locator('a[href^="geo:"]').isVisible());
  const box = await page.locator(".pin").first().boundingBox();
  assert.ok(box.height >= 24 && box.width >= 24, "WCAG 2.2: targets of 24 px");
  assert.deepEqual(faults, []);
  await context.close();
});

test("by keyboard alone: past the map to the list, or through its pins", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/en/karaganda/map/`);
  await drawn(page);
  await page.locator(".skip-map").focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "list");
  await page.locator(".atlas-sheet").focus();
  const before = page.url();
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((before) => location.href !== before, before);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.classList.contains("pin")));
  const label = await page.evaluate(() => document.activeElement.title);
  assert.ok(label.length > 5, label);
  await page.keyboard.press("Enter");
  await page.waitForFunction((before) => location.href !== before, before);
  await context.close();
});

test("by the list alone: what is nearest to an address, and a choice that shows on the map", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/ru/karaganda/map/`);
  await drawn(page);
  const first = await page.locator(".places > li h2").first().innerText();
  await type(page, "темиртау абая 10");
  await page.locator("input[role=combobox]").press("Enter");
  await page.getByText("По расстоянию: от середины участка").waitFor();
  await page.locator(".chosen-area").waitFor();
  assert.notEqual(await page.locator(".places > li h2").first().innerText(), first);
  await page.locator(".places > li .badge", { hasText: "пешком" }).first().waitFor();
  const metres = await page.locator(".places > li").evaluateAll((items) =>
    items
      .map((item) => item.innerText.match(/([\d,\u00a0]+)\u00a0(м|км) пешком/))
      .filter(Boolean)
      .map(([, number, unit]) => Number(number.replaceAll("\u00a0", "").replace(",", ".")) * (unit === "км" ? 1000 : 1)),
  );
  assert.ok(metres.length > 2);
  assert.deepEqual(metres, [...metres].sort((one, two) => one - two));
  await page.locator(".places > li").nth(2).getByRole("button", { name: /^На карте/ }).click();
  await page.locator(".pin.chosen").waitFor();
  assert.match(page.url(), /place=/);
  await context.close();
});

test("a settlement that was looked for fills the map, although it has many areas", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/ru/karaganda/map/`);
  await drawn(page);
  await page.waitForURL(/#[\d.]+\//);
  const before = Number(page.url().match(/#([\d.]+)\//)[1]);
  await type(page, "темиртау");
  await page.locator("input[role=combobox]").press("Enter");
  await page.getByText("По расстоянию").waitFor();
  await page.waitForFunction((before) => Number(location.hash.slice(1).split("/")[0]) > before + 0.5, before);
  await context.close();
});

test("an address of another region leads to that region's map", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/ru/astana/map/`);
  await drawn(page);
  await type(page, "темиртау абая 10");
  await page.locator("input[role=combobox]").press("Enter");
  await page.waitForURL("**/ru/karaganda/map/#**area=TMR-001**");
  await page.locator(".chosen-area").waitFor();
  await context.close();
});

test("back takes away what was chosen and a filter, forward brings it again; moving the map is no step", async () => {
  const { context, page, faults } = await visitor(browser);
  await page.goto(`${site.origin}/ru/map/`);
  await page.goto(`${site.origin}/ru/astana/map/`);
  await drawn(page);
  await page.waitForURL(/#[\d.]+\//);
  const steps = await page.evaluate(() => history.length);
  const total = await page.locator(".places > li").count();
  const first = await page.evaluate(() => location.hash);
  await page.locator(".atlas-sheet").focus();
  for (const key of ["ArrowRight", "+"]) await page.keyboard.press(key);
  await page.waitForFunction((first) => Number(location.hash.slice(1).split("/")[0]) > Number(first.slice(1).split("/")[0]), first);
  assert.equal(await page.evaluate(() => history.length), steps);
  const moved = new URL(page.url()).hash;
  await page.getByRole("button", { name: "▲ кнопка SOS" }).click();
  await page.waitForURL(/\?kind=sos-button/);
  const few = await page.locator(".places > li").count();
  assert.ok(few < total);
  await page.locator(".places > li").nth(1).getByRole("button", { name: /^На карте/ }).click();
  await page.locator(".pin.chosen").waitFor();
  await page.waitForURL(/place=/);
  const chosen = page.url();
  assert.equal(await page.evaluate(() => history.length), steps + 2);
  await page.goBack();
  await page.locator(".pin.chosen").waitFor({ state: "detached" });
  assert.equal(new URL(page.url()).hash, moved);
  assert.match(page.url(), /\?kind=sos-button#/);
  await page.getByText("По расстоянию").waitFor({ state: "detached" });
  await page.goBack();
  await page.waitForFunction((total) => document.querySelectorAll(".places > li").length === total, total);
  assert.equal(new URL(page.url()).search, "");
  await page.goForward();
  await page.goForward();
  await page.locator(".pin.chosen").waitFor();
  assert.equal(page.url(), chosen);
  assert.equal(await page.locator(".places > li").count(), few);
  // From the first step, "back" leaves the map.
  for (let step = 0; step < 3; step += 1) await page.goBack();
  await page.waitForURL("**/ru/map/");
  assert.deepEqual(faults, []);
  await context.close();
});

test("near me: only on press, and the position stands nowhere", async () => {
  const { context, page } = await visitor(browser, {
    geolocation: { longitude: 71.43, latitude: 51.13, accuracy: 5 },
    permissions: ["geolocation"],
  });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${site.origin}/ru/astana/map/`);
  await drawn(page);
  await page.getByRole("button", { name: "Рядом со мной" }).click();
  await page.getByText("По расстоянию: от места, где вы находитесь").waitFor();
  assert.ok(asked.every((url) => !url.includes("71.43") && !url.includes("51.13")));
  assert.equal(await page.evaluate(() => JSON.stringify(localStorage)).then((kept) => /51\.|71\./.test(kept)), false);
  await context.close();
});

test("near me in another region says so and leads to the right one", async () => {
  const { context, page } = await visitor(browser, {
    geolocation: { longitude: 71.43, latitude: 51.13, accuracy: 5 },
    permissions: ["geolocation"],
  });
  await page.goto(`${site.origin}/ru/karaganda/map/`);
  await drawn(page);
  await page.getByRole("button", { name: "Рядом со мной" }).click();
  await page.getByText("Вы далеко от этого региона").waitFor();
  await page.locator(".filters [role=status] a", { hasText: "Астана" }).click();
  await page.waitForURL("**/ru/astana/map/**");
  await context.close();
});

test("filters narrow list and map alike, and the address keeps them through a change of language", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/ru/astana/map/?service=video-call&hours=always`);
  await drawn(page);
  const count = await page.locator(".places > li").count();
  assert.ok(count > 0);
  await page.locator(".lang-switch a", { hasText: "Қаз" }).click();
  await page.waitForURL(/\/kk\/astana\/map\/\?hours=always&service=video-call/);
  await drawn(page);
  assert.equal(await page.locator(".places > li").count(), count);
  await page.getByRole("button", { name: "Сүзгілерді алып тастау" }).click();
  await page.waitForFunction(() => location.search === "");
  assert.ok((await page.locator(".places > li").count()) > count);
  await page.getByRole("button", { name: "Учаске шекаралары" }).click();
  await page.waitForFunction(() => location.search === "?areas=no");
  await context.close();
});

test("a press on the ground names the area and leads to its inspector", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/kk/astana/map/#15/51.1512/71.4021`);
  await drawn(page);
  const map = await page.locator(".atlas-sheet").boundingBox();
  await page.mouse.click(map.x + map.width / 2, map.y + map.height / 2);
  const area = page.locator(".chosen-area a");
  await area.waitFor();
  await area.click();
  await page.locator("article.card").waitFor();
  await context.close();
});

test("who takes hold of a pin to move the map does not press it", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/ru/map/`);
  await drawn(page);
  const pin = await page.locator(".pin").first().boundingBox();
  await page.mouse.move(pin.x + 15, pin.y + 15);
  await page.mouse.down();
  await page.mouse.move(pin.x + 90, pin.y + 60, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction((x) => Math.abs(document.querySelector(".pin").getBoundingClientRect().x - x) > 40, pin.x);
  assert.match(page.url(), /\/ru\/map\/$/);
  await context.close();
});

test("no other host is asked, and with the network cut the map stays complete", async () => {
  const { context, page } = await visitor(browser);
  const [hosts, lost] = [new Set(), []];
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  // The browser asks for the icon anew whenever the address changes.
  page.on("requestfailed", (request) => request.url().endsWith("/icon.svg") || lost.push(request.url()));
  // The names of streets come when they are to be seen.
  const streets = page.waitForResponse("**/*.streets.pack");
  await page.goto(`${site.origin}/ru/astana/map/#13.5/51.1612/71.4221`);
  await drawn(page);
  await (await streets).finished();
  await context.setOffline(true);
  const before = await colours(page);
  await page.locator(".atlas-sheet").focus();
  for (const key of ["+", "ArrowLeft", "-", "-", "-", "-"]) await page.keyboard.press(key);
  await page.getByRole("button", { name: "■ модульный пост полиции" }).click();
  await page.locator(".pin").first().click();
  assert.ok((await colours(page)) > before / 4);
  assert.ok((await page.locator(".places > li").count()) > 0);
  assert.deepEqual([...hosts], [site.origin]);
  assert.deepEqual(lost, []);
  await context.close();
});

test("without Leaflet the list stands alone and says so; without a script it stands too", async () => {
  const { context, page } = await visitor(browser);
  await page.route("**/leaflet/**", (route) => route.abort());
  await page.goto(`${site.origin}/ru/astana/map/`);
  await page.getByText("Карта не загрузилась").waitFor();
  assert.ok((await page.locator(".places > li").count()) > 10);
  await context.close();
  const plain = await visitor(browser, { javaScriptEnabled: false });
  for (const lang of LANGS) {
    await plain.page.goto(`${site.origin}/${lang}/astana/map/`);
    assert.ok((await plain.page.locator(".places > li").count()) > 10, lang);
    await plain.page.goto(`${site.origin}/${lang}/map/`);
    assert.equal(await plain.page.locator(".rows a").count(), 2, lang);
  }
  await plain.context.close();
});

test("an address of nonsense shows the whole region", async () => {
  const { context, page, faults } = await visitor(browser);
  await page.goto(`${site.origin}/ru/astana/map/?kind=%3Cscript%3E&service=x&language=!!#99/x/y&place=nobody&area=%00`);
  await page.locator(".notice", { hasText: "Таких мест нет" }).waitFor();
  await page.getByRole("button", { name: "Сбросить фильтры" }).click();
  await drawn(page);
  assert.ok((await page.locator(".places > li").count()) > 10);
  assert.deepEqual(faults, []);
  await page.goto(`${site.origin}/ru/nowhere/map/`);
  await page.locator("h1").first().waitFor();
  await context.close();
});
