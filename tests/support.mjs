// What every end-to-end test needs: the site served, a browser, a page with a visitor's habits.
import { spawn } from "node:child_process";
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { readFile, stat } from "node:fs/promises";
import { createReadStream } from "node:fs";
import path from "node:path";
import { after } from "node:test";
import { chromium } from "playwright-core";

export const SITE = process.env.SENIM_SITE ?? path.resolve("target/senim/site");
export const SENIM = process.env.SENIM ?? path.resolve("target/release/senim");
/** The portal as it was built, before pages are made of it. */
export const DIST = path.resolve("target/senim/dist");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

export const LANGS = ["kk", "ru", "en"];
export const PHONE = { width: 360, height: 740 };
export const DESKTOP = { width: 1280, height: 900 };

/** Serves the built site with `senim serve` on a free port; `more` are further options. */
export async function serve(site = SITE, more = []) {
  const child = spawn(SENIM, ["serve", site, "--port", "0", ...more], { stdio: ["ignore", "pipe", "inherit"] });
  const origin = await new Promise((resolve, reject) => {
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
      const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
      if (found) resolve(found[0]);
    });
    child.on("exit", (code) => reject(new Error(`senim serve ended with ${code}: ${said}`)));
  });
  return { origin, stop: () => child.kill() };
}

const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** A file server that knows no rewriting, no compression and no headers, under a sub-path. */
export async function servePlainly(prefix, site = SITE) {
  const server = createServer(async (request, response) => {
    const asked = decodeURIComponent(new URL(request.url, "http://x").pathname);
    if (!asked.startsWith(prefix)) {
      response.writeHead(404).end();
      return;
    }
    let file = path.join(site, path.normalize(asked.slice(prefix.length)));
    try {
      if ((await stat(file)).isDirectory()) file = path.join(file, "index.html");
      await stat(file);
    } catch {
      response.writeHead(404, { "content-type": "text/html" });
      response.end(await readFile(path.join(site, "404.html")).catch(() => "not found"));
      return;
    }
    response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}${prefix}`,
    stop: () => server.close(),
  };
}

export function launch() {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

/** A site and a browser for all tests of a file. */
export async function stage(start = serve) {
  const site = await start();
  const browser = await launch();
  after(async () => {
    await browser.close();
    await site.stop();
  });
  return { browser, site };
}

/** A fresh visitor: an empty profile, a window of a size, a list of what the page complained of. */
export async function visitor(browser, options = {}) {
  const context = await browser.newContext({ viewport: DESKTOP, locale: "ru-RU", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const faults = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  return { context, page, faults };
}

/** Types an address as a person does, and waits until something is offered. */
export async function type(page, text) {
  const field = page.locator("input[role=combobox]");
  await field.click();
  await field.fill(text);
  await page.locator('[role="listbox"] [role="option"]').first().waitFor();
}

/** With letters twice as large, and all that folds open, nothing sticks out of the pages at these addresses. */
export async function fitsInLargeLetters(page, addresses) {
  for (const address of addresses) {
    await page.goto(address);
    await ready(page);
    await page.locator("main#main h1").first().waitFor();
    await page.evaluate(() => {
      document.documentElement.style.fontSize = "200%";
      for (const details of document.querySelectorAll("main details")) details.open = true;
    });
    await fits(page, address);
  }
}

/** Brings the little map of a card into sight, and waits until it is drawn. */
export async function littleMap(page) {
  await page.locator(".minimap:not(.waiting)").scrollIntoViewIfNeeded();
  await page.locator(".minimap svg").waitFor();
}

/** The portal has taken over the page. */
export function ready(page) {
  return page.locator("main#main").waitFor();
}

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Axe finds nothing on a page as it stands. The content security policy, rightly, lets no test's own script in. */
export async function audit(page, name) {
  const violations = await page.evaluate(async (source) => {
    if (!window.axe) new Function(source)();
    const { violations } = await window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  }, AXE);
  assert.deepEqual(violations, [], name);
}

/** Nothing sticks out of the window. */
export async function fits(page, name) {
  const sticksOut = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(sticksOut <= 0, `${name} sticks out by ${sticksOut} px`);
}
