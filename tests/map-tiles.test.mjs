// A more detailed map out of one file (PMTiles): its library and its host are asked only on press,
// its pictures come by ranges, and what is no map of pictures is done without.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFile, cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { DIST, SENIM, launch, serve, visitor } from "./support.mjs";

const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const MOST_ZOOM = 12;

function varint(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  return [...bytes, value];
}

/** A PMTiles file (version 3) whose every tile is one picture; `type` says what tiles are. */
function pmtiles(type) {
  const tiles = (4 ** (MOST_ZOOM + 1) - 1) / 3;
  const directory = Buffer.from([1, 0, tiles, PIXEL.length, 1].flatMap(varint));
  const metadata = Buffer.from("{}");
  const header = Buffer.alloc(127);
  header.write("PMTiles", 0);
  header[7] = 3;
  const data = 127 + directory.length + metadata.length;
  const numbers = [127, directory.length, 127 + directory.length, metadata.length, data, 0, data, PIXEL.length, tiles, 1, 1];
  numbers.forEach((number, at) => header.writeBigUInt64LE(BigInt(number), 8 + 8 * at));
  // Clustered; neither directories nor tiles are compressed.
  header.set([1, 1, 1, type, 0, MOST_ZOOM], 96);
  return Buffer.concat([header, directory, metadata, PIXEL]);
}

const host = { asked: [], file: pmtiles(2) };
const server = createServer((request, response) => {
  host.asked.push({ url: request.url, range: request.headers.range, referer: request.headers.referer });
  const range = request.headers.range?.match(/^bytes=(\d+)-(\d+)$/);
  const open = { "access-control-allow-origin": "*", "access-control-allow-headers": "range" };
  if (!host.file) return response.writeHead(404, open).end();
  if (!range) return response.writeHead(request.method === "OPTIONS" ? 204 : 400, open).end();
  const part = host.file.subarray(Number(range[1]), Number(range[2]) + 1);
  response.writeHead(206, { ...open, "content-range": `bytes ${range[1]}-${Number(range[1]) + part.length - 1}/${host.file.length}` });
  response.end(part);
});

let browser, folder, site;
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "senim-tiles-"));
  const inside = (name) => path.join(folder, name);
  const senim = (...args) => execFileSync(SENIM, args, { stdio: "pipe" });
  await cp("sample", inside("source"), { recursive: true });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}/map.pmtiles`;
  const attribution = '{ kk = "Сынақ картасы", ru = "Пробная карта", en = "Test map" }';
  await appendFile(inside("source/senim.toml"), `\n[tiles]\nurl = "${url}"\nattribution = ${attribution}\nmax_zoom = ${MOST_ZOOM}\n`);
  senim("publish", inside("source"), "--to", inside("data"));
  senim("site", "--portal", DIST, "--data", inside("data"), "--to", inside("site"));
  site = await serve(inside("site"));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.stop();
  server.close();
  await rm(folder, { recursive: true, force: true });
});

async function press(page) {
  host.asked = [];
  await page.goto(`${site.origin}/ru/astana/map/`);
  await page.locator(".pin").first().waitFor();
  assert.deepEqual(host.asked, []);
  await page.getByRole("button", { name: `Загрузить подробную карту: 127.0.0.1:${server.address().port}` }).click();
}

test("pictures come out of one file by ranges, only on press, and go again", async () => {
  const { context, page, faults } = await visitor(browser);
  const own = [];
  page.on("request", (request) => own.push(request.url()));
  host.file = pmtiles(2);
  await press(page);
  await page.getByText("Пробная карта").waitFor();
  await page.locator(".leaflet-tile-loaded").first().waitFor();
  assert.equal(own.filter((url) => url.endsWith("/pmtiles/pmtiles.js")).length, 1);
  assert.ok(await page.locator(".leaflet-tile-loaded").evaluateAll((all) => all.every((tile) => tile.src.startsWith("blob:"))));
  const ranges = host.asked.filter(({ range }) => range);
  assert.ok(ranges.length > 0 && ranges.every(({ url, referer }) => url === "/map.pmtiles" && !referer));
  await page.getByRole("button", { name: "Без подробной карты" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".leaflet-tile").length === 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test("where the file is not there, or has no pictures, the map says so and does without", async () => {
  for (const file of [null, pmtiles(1), Buffer.from("x".repeat(200))]) {
    const { context, page } = await visitor(browser);
    host.file = file;
    await press(page);
    await page.getByText("не отвечает").waitFor();
    assert.equal(await page.locator(".leaflet-tile").count(), 0);
    assert.ok((await page.locator(".pin").count()) > 0);
    await context.close();
  }
});
