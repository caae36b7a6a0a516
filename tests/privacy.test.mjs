// Nothing typed, picked or located is sent or kept: requests, address, history, referrer, storage. Of a
// message that is being written, the draft alone is kept, on the device alone, until it is forgotten.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, ready, serve, type, visitor } from "./support.mjs";

let site, browser;
before(async () => {
  site = await serve();
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.stop();
});

/** What a visitor's search could be told by. */
const TELLING = [/жырау/i, /%D0%B6/i, /jyrau/i, /KRG-0/i, /51\.1\d/, /71\.4\d/, /[?&]q=/, /52/];

test("a search and a position leave no trace outside of the page", async () => {
  const { context, page } = await visitor(browser, {
    geolocation: { longitude: 71.43, latitude: 51.13, accuracy: 5 },
    permissions: ["geolocation"],
  });
  const requests = [];
  page.on("request", (request) => requests.push(request));
  await page.goto(`${site.origin}/ru/`);
  await type(page, "Караганда Бухар жырау 52");
  await page.getByRole("combobox").press("Enter");
  await page.locator("article.card, section.question").first().waitFor();
  await page.locator(".minimap svg").waitFor();
  await page.getByRole("button", { name: "Где я сейчас" }).click();
  await page.locator("article.card, section.question").first().waitFor();
  await page.getByRole("button", { name: "Указать на карте" }).click();
  await page.locator(".map.leaflet-container").click({ position: { x: 150, y: 150 } });
  await page.locator("article.card, section.question, .notice").first().waitFor();

  assert.ok(requests.length > 5);
  for (const request of requests) {
    const sent = `${request.url()} ${request.postData() ?? ""} ${JSON.stringify(request.headers())}`;
    const address = sent.replaceAll(site.origin, "").replace(/"user-agent":"[^"]*"|"sec-ch-ua[^,]*,/g, "");
    const path = new URL(request.url()).pathname.replace(/-[0-9a-f]{16}/g, "");
    assert.equal(new URL(request.url()).origin, site.origin, "no third party");
    assert.equal(request.method(), "GET");
    assert.equal((await request.allHeaders()).referer, undefined, `referrer sent to ${path}`);
    for (const telling of TELLING.slice(0, 4)) assert.doesNotMatch(address, telling);
    assert.doesNotMatch(path, /KRG-|AST-|area/);
  }
  assert.equal(page.url(), `${site.origin}/ru/`);
  const kept = await page.evaluate(async () => {
    const names = [];
    for (const cache of await caches.keys()) {
      for (const request of await (await caches.open(cache)).keys()) names.push(new URL(request.url).pathname);
    }
    return {
      local: { ...localStorage },
      session: { ...sessionStorage },
      cookies: document.cookie,
      state: JSON.stringify(history.state),
      names,
    };
  });
  assert.deepEqual(Object.keys(kept.local).sort(), ["senim.lang", "senim.region"]);
  assert.ok(["astana", "karaganda"].includes(kept.local["senim.region"]));
  assert.deepEqual(kept.session, {});
  assert.equal(kept.cookies, "");
  for (const name of kept.names) assert.match(name, /^\/kept\/(index|nation|(region|shapes)\/[a-z]+|page\/(kk|ru|en)\/[a-z]*\/?)$/);
  for (const telling of TELLING) assert.doesNotMatch(kept.state ?? "", telling);

  const before = requests.length;
  await page.reload();
  await ready(page);
  for (const request of requests.slice(before)) {
    for (const telling of TELLING.slice(0, 4)) assert.doesNotMatch(request.url(), telling);
  }
  assert.equal(await page.getByRole("combobox").inputValue(), "");
  await context.close();
});

test("the field asks the browser for no help that would send what is typed", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/kk/`);
  const field = page.getByRole("combobox");
  assert.equal(await field.getAttribute("spellcheck"), "false");
  assert.equal(await field.getAttribute("autocomplete"), "off");
  assert.equal(await page.locator('meta[name="referrer"]').getAttribute("content"), "no-referrer");
  await context.close();
});

test("the remembered region is forgotten in one press", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/ru/`);
  await type(page, "темиртау абая 10");
  await page.getByRole("combobox").press("Enter");
  await page.locator("article.card").waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem("senim.region")), "karaganda");
  await page.getByRole("button", { name: "Забыть" }).click();
  assert.equal(await page.evaluate(() => localStorage.getItem("senim.region")), null);
  await page.waitForFunction(async () => (await caches.keys()).length === 0);
  await context.close();
});

test("what is shared is the area's own page and nothing of the search", async () => {
  const { context, page } = await visitor(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(`${site.origin}/ru/`);
  await type(page, "темиртау абая 10");
  await page.getByRole("combobox").press("Enter");
  await page.locator("article.card").waitFor();
  await page.evaluate(() => Object.defineProperty(navigator, "share", { value: undefined }));
  await page.getByRole("button", { name: "Поделиться" }).click();
  await page.getByText("Ссылка скопирована").waitFor();
  const shared = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(shared, `${site.origin}/ru/karaganda/area/TMR-001/`);
  await context.close();
});

test("a message that is being written is kept on the device alone, and forgotten in one press", async () => {
  const { context, page } = await visitor(browser, { permissions: ["geolocation"], geolocation: { longitude: 73.1, latitude: 49.8 } });
  const requests = [];
  page.on("request", (request) => requests.push(request));
  await page.goto(`${site.origin}/ru/karaganda/feedback/#about=inspector&id=KRG-012`);
  await ready(page);
  await page.getByRole("button", { name: "Начать" }).click();
  await page.getByRole("textbox").fill("на Бухар жырау темно");
  await page.getByRole("button", { name: "Дальше" }).click();
  await page.getByLabel("Там, где я сейчас").check();
  await page.getByRole("button", { name: "Определить по устройству" }).click();
  await page.getByText("Отправится только участок").waitFor();
  for (const request of requests) {
    assert.equal(request.method(), "GET");
    const sent = decodeURIComponent(`${request.url()} ${JSON.stringify(request.headers())}`);
    for (const telling of TELLING.slice(0, 4)) assert.doesNotMatch(sent, telling);
    assert.doesNotMatch(sent, /темно|49\.8|73\.1/);
  }
  assert.equal(new URL(page.url()).hash, "#where");
  const kept = await page.evaluate(() => ({ local: { ...localStorage }, session: { ...sessionStorage }, cookies: document.cookie }));
  assert.deepEqual(Object.keys(kept.local).sort(), ["senim.draft", "senim.lang"]);
  assert.match(kept.local["senim.draft"], /темно/);
  assert.doesNotMatch(kept.local["senim.draft"], /49\.8|73\.1/, "a position is not kept");
  assert.deepEqual([kept.session, kept.cookies], [{}, ""]);
  await page.goto(`${site.origin}/ru/privacy/`);
  await page.getByText("До отправки его текст хранится только на этом устройстве").waitFor();
  await page.getByRole("button", { name: "Удалить сохранённые данные" }).click();
  await page.getByText("Сохранённые данные удалены").waitFor();
  assert.deepEqual(await page.evaluate(() => ({ ...localStorage })), {});
  await context.close();
});
