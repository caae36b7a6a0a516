// Nothing typed, picked or located is sent or kept: requests, address, history, referrer, storage. Of a
// message that is being written, the draft alone is kept, on the device alone, until it is forgotten.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, littleMap, ready, serve, type, visitor } from "./support.mjs";

let site, browser, version;
before(async () => {
  site = await serve();
  // Catalogues are asked for under a version, the same for everybody: nothing else may stand in a query.
  [, version] = (await (await fetch(`${site.origin}/ru/`)).text()).match(/i18n\/ru\.json(\?v=[0-9a-f]+)"/);
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.stop();
});

/** What a search for Bukhar Zhyrau 52 in Karaganda, or a position at 51.13, 71.43, could be told by. */
const TELLING = [/жырау/i, /jyrau|zhyrau/i, /(KRG|AST)-/, /area/, /51\.1|71\.4/, /52/];

/** What of a request a server must not get, in words; nothing where all is well. */
async function told(request, telling = TELLING) {
  const { origin, pathname, search } = new URL(request.url());
  const body = request.postData() ?? "";
  const headers = Object.entries(await request.allHeaders());
  // A browser's own version, and the names of hosts, files and releases, have digits of their own.
  const own = /^(user-agent|sec-ch-ua.*|host|if-none-match|if-modified-since)$/;
  const free = headers.filter(([name]) => !own.test(name)).map(([, value]) => value.replaceAll(site.origin, ""));
  const names = decodeURIComponent(pathname).replace(/-[0-9a-f]{10,16}/g, "").replace(/\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ/g, "");
  const said = [names, search === version ? "" : decodeURIComponent(search), body, ...free].join(" ");
  const faults = telling.filter((one) => one.test(said)).map((one) => `tells ${one}: ${said}`);
  if (origin !== site.origin) faults.push(`asks a third party: ${origin}`);
  if (request.method() !== "GET") faults.push(`sends: ${request.method()}`);
  if (search !== "" && search !== version) faults.push(`has a query: ${search}`);
  // What comes from the browser's own cache has an empty one.
  const from = headers.find(([name, value]) => name === "referer" && value);
  if (from) faults.push(`says where from: ${pathname} is asked for by ${from[1]}`);
  return faults;
}

const toldBy = async (requests) => (await Promise.all(requests.map((request) => told(request)))).flat();

/** Marks the answer that is shown, so that the next one is known to be another. */
const seen = (page) =>
  page.evaluate(() => {
    for (const answer of document.querySelectorAll("#outcome article, #outcome section, #outcome .notice")) answer.dataset.seen = "";
  });
const answered = (page) => page.locator("#outcome :is(article.card, section.question, .notice):not([data-seen])").first().waitFor();

/** Asks by an address, by a position and by a point; gives the requests that this took. */
async function asked(page) {
  const requests = [];
  page.on("request", (request) => requests.push(request));
  await page.goto(`${site.origin}/ru/`);
  await type(page, "Караганда Бухар жырау 52");
  await page.getByRole("combobox").press("Enter");
  await answered(page);
  await littleMap(page);
  await seen(page);
  await page.getByRole("button", { name: "Где я сейчас" }).click();
  await answered(page);
  await seen(page);
  await page.getByRole("button", { name: "Указать на карте" }).click();
  await page.locator(".map.leaflet-container").click({ position: { x: 150, y: 150 } });
  await answered(page);
  await page.waitForLoadState("networkidle");
  return requests;
}

const LOCATED = { geolocation: { longitude: 71.43, latitude: 51.13, accuracy: 5 }, permissions: ["geolocation"] };

test("a search and a position leave no trace outside of the page", async () => {
  const { context, page } = await visitor(browser, LOCATED);
  const requests = await asked(page);
  assert.ok(requests.length > 5);
  assert.deepEqual(await toldBy(requests), []);
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
  await page.waitForLoadState("networkidle");
  assert.ok(requests.length > before);
  assert.deepEqual(await toldBy(requests), []);
  assert.equal(await page.getByRole("combobox").inputValue(), "");
  await context.close();
});

// The check above is worth something only where it sees what leaks.
const LEAKS = {
  "a position in a query": () => {
    const own = Geolocation.prototype.getCurrentPosition;
    Geolocation.prototype.getCurrentPosition = function (...args) {
      fetch("/i18n/ru.json?lat=51.13&lon=71.43");
      return own.apply(this, args);
    };
  },
  "what is typed, in a path": () => addEventListener("input", (event) => fetch(`/i18n/${event.target.value}.json`), true),
  "a house alone, as a version": () => addEventListener("input", (event) => fetch(`/i18n/ru.json?v=${event.target.value.slice(-2)}`), true),
  "where a request comes from": () => addEventListener("click", () => fetch("/i18n/ru.json", { referrerPolicy: "unsafe-url" }), true),
  "an area in a body": () => addEventListener("click", () => navigator.sendBeacon("/i18n/ru.json", "AST-001"), true),
};
for (const [name, leak] of Object.entries(LEAKS)) {
  test(`that check sees ${name}`, async () => {
    const { context, page } = await visitor(browser, LOCATED);
    await page.addInitScript(leak);
    assert.notDeepEqual(await toldBy(await asked(page)), []);
    await context.close();
  });
}

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
  await page.waitForLoadState("networkidle");
  const telling = [/жырау/i, /темно/, /KRG-/, /49\.8|73\.1/];
  assert.deepEqual((await Promise.all(requests.map((request) => told(request, telling)))).flat(), []);
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
