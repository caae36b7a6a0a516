// Where something happened, as exact as its sender wants: by the device, by a map with the mouse and with
// keys alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FORM, MAP, begin, data, endpoint, next, question, stored, write } from "./feedback.mjs";
import { PHONE, fits, stage, visitor } from "./support.mjs";

const { browser, site } = await stage(endpoint);

test("a place is as exact as the sender wants: the area of the device's position, its point only on request", async () => {
  const { context, page } = await visitor(browser, {
    geolocation: { longitude: 73.1, latitude: 49.8, accuracy: 20 },
    permissions: ["geolocation"],
  });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await write(page, site.origin, "Темно на остановке");
  assert.ok(!asked.some((url) => url.includes("shapes")), "nobody asked where");
  await page.getByRole("button", { name: "Изменить : Где" }).click();
  await page.getByLabel("Там, где я сейчас").check();
  await page.getByRole("button", { name: "Определить по устройству" }).click();
  await page.getByText("Отправится только участок").waitFor();
  await next(page);
  await next(page);
  const { place, subject } = await data(page);
  assert.deepEqual(Object.keys(place), ["area"]);
  assert.ok(subject.district, "the district of the area goes with it");
  await page.getByRole("button", { name: "Изменить : Где" }).click();
  await page.getByLabel("Отправить и точное место").check();
  await next(page);
  await next(page);
  assert.deepEqual((await data(page)).place.point, [73.1, 49.8]);
  await page.getByRole("button", { name: "Отправить" }).click();
  await question(page, "Сообщение получено");
  const [message] = site.kept("Темно на остановке");
  assert.deepEqual([message.area, message.lon, message.lat], [place.area, 73.1, 49.8]);
  await context.close();
});

/** The question where it is, of a message about the inspector of an area. */
async function whereOf(page, area, text) {
  await begin(page, site.origin, `${FORM}#about=inspector&id=${area}`);
  await page.getByRole("textbox").fill(text);
  await next(page);
  await question(page, "Где это?");
}

const FOUND = "Нашли: Административный участок №\u00a012";

/** Lets the page's own map be asked where it stands, as `window.shown`, and how often it has come to rest. */
const watched = (context) => context.addInitScript(() => {
  let leaflet;
  Object.defineProperty(window, "L", {
    get: () => leaflet,
    set(loaded) {
      leaflet = loaded;
      loaded.Map.addInitHook(function () {
        window.shown = this;
        window.rests = 0;
        this.on("moveend", () => (window.rests += 1));
      });
    },
  });
});

/** Where the map shows a place, in pixels from its corner. */
const pixels = (page, [lon, lat]) => page.evaluate(([lon, lat]) => window.shown.latLngToContainerPoint([lat, lon]), [lon, lat]);

/** The map has come to rest after what is done. */
async function rested(page, act) {
  const before = await page.evaluate(() => window.rests);
  await act();
  await page.waitForFunction((before) => window.rests > before, before);
}

/** A place in an area of the sample, so near to a neighbour's corner that from afar a finger covers both. */
async function nextToNeighbour(id) {
  const index = await (await fetch(`${site.origin}/data/index.json`)).json();
  const { features } = await (await fetch(`${site.origin}/data/${index.directory.path}areas.geojson`)).json();
  const own = features.find((area) => area.properties.id === id);
  const corners = own.geometry.coordinates[0].slice(1);
  const others = JSON.stringify(features.filter((area) => area !== own));
  const corner = corners.find((corner) => others.includes(JSON.stringify(corner)));
  const middle = [0, 1].map((at) => corners.reduce((sum, corner) => sum + corner[at], 0) / corners.length);
  return middle.map((at, axis) => at + (corner[axis] - at) * 0.95);
}

