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
import { PHONE, launch, serve, type, visitor } from "./support.mjs";

const SENIM = process.env.SENIM ?? path.resolve("target/release/senim");
const KB = 1000;
const BUDGETS = { shell: 190 * KB, typed: 270 * KB, position: 330 * KB, areas: 60 * KB, streets: 80 * KB, map: 432 * KB };
/** The same sources built elsewhere weigh some bytes more or less. */
const TOLERANCE = 200;

let browser, site, folder;
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "senim-budget-"));
  const [source, data, built] = ["source", "data", "site"].map((name) => path.join(folder, name));
  const senim = (...args) => execFileSync(SENIM, args, { stdio: "pipe" });
  senim("sample", "--scale", "region", "--from", "sample", "--to", source);
  senim("publish", source, "--to", data);
  senim("site", "--portal", path.resolve("target/senim/dist"), "--data", data, "--to", built);
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

/** What is fetched while `journey` goes on. */
async function weigh(journey, options = {}) {
  const { context, page } = await visitor(browser, options);
  const bodies = new Map();
  page.on("response", (response) => {
    const url = response.url();
    if (response.ok()) bodies.set(url, response.body().catch(() => Buffer.alloc(0)));
  });
  await journey(page);
  let compressed = 0;
  let plain = 0;
  for (const [url, body] of bodies) {
    const bytes = await body;
    compressed += sent(url, bytes);
    plain += bytes.length;
  }
  await context.close();
  return { compressed, plain, files: bodies.size };
}

function report(name, weight, budget) {
  const kb = (bytes) => `${(bytes / KB).toFixed(1)} KB`;
  console.log(`budget ${name}: ${kb(weight.compressed)} of ${kb(budget)} in ${weight.files} files; uncompressed host ${kb(weight.plain)}`);
  assert.ok(weight.compressed <= budget + TOLERANCE, `${name}: ${weight.compressed} bytes are over ${budget}`);
}

test("the shell", async () => {
  const weight = await weigh(async (page) => {
    await page.route("**/data/**", (route) => route.abort());
    await page.goto(`${site.origin}/kk/about/`);
    await page.locator("main#main h1").waitFor();
  });
  report("shell", weight, BUDGETS.shell);
});

test("from a typed address to the card", async () => {
  const weight = await weigh(async (page) => {
    await page.route("**/*.shapes.pack", (route) => route.abort());
    await page.goto(`${site.origin}/kk/`);
    await type(page, "Теміртау Абай 10");
    await page.getByRole("combobox").press("Enter");
    await page.locator("article.card").waitFor();
  });
  report("typed address to card", weight, BUDGETS.typed);
});

test("from a position to the card", async () => {
  const options = {
    geolocation: { longitude: 73.087, latitude: 49.803, accuracy: 5 },
    permissions: ["geolocation"],
  };
  const weight = await weigh(async (page) => {
    await page.goto(`${site.origin}/ru/`);
    await page.locator("main#main h1").waitFor();
    await page.getByRole("button", { name: "Где я сейчас" }).click();
    await page.locator("article.card, section.question").first().waitFor();
  }, options);
  report("position to card", weight, BUDGETS.position);
});

test("the areas of a region", async () => {
  const index = JSON.parse(await readFile(path.join(folder, "data/index.json"), "utf8"));
  const [region] = index.directory.regions;
  report("areas", { compressed: region.shapes.bytes, plain: region.shapes.bytes, files: 1 }, BUDGETS.areas);
});

test("the names of its streets, for who looks from near", async () => {
  const index = JSON.parse(await readFile(path.join(folder, "data/index.json"), "utf8"));
  const [{ streets }] = index.directory.regions;
  report("streets", { compressed: streets.bytes, plain: streets.bytes, files: 1 }, BUDGETS.streets);
});

test("the map of a region, with its places", async () => {
  const weight = await weigh(async (page) => {
    await page.goto(`${site.origin}/kk/karaganda/map/`);
    await page.locator(".pin").first().waitFor();
  });
  report("map of a region", weight, BUDGETS.map);
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
