// Charts, as `cargo run -p senim-charts --example gallery` shows them: what no estimate of text can
// promise, a browser measures.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { DESKTOP, PHONE, launch, visitor } from "./support.mjs";

const AXE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
const VIEWS = [
  { name: "on a phone", viewport: PHONE, colorScheme: "light" },
  { name: "on a phone in the dark", viewport: PHONE, colorScheme: "dark" },
  { name: "on a desk", viewport: DESKTOP, colorScheme: "light" },
  { name: "on a desk in the dark", viewport: DESKTOP, colorScheme: "dark" },
];

let browser, folder, address;

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "senim-charts-"));
  const gallery = ["run", "--quiet", "--locked", "-p", "senim-charts", "--example", "gallery"];
  const page = execFileSync("cargo", gallery, { maxBuffer: 1 << 26 });
  const file = path.join(folder, "gallery.html");
  await writeFile(file, page);
  address = pathToFileURL(file).href;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

/** The charts in sight: what leaves them, and which of their labels cover each other. */
function faults() {
  const found = [];
  const seen = [...document.querySelectorAll("svg.chart")].filter((svg) => svg.getClientRects().length > 0);
  for (const svg of seen) {
    const { width, height } = svg.viewBox.baseVal;
    const where = svg.closest("section").id;
    const labels = [...svg.querySelectorAll("text")].map((text) => {
      const { x, y, width, height } = text.getBBox();
      // A line of text has air above and below its letters.
      return { says: text.textContent, left: x, right: x + width, top: y + height * 0.15, bottom: y + height * 0.85 };
    });
    for (const [at, one] of labels.entries()) {
      const inside = one.left >= -1 && one.right <= width + 1 && one.top >= -1 && one.bottom <= height + 1;
      if (!inside) found.push(`${where}: ${one.says} leaves the chart`);
      for (const other of labels.slice(at + 1)) {
        const meets =
          one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
        if (meets) found.push(`${where}: ${one.says} covers ${other.says}`);
      }
    }
    const small = [...svg.querySelectorAll("text")].filter((text) => parseFloat(getComputedStyle(text).fontSize) < 12);
    if (small.length > 0) found.push(`${where}: text under 12 px`);
    if (svg.getBoundingClientRect().width !== width) found.push(`${where}: is scaled`);
  }
  return { count: seen.length, found };
}

for (const { name, ...options } of VIEWS) {
  test(`labels stay apart and inside, and axe finds nothing, ${name}`, async () => {
    const { context, page, faults: complaints } = await visitor(browser, options);
    await page.goto(address);
    const { count, found } = await page.evaluate(faults);
    assert.ok(count > 20, `${count} charts`);
    assert.deepEqual(found, []);
    await page.addScriptTag({ path: AXE });
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`), []);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test("one tab stop a chart, its focus is seen, its value is its name", async () => {
  const { context, page } = await visitor(browser, { viewport: PHONE });
  await page.goto(address);
  const chart = page.locator("#trend-gaps .narrow svg.chart");
  await page.keyboard.press("Tab");
  const first = chart.locator('[data-point="0"]');
  assert.ok(await first.evaluate((point) => point === document.activeElement));
  assert.equal(await first.getAttribute("aria-label"), "янв 2025: 9\u00a0мин 42\u00a0с");
  const ring = await first.locator(".chart-ring").evaluate((ring) => getComputedStyle(ring).stroke);
  assert.notEqual(ring, "none");
  await page.keyboard.press("Tab");
  const next = page.locator("#trend .narrow [data-point='0']");
  assert.ok(await next.evaluate((point) => point === document.activeElement));
  const tree = await chart.ariaSnapshot();
  assert.match(tree, /group "Время реагирования: пробелы, границы, норматив"/);
  assert.match(tree, /text: норматив 10.мин/);
  assert.match(tree, /img "май 2026: время считают с ответа оператора"/);
  await context.close();
});

test("a point takes a press where nothing else does", async () => {
  const { context, page } = await visitor(browser, { viewport: PHONE });
  await page.goto(address);
  for (const id of ["trend-gaps", "trend-five", "heat-kk", "dots", "bars", "stack", "distribution"]) {
    const unreached = await page.locator(`#${id} .narrow svg.chart`).evaluate((svg) => {
      svg.scrollIntoView({ block: "center" });
      const reached = (point) => {
        const { left, top, width, height } = point.querySelector(".chart-hit").getBoundingClientRect();
        if (width < 1 || height < 1) return true;
        const hit = document.elementFromPoint(left + width / 2, top + height / 2);
        return hit?.closest("[data-point]") === point;
      };
      return [...svg.querySelectorAll("[data-point]")].filter((point) => !reached(point)).map((point) => point.ariaLabel);
    });
    assert.deepEqual(unreached, [], id);
  }
  await context.close();
});

test("where colours are forced, lines, marks and classes are still seen", async () => {
  const { context, page } = await visitor(browser, { forcedColors: "active" });
  await page.goto(address);
  const paints = await page.evaluate(() => {
    const ground = getComputedStyle(document.body).backgroundColor;
    const of = (selector, property) => {
      const found = [...document.querySelectorAll(`.wide ${selector}`)];
      return found.map((node) => getComputedStyle(node)[property]);
    };
    const all = [of(".chart-line", "stroke"), of(".chart-tick", "fill"), of(".chart-bar", "fill")];
    return { ground, seen: all.map((values) => [...new Set(values)]), classes: new Set(of(".chart-cell", "fill")).size };
  });
  for (const values of paints.seen) assert.ok(values.length > 0 && !values.includes(paints.ground));
  assert.equal(paints.classes, 5);
  await context.close();
});

test("a saved file stands alone: its colours are written out, its texts are inside", async () => {
  const page = await readFile(new URL(address), "utf8");
  const [, encoded] = page.match(/src="data:image\/svg\+xml,([^"]+)"/);
  const file = Buffer.from(encoded.replaceAll("%", ""), "hex").toString();
  const saved = path.join(folder, "saved.svg");
  await writeFile(saved, file);
  assert.doesNotMatch(file, /var\(|light-dark/);
  const { context, page: alone, faults: complaints } = await visitor(browser, { colorScheme: "dark" });
  await alone.goto(pathToFileURL(saved).href);
  const { line, texts, outside } = await alone.evaluate(() => {
    const root = document.documentElement;
    const { width, height } = root.viewBox.baseVal;
    const texts = [...document.querySelectorAll("text")];
    const leaves = (text) => {
      const { left, top, right, bottom } = text.getBoundingClientRect();
      return left < -1 || top < -1 || right > width + 1 || bottom > height + 1;
    };
    return {
      line: getComputedStyle(document.querySelector(".chart-line")).stroke,
      texts: texts.map((text) => text.textContent).join(" "),
      outside: texts.filter(leaves).map((text) => text.textContent),
    };
  });
  assert.equal(line, "rgb(0, 101, 122)");
  for (const part of ["Демонстрационные данные", "n = 48 210", "Источник: ДП", "1 ноября 2026", "https://senim.example/"]) {
    assert.ok(texts.includes(part), part);
  }
  assert.deepEqual(outside, []);
  assert.deepEqual(complaints, []);
  await context.close();
});
