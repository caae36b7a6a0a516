// A region of 325 areas and 6,000 streets: the budgets of the portal in bytes, as a server sends
// them that compresses with brotli, beside what a host sends that compresses nothing (prints its
// numbers); and a street that exists in many localities.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { brotliCompressSync, constants } from "node:zlib";
import { DIST, PHONE, SENIM, launch, littleMap, serve, type, visitor } from "./support.mjs";

const KB = 1000;
const BUDGETS = { shell: 190, typed: 270, drawn: 300, position: 330, areas: 60, streets: 80, map: 432 };

let browser, site, folder;
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "senim-budget-"));
  const [source, data, built] = ["source", "data", "site"].map((name) => path.join(folder, name));
  const senim = (...args) => execFileSync(SENIM, args, { stdio: "pipe" });
  senim("sample", "--scale", "region", "--from", "sample", "--to", source);
  senim("publish", source, "--to", data);
  senim("site", "--portal", DIST, "--data", data, "--to", built);
  site = await serve(built);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Bytes of a body after brotli; packs are compressed inside, and brotli leaves them as they are. */
function sent(url, body) {
  if (url.endsWith(".pack")) return body.length;
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

/** What is fetched while `journey` goes on: the bytes of each file as sent and as they are. */
async function weigh(journey, options = {}) {
  const { context, page } = await visitor(browser, options);
  const bodies = new Map();
  const listen = (response) => {
    if (response.ok()) bodies.set(response.url(), response.body());
  };
  page.on("response", listen);
  await journey(page);
  page.off("response", listen);
  const files = [];
  for (const [url, body] of bodies) {
    const bytes = await body;
    assert.ok(bytes.length > 0, `${url} is empty`);
    files.push({ url, compressed: sent(url, bytes), plain: bytes.length });
  }
  await context.close();
  return files;
}

/** Prints what files weigh together; as it is printed, to 100 bytes, it has to be within its budget. */
function report(name, files, budget) {
  const kb = (kind) => (files.reduce((sum, file) => sum + file[kind], 0) / KB).toFixed(1);
  console.log(`budget ${name}: ${kb("compressed")} KB of ${budget} in ${files.length} files; uncompressed host ${kb("plain")} KB`);
  assert.ok(Number(kb("compressed")) <= budget, `${name}: ${kb("compressed")} KB are over ${budget}`);
}

test("the shell", async () => {
  const files = await weigh(async (page) => {
    await page.route("**/data/**", (route) => route.abort());
    await page.goto(`${site.origin}/kk/about/`);
    await page.locator("main#main h1").waitFor();
  });
  report("shell", files, BUDGETS.shell);
});

/** On a phone, from a typed address to the card. */
async function typed(page) {
  await page.goto(`${site.origin}/kk/`);
  await type(page, "Теміртау Абай 10");
  await page.getByRole("combobox").press("Enter");
  await page.locator("article.card").waitFor();
}

test("from a typed address to the card", async () => {
  const files = await weigh(
    async (page) => {
      await typed(page);
      await page.locator(".minimap").waitFor();
      await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));
    },
    { viewport: PHONE },
  );
  const shapes = files.filter(({ url }) => url.endsWith(".shapes.pack"));
  assert.deepEqual(shapes, [], "the little map is not in sight, and nothing is fetched for it");
  report("typed address to card", files, BUDGETS.typed);
});

test("from a typed address to the card and its little map", async () => {
  const files = await weigh(
    async (page) => {
      await typed(page);
      await littleMap(page);
    },
    { viewport: PHONE },
  );
  report("typed address to card, with its little map", files, BUDGETS.drawn);
});

test("from a position to the card", async () => {
  const options = {
    geolocation: { longitude: 73.087, latitude: 49.803, accuracy: 5 },
    permissions: ["geolocation"],
  };
  const files = await weigh(async (page) => {
    await page.goto(`${site.origin}/ru/`);
    await page.locator("main#main h1").waitFor();
    await page.getByRole("button", { name: "Где я сейчас" }).click();
    await page.locator("article.card, section.question").first().waitFor();
  }, options);
  report("position to card", files, BUDGETS.position);
});

test("the areas of a region", async () => {
  const index = JSON.parse(await readFile(path.join(folder, "data/index.json"), "utf8"));
  const [region] = index.directory.regions;
  report("areas", [{ compressed: region.shapes.bytes, plain: region.shapes.bytes }], BUDGETS.areas);
});

test("the names of its streets, for who looks from near", async () => {
  const index = JSON.parse(await readFile(path.join(folder, "data/index.json"), "utf8"));
  const [{ streets }] = index.directory.regions;
  report("streets", [{ compressed: streets.bytes, plain: streets.bytes }], BUDGETS.streets);
});

test("the map of a region, with its places", async () => {
  const files = await weigh(async (page) => {
    await page.goto(`${site.origin}/kk/karaganda/map/`);
    await page.locator(".pin").first().waitFor();
  });
  report("map of a region", files, BUDGETS.map);
});

test("a street that many localities have asks for the locality", async () => {
  const { context, page, faults } = await visitor(browser, { viewport: PHONE });
  await page.goto(`${site.origin}/ru/`);
  await type(page, "Есенберлина 3");
  const many = page.getByRole("option", { name: /есть в \d+ населённых пунктах/ }).first();
  await many.waitFor();
  await many.click();
  const question = page.locator("section.question");
  await question.waitFor();
  assert.ok((await question.getByRole("button").count()) > 3);
  await question.getByRole("button", { name: "Темиртау" }).click();
  await page.locator("article.card, section.question h2", { hasText: "Темиртау" }).first().waitFor();
  // Next time, the locality of the last answer comes first.
  await type(page, "Есенберлина 3");
  await page.getByRole("option", { name: /есть в/ }).first().click();
  await question.waitFor();
  assert.match(await question.getByRole("button").first().innerText(), /Темиртау/);
  assert.deepEqual(faults, []);
  await context.close();
});
