// What a map may be given: a thousand places in one spot, places without a position, names of
// markup, an outline of 100,000 vertices. Readable, safe, no blank page.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { DIST, PHONE, SENIM, launch, serve, visitor } from "./support.mjs";

const MARKUP = `<img src=x onerror=alert(1)>${"О".repeat(150)}`;

let browser, folder, site;

/** The host of a more detailed map: what it was asked for, and whether it answers. */
const tiles = { asked: [], answers: true };
const PIXEL = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const host = createServer((request, response) => {
  tiles.asked.push({ url: request.url, referer: request.headers.referer });
  if (tiles.answers) response.writeHead(200, { "content-type": "image/png" }).end(PIXEL);
  else response.writeHead(404).end();
});
const inside = (name) => path.join(folder, name);
const senim = (...args) => execFileSync(SENIM, args, { stdio: "pipe" });

/** A row of places.csv: identifier, names, position. */
const row = (id, name, position) => `${id},district-point,astana,710000000,${name},${name},${name},,,,${position},,,,,,,\n`;

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "senim-map-"));
  await cp("sample", inside("source"), { recursive: true });
  const many = Array.from({ length: 1000 }, (_, at) => row(`AST-Q${at}`, `Пункт ${at}`, "51.13000,71.43000"));
  const lost = [row("AST-L1", "Без места", ","), row("AST-L2", MARKUP, ",")];
  await appendFile(inside("source/places.csv"), [...many, ...lost, row("AST-M1", MARKUP, "51.16000,71.40000")].join(""));
  // A circle north of the city.
  const turn = (at) => (2 * Math.PI * (at % 100_000)) / 100_000;
  const ring = Array.from({ length: 100_001 }, (_, at) => [71.43 + 0.05 * Math.cos(turn(at)), 51.4 + 0.03 * Math.sin(turn(at))]);
  const map = JSON.parse(await readFile(inside("source/areas.geojson"), "utf8"));
  map.features.push({ type: "Feature", properties: { id: "AST-099" }, geometry: { type: "Polygon", coordinates: [ring] } });
  const next = [[71.62, 51.05], [71.7, 51.05], [71.7, 51.15], [71.62, 51.15], [71.62, 51.05]];
  map.features.push({ type: "Feature", properties: { id: "AQM-001" }, geometry: { type: "Polygon", coordinates: [next] } });
  await writeFile(inside("source/areas.geojson"), JSON.stringify(map));
  await appendFile(inside("source/areas.csv"), "AST-099,99,astana,saryarqa,710000000,yes\n");
  // A region that begins where Astana's areas end, a village of one area.
  await appendFile(inside("source/regions.csv"), `aqmola,,Ақмола,Акмолинская область,Akmola,Asia/Almaty\n`);
  await appendFile(inside("source/localities.csv"), "119900000,aqmola,,village,Көрші ауыл,Соседнее село,Next village,,51.1000,71.6400\n");
  await appendFile(inside("source/areas.csv"), "AQM-001,1,aqmola,,119900000,yes\n");
  await new Promise((resolve) => host.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${host.address().port}/{z}/{x}/{y}.png`;
  const attribution = '{ kk = "Сынақ картасы", ru = "Пробная карта", en = "Test map" }';
  await appendFile(inside("source/senim.toml"), `\n[tiles]\nurl = "${url}"\nattribution = ${attribution}\nmax_zoom = 16\n`);
  senim("publish", inside("source"), "--to", inside("data"));
  senim("site", "--portal", DIST, "--data", inside("data"), "--to", inside("site"));
  site = await serve(inside("site"));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.stop();
  host.close();
  await rm(folder, { recursive: true, force: true });
});

async function open(page, address) {
  await page.goto(`${site.origin}/ru/astana/map/${address}`);
  await page.locator("canvas.ground").waitFor();
}

test("a thousand places in one spot are one pin, and a press lists them alone", async () => {
  const { context, page, faults } = await visitor(browser);
  await open(page, "#18/51.13000/71.43000");
  await page.locator('.pin[title^="1\u00a0000 мест"]').click();
  await page.getByText("Места в одной точке").waitFor();
  assert.equal(await page.locator(".places > li").count(), 30);
  await page.getByRole("button", { name: "Показать ещё" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".places > li").length === 60);
  await page.getByRole("button", { name: "Показать все" }).click();
  await page.getByText("Показано 1\u00a0025 мест").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("what has no position is in the list and counted, and markup is text", async () => {
  const { context, page, faults } = await visitor(browser, { viewport: PHONE });
  page.on("dialog", () => faults.push("a script ran"));
  await open(page, "#place=AST-M1");
  await page.getByText("Нет на карте: 2 места").waitFor();
  const chosen = page.locator(".places > li[aria-current]");
  await chosen.waitFor();
  assert.ok((await chosen.innerText()).includes("<img src=x"));
  const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(sticksOut <= 0, `sticks out by ${sticksOut} px`);
  await page.goto(`${site.origin}/kk/astana/place/AST-L2/`);
  await page.locator("h1", { hasText: "<img src=x" }).waitFor();
  await page.getByText("Картада белгіленбеген").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("an outline of 100,000 vertices is drawn, and moved without a stop", async () => {
  const { context, page, faults } = await visitor(browser);
  await open(page, "#11/51.4/71.43");
  await page.locator(".atlas-sheet").focus();
  for (const key of ["ArrowRight", "+", "-", "ArrowLeft"]) await page.keyboard.press(key);
  // Beside the middle, where the number of the area stands.
  const drawn = await page.evaluate(() => {
    const canvas = document.querySelector("canvas.ground");
    return [...canvas.getContext("2d").getImageData(canvas.width / 2 + 40, canvas.height / 2 + 40, 1, 1).data];
  });
  assert.ok(drawn[0] < 240, `the area is filled: ${drawn}`);
  assert.deepEqual(faults, []);
  await context.close();
});

test("tiles are asked for only on press, from a host that is named, and go again", async () => {
  const { context, page, faults } = await visitor(browser);
  await open(page, "");
  await page.locator(".leaflet-control-zoom-in").click();
  assert.equal(tiles.asked.length, 0);
  await page.getByRole("button", { name: `Загрузить подробную карту: 127.0.0.1:${host.address().port}` }).click();
  await page.getByText("Пробная карта").waitFor();
  await page.locator(".leaflet-tile-loaded").first().waitFor();
  assert.ok(tiles.asked.length > 0);
  assert.ok(tiles.asked.every(({ url, referer }) => /^\/\d+\/\d+\/\d+\.png$/.test(url) && !referer));
  await page.getByRole("button", { name: "Без подробной карты" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".leaflet-tile").length === 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test("where tiles do not come the map says so and does without", async () => {
  const { context, page } = await visitor(browser);
  tiles.answers = false;
  await open(page, "");
  await page.getByRole("button", { name: "Загрузить подробную карту" }).click();
  await page.getByText("не отвечает").waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".leaflet-tile").length === 0);
  assert.ok((await page.locator(".pin").count()) > 0);
  await context.close();
});

test("a place at 0,0 is refused before anything is published", async () => {
  await appendFile(inside("source/places.csv"), row("AST-Z1", "Нигде", "0,0"));
  const { status, stdout, stderr } = spawnSync(SENIM, ["check", inside("source")], { encoding: "utf8" });
  assert.equal(status, 1);
  assert.match(stdout + stderr, /places\.csv, row \d+.*(lat|lon)/);
});

test("near another region the list says that its places are not counted, and leads there; in the middle it does not", async () => {
  const { context, page, faults } = await visitor(browser, {
    geolocation: { longitude: 71.595, latitude: 51.1, accuracy: 5 },
    permissions: ["geolocation"],
  });
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${site.origin}/ru/astana/map/?kind=modular-post`);
  await page.locator(".pin").first().waitFor();
  await page.getByRole("button", { name: "Рядом со мной" }).click();
  const neighbour = page.locator(".neighbour a");
  await neighbour.waitFor();
  assert.equal(await neighbour.innerText(), "Акмолинская область");
  await neighbour.click();
  await page.waitForURL(/\/ru\/aqmola\/map\/#12\.00\/51\.1\d*\/71\.59/);
  assert.ok(asked.every((url) => !/71\.59|51\.1/.test(new URL(url).pathname + new URL(url).search)));
  await context.setGeolocation({ longitude: 71.43, latitude: 51.13 });
  await page.goto(`${site.origin}/ru/astana/map/`);
  await page.locator(".pin").first().waitFor();
  await page.getByRole("button", { name: "Рядом со мной" }).click();
  await page.getByText("По расстоянию: от места, где вы находитесь").waitFor();
  assert.equal(await page.locator(".neighbour").count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});