test("a place is pointed at on a map, which is loaded on press; its area goes, and its point only on request", async () => {
  const { context, page, faults } = await visitor(browser, { viewport: PHONE });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await watched(context);
  const loaded = () => page.evaluate(() => typeof window.L !== "undefined");
  await begin(page, site.origin);
  await page.getByLabel("О том, что происходит рядом").check();
  await next(page);
  await page.getByRole("textbox").fill("Качели сломаны");
  await next(page);
  await question(page, "Где это?");
  await page.getByLabel("Показать на карте").check();
  await next(page);
  await page.locator("#wrong").getByRole("link", { name: "Укажите место на карте" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "open-map");
  assert.ok(!(await loaded()), "choosing loads nothing");
  assert.ok(!asked.some((url) => /leaflet|shapes/.test(url)));
  // What does not come can be asked for again.
  await page.route("**/leaflet.js", (route) => route.abort());
  await page.getByRole("button", { name: "Открыть карту" }).click();
  await page.locator(".more .notice").waitFor();
  await page.unroute("**/leaflet.js");
  await page.locator(".more .notice button").click();
  await page.getByRole("button", { name: "Открыть карту" }).click();
  const map = page.locator(MAP);
  await map.waitFor();
  await fits(page, "the map");
  // From afar a finger covers several areas: the map comes nearer, and nothing is taken.
  const at = await nextToNeighbour("KRG-012");
  await map.click({ position: await pixels(page, at) });
  await page.getByText("Мы приблизили карту").waitFor();
  await next(page);
  await page.locator("#wrong").waitFor();
  let place;
  while (!(await page.getByText(FOUND).isVisible())) {
    place = await pixels(page, at);
    await map.click({ position: place });
  }
  const ink = await map.evaluate((element) => getComputedStyle(element).color);
  const inked = ({ x, y, ink }) => [...document.querySelectorAll(".map canvas")].some((canvas) => {
    const [box, of] = [canvas, canvas.closest(".map")].map((element) => element.getBoundingClientRect());
    const scale = canvas.width / box.width;
    const at = [x + of.left - box.left, y + of.top - box.top].map((at) => Math.round(at * scale));
    return `rgb(${[...canvas.getContext("2d").getImageData(...at, 1, 1).data.slice(0, 3)].join(", ")})` === ink;
  });
  // The mark is drawn where it was pressed, and nowhere beside.
  await page.waitForFunction(inked, { ...place, ink });
  const around = [[-16, 0], [16, 0], [0, -16], [0, 16]].map(([x, y]) => ({ x: place.x + x, y: place.y + y, ink }));
  const near = await Promise.all(around.map((at) => page.evaluate(inked, at)));
  assert.ok(near.includes(false), "a border may run there, but not everywhere");
  await page.getByText("Отправится только участок").waitFor();
  await next(page);
  await next(page);
  const coarse = await data(page);
  assert.deepEqual([coarse.place, coarse.subject.district !== undefined], [{ area: "KRG-012" }, true]);
  // The draft keeps the place over a reload, and the map is not loaded for it.
  await page.getByRole("button", { name: "Изменить : Где" }).click();
  await page.getByLabel("Отправить и точное место").check();
  await page.getByText("Отправятся участок и точное место").waitFor();
  await page.reload();
  await question(page, "Где это?");
  await page.getByText("Отправятся участок и точное место").waitFor();
  assert.ok(await page.getByLabel("Отправить и точное место").isChecked());
  assert.ok(!(await loaded()));
  await next(page);
  await next(page);
  await page.getByText("точное место: ").waitFor();
  const exact = await data(page);
  assert.equal(exact.place.point.length, 2);
  await page.getByRole("button", { name: "Отправить" }).click();
  await question(page, "Сообщение получено");
  const [message] = site.kept("Качели сломаны");
  assert.deepEqual([message.area, message.lon, message.lat], ["KRG-012", ...exact.place.point]);
  for (const url of asked) assert.doesNotMatch(url, /KRG-012/);
  assert.deepEqual(faults.filter((fault) => !/ERR_FAILED/.test(fault)), []);
  await context.close();
});

test("a place is pointed at by keys alone: arrows move the map, a button takes its middle", async () => {
  const { context, page, faults } = await visitor(browser, { viewport: PHONE });
  await watched(context);
  await whereOf(page, "KRG-012", "Нужна скамейка");
  const press = async (key, times = 1) => {
    for (let done = 0; done < times; done += 1) await page.keyboard.press(key);
  };
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.textContent);
  await page.locator("#where-none").focus();
  await press("ArrowDown", 3);
  assert.equal(await focused(), "where-map");
  await press("Tab");
  assert.equal(await focused(), "open-map");
  await press("Enter");
  await page.locator(MAP).waitFor();
  assert.equal(await page.locator("#open-map").getAttribute("aria-expanded"), "true");
  await press("Tab");
  assert.match(await focused(), /leaflet-container/);
  await press("Tab", 3);
  assert.equal(await focused(), "button", "past nearer and farther");
  await press("Enter");
  await page.getByText(FOUND).waitFor();
  const point = async () => (await stored(page)).match(/pointed=KRG-012 (\d+) (\d+) \d+ false/).slice(1).map(Number);
  const before = await point();
  await press("Shift+Tab", 3);
  assert.match(await focused(), /leaflet-container/);
  await rested(page, () => press("+"));
  await rested(page, () => press("ArrowUp"));
  await press("Tab", 3);
  await press("Enter");
  await page.waitForFunction((before) => !localStorage.getItem("senim.draft").includes(before.join(" ")), before);
  const [lon, lat] = await point();
  assert.ok(lat > before[1], `${lat} lies north of ${before[1]}`);
  // Half a pixel of the map as it was before.
  assert.ok(Math.abs(lon - before[0]) <= 20, `${lon} lies where ${before[0]} does`);
  await press("Tab");
  assert.equal(await focused(), "exact-of-map");
  await press("Space");
  await press("Enter");
  await question(page, "Нужен ли вам ответ?");
  await next(page);
  const { place } = await data(page);
  assert.deepEqual(place.point.map((at) => Math.round(at * 100000)), [lon, lat]);
  assert.deepEqual(faults, []);
  await context.close();
});
