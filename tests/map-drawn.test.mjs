// What the map itself shows: names, borders, water, the colours of the page, and the picture that one takes away.
import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import { test } from "node:test";
import { drawn } from "./map.mjs";
import { DESKTOP, PHONE, stage, visitor } from "./support.mjs";

const { browser, site } = await stage();

/** Notes what is written on the canvas, anew for each drawing: texts with their rooms in pixels. */
function noteWriting(page) {
  return page.addInitScript(() => {
    const { fillRect, fillText } = CanvasRenderingContext2D.prototype;
    window.written_ = [];
    CanvasRenderingContext2D.prototype.fillRect = function (...room) {
      window.written_ = [];
      return fillRect.apply(this, room);
    };
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
      const size = Number(this.font.match(/([\d.]+)px/)[1]);
      const width = this.measureText(text).width;
      window.written_.push({ text, left: x - width / 2, right: x + width / 2, top: y - size / 2, bottom: y + size / 2 });
      return fillText.call(this, text, x, y);
    };
  });
}

/** What is written on the canvas. */
const written = (page) => page.evaluate(() => window.written_);

const cover = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

test("from near streets have names in the reader's language, none over another; from afar nobody asks for them", async () => {
  for (const [lang, name, other] of [
    ["kk", /даңғылы|көшесі|тұйығы/, /улица|проспект/],
    ["ru", /улица|проспект|переулок/, /даңғылы|көшесі/],
  ]) {
    const { context, page, faults } = await visitor(browser, { viewport: PHONE });
    const asked = [];
    page.on("request", (request) => request.url().endsWith(".streets.pack") && asked.push(request.url()));
    await noteWriting(page);
    await page.goto(`${site.origin}/${lang}/astana/map/`);
    await drawn(page);
    assert.deepEqual(asked, []);
    assert.ok(!(await written(page)).some(({ text }) => name.test(text)));
    await page.goto("about:blank");
    await page.goto(`${site.origin}/${lang}/astana/map/#13.5/51.1612/71.4221`);
    await page.waitForFunction((name) => window.written_?.some(({ text }) => RegExp(name).test(text)), name.source);
    assert.equal(asked.length, 1);
    const labels = await written(page);
    assert.ok(labels.filter(({ text }) => name.test(text)).length > 3, JSON.stringify(labels));
    assert.ok(!labels.some(({ text }) => other.test(text)), JSON.stringify(labels));
    const pins = await page.locator(".pin").evaluateAll((pins) => {
      const map = document.querySelector(".atlas-sheet").getBoundingClientRect();
      return pins.map((pin) => pin.getBoundingClientRect()).map((pin) => ({
        text: "pin",
        left: pin.left - map.left,
        right: pin.right - map.left,
        top: pin.top - map.top,
        bottom: pin.bottom - map.top,
      }));
    });
    const rooms = [...labels, ...pins];
    for (const street of labels.filter(({ text }) => name.test(text))) {
      const covered = rooms.filter((room) => room !== street && cover(room, street));
      assert.deepEqual(covered, [], JSON.stringify(street));
    }
    assert.deepEqual(faults, []);
    await context.close();
  }
});

test("districts have borders and names at a middle zoom, and go on press", async () => {
  const { context, page, faults } = await visitor(browser, { viewport: PHONE });
  await noteWriting(page);
  await page.goto(`${site.origin}/ru/astana/map/#11/51.14/71.43`);
  await drawn(page);
  await page.waitForFunction(() => window.written_.some(({ text }) => text === "район Нұра" || text === "район Есиль"));
  await page.getByRole("button", { name: "Границы районов" }).click();
  await page.waitForFunction(() => location.search === "?districts=no" && !window.written_.some(({ text }) => text.startsWith("район")));
  await page.goBack();
  await page.waitForFunction(() => window.written_.some(({ text }) => text.startsWith("район")));
  assert.deepEqual(faults, []);
  await context.close();
});

test("water and railways lie under the areas, and whose they are stands on the map", async () => {
  for (const [colorScheme, water] of [
    ["light", [166, 207, 230]],
    ["dark", [31, 95, 125]],
  ]) {
    const { context, page, faults } = await visitor(browser, { colorScheme });
    await page.goto(`${site.origin}/kk/astana/map/#12/51.15/71.43`);
    await drawn(page);
    const pixels = await page.evaluate((water) => {
      const canvas = document.querySelector("canvas.ground");
      const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
      let count = 0;
      for (let at = 0; at < data.length; at += 4) count += water.every((part, of) => data[at + of] === part);
      return count;
    }, water);
    assert.ok(pixels > 500, `${pixels} pixels of water`);
    assert.ok(await page.locator(".atlas-sheet .map-credit", { hasText: "теміржолдар: нобай" }).isVisible());
    assert.deepEqual(faults, []);
    await context.close();
  }
  // Where it does not come, the map does without it, and says nothing of it.
  const { context, page } = await visitor(browser);
  await page.route("**/*.context.pack", (route) => route.abort());
  await page.goto(`${site.origin}/kk/astana/map/`);
  await drawn(page);
  assert.equal(await page.locator(".map-credit").count(), 0);
  await context.close();
});

test("the picture is a file with the view, its source and its date", async () => {
  const { context, page, faults } = await visitor(browser, { acceptDownloads: true });
  await page.goto(`${site.origin}/kk/astana/map/`);
  await drawn(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Суретті сақтау" }).click(),
  ]);
  assert.equal(download.suggestedFilename(), "senim-map.png");
  assert.ok((await stat(await download.path())).size > 20_000);
  assert.deepEqual(faults, []);
  await context.close();
});

test("from light to dark the map changes with the page", async () => {
  const { context, page } = await visitor(browser, { colorScheme: "light", viewport: DESKTOP });
  await page.goto(`${site.origin}/ru/astana/map/`);
  await drawn(page);
  const corner = () => page.evaluate(() => [...document.querySelector("canvas.ground").getContext("2d").getImageData(300, 4, 1, 1).data]);
  const light = await corner();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.waitForFunction((light) => document.querySelector("canvas.ground").getContext("2d").getImageData(300, 4, 1, 1).data[0] < light[0] / 2, light);
  await context.close();
});
