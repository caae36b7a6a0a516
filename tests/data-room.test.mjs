// The data room of a publisher who signs and has published twice: the signature is checked where
// the visitor is, and any two releases can be compared.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { DIST, SENIM, launch, ready, serve, visitor } from "./support.mjs";

let browser, folder, site;
const inside = (name) => path.join(folder, name);
const senim = (...args) => execFileSync(SENIM, args, { stdio: "pipe" });
const build = (...args) =>
  senim("site", "--portal", DIST, "--data", inside("data"), "--to", inside("site"), ...args);

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "senim-data-"));
  senim("keygen", "--to", inside("senim.key"));
  for (const month of ["11", "12", "01"]) {
    const year = month === "01" ? "2027" : "2026";
    senim("publish", "sample", "--to", inside("data"), "--key", inside("senim.key"), "--time", `${year}-${month}-24T12:00:00Z`);
  }
  build("--public-key", inside("senim.pub"));
  site = await serve(inside("site"));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.stop();
  await rm(folder, { recursive: true, force: true });
});

test("any two releases are compared, whichever is chosen first", async () => {
  const { context, page, faults } = await visitor(browser);
  await page.goto(`${site.origin}/ru/data/`);
  await ready(page);
  const table = page.locator("section:has(.compare) table");
  await page.locator("section:has(.compare) summary", { hasText: "различ" }).click();
  await table.waitFor();
  const rows = () => table.locator("tbody tr").allInnerTexts();
  const last = await rows();
  // In January the year's last quarter is over, and nothing came for it any more; its calls are no longer too few.
  const ofJanuary = (row) => /2027-(01|Q1)|2026-Q4|missing|response_excluded.*few/.test(row);
  assert.ok(last.length > 0 && last.every(ofJanuary), String(last));
  await page.getByLabel("Раньше").selectOption({ index: 2 });
  await page.waitForFunction((count) => document.querySelectorAll("section:has(.compare) tbody tr").length > count, last.length);
  const both = await rows();
  const names = (await readdir(inside("data/record"))).sort();
  const said = execFileSync(SENIM, ["diff", `record/${names[0]}`, `record/${names[2]}`, "--data", inside("data")], { encoding: "utf8" });
  assert.equal(both.length, Number(said.match(/(\d+) changes/)[1]), said);
  await page.getByLabel("Раньше").selectOption({ index: 0 });
  await page.getByText("Выберите два разных выпуска").waitFor();
  await page.getByLabel("Позже").selectOption({ index: 2 });
  await page.waitForFunction((count) => document.querySelectorAll("section:has(.compare) tbody tr").length === count, both.length);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a signature that fits is said to, by the key that came with the portal", async () => {
  const { context, page, faults } = await visitor(browser);
  const id = (await readdir(inside("data/signatures"))).find((name) => name.endsWith(".pub")).replace(".pub", "");
  await page.goto(`${site.origin}/en/data/`);
  await page.getByText(`fits the key ${id}`).waitFor();
  await page.getByText("This key came with the portal.").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("an index that somebody changed is not to be relied on", async () => {
  const { context, page } = await visitor(browser);
  await page.route("**/data/index.json", async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    await route.fulfill({ response, body: text.replace("+7 000", "+7 111").replace('"sample": true', '"sample":  true') });
  });
  await page.goto(`${site.origin}/kk/data/`);
  await page.getByText("Қолтаңба сәйкес келмейді").waitFor();
  await context.close();
});

test("without a key in the portal, the one beside the data is named as such", async () => {
  build();
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/ru/data/`);
  await page.getByText("Этот ключ лежит рядом с данными.").waitFor();
  await context.close();
});

test("without a signature none is asked for", async (t) => {
  const plain = await serve();
  t.after(() => plain.stop());
  const { context, page, faults } = await visitor(browser);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${plain.origin}/ru/data/`);
  await page.locator("section:has(.compare) summary").waitFor();
  assert.ok(asked.every((url) => !url.includes("signatures")));
  assert.deepEqual(faults, []);
  await context.close();
});

test("a browser that cannot check says so", async () => {
  const { context, page } = await visitor(browser);
  await page.addInitScript(() => Object.defineProperty(crypto, "subtle", { value: undefined }));
  await page.goto(`${site.origin}/ru/data/`);
  await page.getByText("Этот браузер не умеет проверять подпись").waitFor();
  await context.close();
});
