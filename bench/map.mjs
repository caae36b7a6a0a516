// What the map costs in Chromium, over a nation of 20 regions, 6,500 areas and 20,000 places: until
// it can be used, a step of zoom, the longest frame while it is moved, the way from the country into
// a region, memory; and in the same run what plain Leaflet takes to draw the areas of one region and
// a marker for each of its places, and all areas of the country. `cargo xtask bench` makes the nation and the site, and runs this.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { DESKTOP, launch } from "../tests/support.mjs";

const SITE = path.resolve("target/senim/site");
const NATION = path.resolve("target/senim/nation-data");
const REGION = "region-07";
const MOST_FRAME_MS = 50;

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm" };

/** The pages of the sample's site with the nation's data: a region's page is made of its data alone. */
async function serve() {
  const server = createServer(async (request, response) => {
    const asked = new URL(request.url, "http://x").pathname;
    const map = /^\/kk\/[a-z0-9-]+\/map\/$/.test(asked) ? "/kk/astana/map/index.html" : asked.replace(/\/$/, "/index.html");
    const file = map.startsWith("/data/") ? path.join(NATION, map.slice(6)) : path.join(SITE, map);
    try {
      const bytes = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}

const mb = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const ms = (value) => `${value.toFixed(0)} ms`;

/** From the navigation to a map that is drawn and has its pins. */
async function interactive(page, address) {
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForFunction(() => document.querySelector("canvas.ground") && document.querySelector(".pin"));
  return page.evaluate(() => performance.now());
}

/** The longest time between two frames while something is done to the map. */
async function longestFrame(page, doing) {
  await page.evaluate(() => {
    window.frames_ = [];
    let last = performance.now();
    const look = (now) => {
      window.frames_.push(now - last);
      last = now;
      window.looking_ = requestAnimationFrame(look);
    };
    window.looking_ = requestAnimationFrame(look);
  });
  await doing();
  return page.evaluate(() => {
    cancelAnimationFrame(window.looking_);
    return Math.max(...window.frames_.slice(2));
  });
}

/** How long a step of zoom keeps the browser busy: drawing, clustering, pins. */
function zoomStep(page) {
  return page.evaluate(() => {
    const times = ["in", "in", "in", "out", "out", "out"].map((way) => {
      const start = performance.now();
      document.querySelector(`.leaflet-control-zoom-${way}`).click();
      return performance.now() - start;
    });
    return Math.max(...times);
  });
}

async function drag(page) {
  const map = await page.locator(".atlas-sheet, .leaflet-container").first().boundingBox();
  const [x, y] = [map.x + map.width / 2, map.y + map.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; step < 60; step += 1) await page.mouse.move(x + 3 * step * Math.cos(step / 9), y + 3 * step * Math.sin(step / 9));
  await page.mouse.up();
  for (let step = 0; step < 12; step += 1) await page.mouse.wheel(0, step % 4 < 2 ? -120 : 120);
}

/** From the country into a region: two steps nearer, a pull aside, then a press on its pin, until its map has pins. */
async function intoRegion(page) {
  const start = performance.now();
  for (let step = 0; step < 2; step += 1) await page.locator(".leaflet-control-zoom-in").click();
  await page.locator(".atlas-sheet").focus();
  for (const key of ["ArrowLeft", "ArrowUp"]) await page.keyboard.press(key);
  await page.locator(".pin").first().click();
  await page.waitForURL(/\/kk\/region-\d+\/map\//, { waitUntil: "commit" });
  await page.waitForFunction(() => document.querySelector("canvas.ground") && document.querySelector(".pin"));
  return performance.now() - start;
}

/** Bytes that the page holds after what is garbage has gone: objects and buffers, as Chromium counts them. */
async function heap(page) {
  const client = await page.context().newCDPSession(page);
  await client.send("HeapProfiler.collectGarbage");
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await client.send("Runtime.getHeapUsage");
  await client.detach();
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

/** Plain Leaflet, in the same browser: the same areas on its canvas, a marker for each place. */
async function plainLeaflet(browser, areas, places) {
  const page = await browser.newPage({ viewport: DESKTOP });
  await page.setContent(`<div id="plain" style="width:700px;height:700px"></div>`);
  await page.addStyleTag({ path: "node_modules/leaflet/dist/leaflet.css" });
  await page.addScriptTag({ path: "node_modules/leaflet/dist/leaflet.js" });
  const took = await page.evaluate(
    ({ areas, places }) => {
      const start = performance.now();
      const map = L.map("plain", { preferCanvas: true, zoomAnimation: false });
      const layer = L.geoJSON(areas).addTo(map);
      map.fitBounds(layer.getBounds());
      for (const at of places) L.marker(at).addTo(map);
      const drawn = performance.now() - start;
      const before = performance.now();
      map.setZoom(map.getZoom() + 1, { animate: false });
      return { drawn, zoomed: performance.now() - before };
    },
    { areas, places },
  );
  const frame = await longestFrame(page, () => drag(page));
  const used = await heap(page);
  await page.close();
  return { ...took, frame, heap: used };
}

const site = await serve();
const browser = await launch();
const page = await browser.newPage({ viewport: DESKTOP });
const country = await interactive(page, `${site.origin}/kk/map/`);
const countryZoomed = await zoomStep(page);
const countryFrame = await longestFrame(page, () => drag(page));
const countryHeap = await heap(page);
await interactive(page, `${site.origin}/kk/map/`);
const into = await intoRegion(page);
const region = await interactive(page, `${site.origin}/kk/${REGION}/map/`);
const zoomed = await zoomStep(page);
const frame = await longestFrame(page, () => drag(page));
const regionHeap = await heap(page);

const index = JSON.parse(await readFile(path.join(NATION, "index.json"), "utf8"));
const release = path.join(NATION, index.directory.path);
const geojson = JSON.parse(await readFile(path.join(release, "areas.geojson"), "utf8"));
const areas = { ...geojson, features: geojson.features.filter((feature) => feature.properties.id.startsWith("R07-")) };
const places = (await readFile(path.join(release, "places.csv"), "utf8"))
  .split("\r\n")
  .filter((line) => line.startsWith("R07-"))
  .map((line) => line.match(/,(-?\d+\.\d{5}),(-?\d+\.\d{5}),/))
  .filter(Boolean)
  .map(([, lat, lon]) => [Number(lat), Number(lon)]);
const plain = await plainLeaflet(browser, areas, places);
const plainCountry = await plainLeaflet(browser, geojson, []);
await browser.close();
site.stop();

console.log(`\nthe map, ${areas.features.length} areas and ${places.length} places in a region of 20, in Chromium`);
console.log(`the country can be used after        ${ms(country)}`);
console.log(`a region can be used after           ${ms(region)}`);
console.log(`a step of zoom in a region, at most  ${ms(zoomed)}; plain Leaflet ${ms(plain.zoomed)}: ${(zoomed / plain.zoomed).toFixed(2)} of it`);
console.log(`plain Leaflet draws the same in      ${ms(plain.drawn)}`);
console.log(`longest frame in a region            ${ms(frame)}; plain Leaflet ${ms(plain.frame)}: ${(frame / plain.frame).toFixed(2)} of it`);
console.log(`memory in a region                   ${mb(regionHeap)}; plain Leaflet ${mb(plain.heap)}`);
console.log(`\nthe country, ${geojson.features.length} areas and ${index.directory.regions.length} regions; plain Leaflet draws all areas, and no places`);
console.log(`a step of zoom, at most              ${ms(countryZoomed)}; plain Leaflet ${ms(plainCountry.zoomed)}: ${(countryZoomed / plainCountry.zoomed).toFixed(2)} of it`);
console.log(`plain Leaflet draws all areas in     ${ms(plainCountry.drawn)}`);
console.log(`longest frame                        ${ms(countryFrame)}; plain Leaflet ${ms(plainCountry.frame)}: ${(countryFrame / plainCountry.frame).toFixed(2)} of it`);
console.log(`from the country into a region       ${ms(into)}, with steps of zoom and moves`);
console.log(`memory                               ${mb(countryHeap)}; plain Leaflet ${mb(plainCountry.heap)}`);
if (Math.max(countryFrame, frame) > MOST_FRAME_MS || zoomed * 3 > plain.zoomed || countryZoomed * 3 > plainCountry.zoomed) {
  console.log(`over the budget: a frame of ${MOST_FRAME_MS} ms, a third of plain Leaflet for a step of zoom`);
  process.exitCode = 1;
}
