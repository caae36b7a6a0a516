// A release and an answer full of markup, script and formulas, in a real browser: every page shows them
// as the words that they are, with the content security policy and without its help.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { DIST, LANGS, SENIM, launch, ready, serve, type, visitor } from "./support.mjs";

let browser, folder, site;
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "senim-hostile-"));
  const [data, to] = ["data", "site"].map((name) => path.join(folder, name));
  execFileSync(SENIM, ["publish", "tests/hostile", "--to", data], { stdio: "pipe" });
  execFileSync(SENIM, ["site", "--portal", DIST, "--data", data, "--to", to], { stdio: "pipe" });
  site = await serve(to, ["--feedback", path.join(folder, "feedback")]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A visitor who hears of every script that runs, every dialog and every breach of the policy. */
async function wary(options) {
  const opened = await visitor(browser, options);
  const { context, page, faults } = opened;
  await context.exposeFunction("hstl", (...what) => faults.push(`ran: ${what}`));
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => window.hstl(`${event.violatedDirective} ${event.sample}`));
  });
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  return opened;
}

/** What stands in a page, or a frame of it, that the portal does not write. */
const strange = (page) => page.evaluate(() => {
  const found = [...document.querySelectorAll("*")].filter((element) => {
    const attributes = element.getAttributeNames();
    const url = ["href", "src", "action"].map((name) => element.getAttribute(name) ?? "").join(" ");
    return attributes.some((name) => /^on|hstl|autofocus/.test(name)) || /javascript:/i.test(url);
  });
  const foreign = document.querySelectorAll("body script:not([type=module]), img[src=x], main style, main iframe, object, body link");
  return [...found, ...foreign].map((element) => element.outerHTML.slice(0, 200));
});

/** Every page of a language that was written. */
async function pages(lang) {
  const found = await readdir(path.join(folder, "site", lang), { recursive: true });
  const inside = found.filter((name) => path.basename(name) === "index.html").map((name) => path.dirname(name));
  return inside.map((name) => `/${lang}/${name === "." ? "" : `${name}/`}`);
}

const CHARTS = ["trend", "places", "compared", "regions"];
const CHOICES = ["?place=a.A1&with=a.A2,d.d1,d.d2&priority=p2", "?place=d.d2&from=2026-07&to=2026-09"];

for (const bypassCSP of [false, true]) {
  const how = bypassCSP ? "without the policy" : "under the policy";
  test(`every page shows hostile words as words, ${how}`, async () => {
    const { context, page, faults } = await wary({ bypassCSP });
    for (const lang of bypassCSP ? ["ru"] : LANGS) {
      const plain = await pages(lang);
      assert.ok(plain.length > 20, `${plain.length}`);
      const charts = CHARTS.map((chart) => `/${lang}/hostile/response/embed/?chart=${chart}&place=a.A1&with=a.A2,d.d1`);
      const chosen = CHOICES.map((choice) => `/${lang}/hostile/response/${choice}`);
      for (const address of [...plain, ...chosen, ...charts, `/${lang}/response/embed/?chart=regions`]) {
        await page.goto(`${site.origin}${address}`);
        await ready(page);
        await page.waitForLoadState("networkidle");
        for (const summary of await page.locator("main summary:visible").all()) await summary.click();
        assert.deepEqual([await strange(page), faults], [[], []], address);
      }
    }
    await context.close();
  });

  test(`what a visitor opens and types shows hostile words as words, ${how}`, async () => {
    const { context, page, faults } = await wary({ bypassCSP });
    const well = async (where) => assert.deepEqual([await strange(page), faults], [[], []], where);
    await page.goto(`${site.origin}/ru/`);
    await ready(page);
    await type(page, "hstl");
    await well("what is found");
    await page.locator('[role="option"]').first().click();
    await page.locator("#outcome h2").first().waitFor();
    await well("the card");
    await page.goto(`${site.origin}/ru/hostile/map/`);
    await page.locator(".map.leaflet-container").waitFor();
    for (const pin of await page.locator(".map button:visible").all()) await pin.focus();
    await page.locator(".map.leaflet-container").click();
    await well("the map");
    await page.goto(`${site.origin}/ru/hostile/response/${CHOICES[0]}`);
    await page.locator(".figures .chart").first().waitFor();
    for (const chart of await page.locator(".figures .chart svg:visible").all()) await chart.hover();
    for (const summary of await page.locator("main summary:visible").all()) await summary.click();
    await well("figures");
    await page.goto(`${site.origin}/ru/hostile/feedback/#about=place&id=P1`);
    await page.getByRole("button", { name: "Начать" }).click();
    await page.locator("#text").fill("hstl<img src=x onerror=hstl(11)>");
    const next = () => page.locator("form .call[type=submit]").click();
    await next();
    await page.locator("#where-area").check();
    await page.locator("#area").selectOption("A1");
    await well("where");
    await next();
    await page.locator("#answer-code").check();
    await next();
    await page.locator("details summary").click();
    await well("what is sent");
    await next();
    const code = (await page.locator("#code > [aria-hidden]").innerText()).replaceAll(" ", "");
    await well("it is sent");
    const messages = path.join(folder, "feedback");
    const listed = execFileSync(SENIM, ["feedback", "list", messages, "--stage", "received", "--by", "O"], { encoding: "utf8" });
    const close = ["feedback", "close", messages, listed.trim().split(" ")[0], "--by", "O", "--outcome", "done"];
    const said = ["--theme", "t1", "--source", "tests/hostile", "--text", 'hstl"><script>hstl(12)</script>'];
    execFileSync(SENIM, [...close, ...said], { stdio: "pipe" });
    await page.goto(`${site.origin}/ru/feedback/status/#${code}`);
    await page.locator(".said", { hasText: "<script>hstl(12)" }).waitFor();
    await well("the answer");
    await context.close();
  });
}

test("a chart in a page of somebody else's shows hostile words as words", async () => {
  const { context, page, faults } = await wary();
  const other = createServer((request, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    const frames = CHARTS.map((chart) => `<iframe src="${site.origin}/kk/hostile/response/embed/?chart=${chart}&with=a.A1,a.A2"></iframe>`);
    response.end(`<!doctype html><html lang="kk"><title>x</title><link rel="icon" href="data:,">${frames.join("")}`);
  });
  await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
  await page.goto(`http://127.0.0.1:${other.address().port}/`);
  for (const frame of page.frames().slice(1)) {
    await frame.locator(".embedded", { hasText: "hstl" }).waitFor();
    assert.deepEqual(await strange(frame), []);
  }
  assert.equal(page.frames().length, CHARTS.length + 1);
  assert.deepEqual(faults, []);
  await context.close();
  other.close();
});
