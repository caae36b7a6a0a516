// What tests of response times share: the published table read independently, and the page as it is read.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { SITE, ready, visitor } from "./support.mjs";

/** Opens a page of figures and waits until they are there. */
export async function open(browser, site, address, options) {
  const opened = await visitor(browser, options);
  await opened.page.goto(`${site.origin}${address}`);
  await ready(opened.page);
  await opened.page.locator(".figures, main .nothing").first().waitFor();
  return opened;
}

/** Waits until charts and tables have followed the answer. */
export function settled(page) {
  return page.locator(".results[aria-busy=false]").waitFor();
}

/** The releases of the record, the newest first. */
export async function releases() {
  const index = JSON.parse(await readFile(path.join(SITE, "data/index.json"), "utf8"));
  return JSON.parse(await readFile(path.join(SITE, "data", index.releases.path), "utf8")).record;
}

/** The published table of a release, the newest at first, as a list of rows. */
export async function facts(release) {
  const { path: folder } = release ?? (await releases())[0];
  const text = await readFile(path.join(SITE, "data", folder, "response.csv"), "utf8");
  const [header, ...rows] = text.trim().split("\r\n").map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]])));
}

/** The bounds of bins, as docs/methods.md has them. */
export function bounds() {
  const steps = [[20, 1], [60, 2], [120, 5], [300, 10], [600, 30], [1800, 60], [3600, 150], [7200, 300], [14400, 600], [43200, 1200], [86400, 3600]];
  const ends = [0];
  for (const [to, step] of steps) for (let end = ends.at(-1) + step; end <= to; end += step) ends.push(end);
  return ends;
}
const ENDS = bounds();
const Z = 1.959964;

/** Calls by the end of their bin, the shortest first; `Infinity` is over a day. */
function counted(rows) {
  const counts = new Map();
  for (const row of rows)
    for (const bin of row.histogram.split(" ").filter(Boolean)) {
      const [end, calls] = bin.split(":");
      const key = end === "more" ? Infinity : Number(end);
      counts.set(key, (counts.get(key) ?? 0) + Number(calls));
    }
  return [...counts].sort(([one], [two]) => one - two);
}

const lower = (end) => (end === Infinity ? 86400 : ENDS[ENDS.indexOf(end) - 1]) + 1;

/** A quantile of rows in seconds with its interval, as docs/methods.md has them; nothing of no durations. */
export function quantile(rows, share) {
  const counts = counted(rows);
  const n = counts.reduce((sum, [, calls]) => sum + calls, 0);
  if (n === 0) return undefined;
  const at = (rank) => {
    let before = 0;
    return counts.find(([, calls]) => (before += calls) >= rank)[0];
  };
  const spread = Z * Math.sqrt(n * share * (1 - share));
  const middle = at(Math.max(1, Math.ceil(share * n - 1e-9)));
  return {
    value: middle === Infinity ? lower(middle) : Math.sqrt(lower(middle) * middle),
    low: lower(at(Math.max(1, Math.floor(n * share - spread)))),
    high: at(Math.min(n, Math.ceil(n * share + spread) + 1)),
  };
}

/** The median of rows, in seconds. */
export const median = (rows) => quantile(rows, 0.5)?.value;

/** The share of calls with a known duration that took up to so many seconds, with Wilson's interval. */
export function within(rows, seconds) {
  const counts = counted(rows);
  const calls = (some) => some.reduce((sum, [, calls]) => sum + calls, 0);
  const n = calls(counts);
  const value = calls(counts.filter(([end]) => end <= seconds)) / n;
  const spread = Z * Math.sqrt((value * (1 - value)) / n + Z ** 2 / (4 * n * n));
  const [low, high] = [-1, 1].map((sign) => (value + Z ** 2 / (2 * n) + sign * spread) / (1 + Z ** 2 / n));
  return { value, low, high };
}

/** A duration as the page writes it in English, by a clock of so many seconds. */
export function shown(seconds, clock = 1) {
  if (seconds > 86400) return "over a day";
  const to = (fine) => Math.round(seconds / Math.max(fine, clock)) * Math.max(fine, clock);
  if (seconds < 59.5 && clock < 60) return `${to(1)} s`;
  if (seconds < 595) return to(10) % 60 ? `${Math.floor(to(10) / 60)} min ${to(10) % 60} s` : `${to(10) / 60} min`;
  if (seconds < 3570) return `${to(60) / 60} min`;
  const minutes = (to(300) / 60) % 60;
  return `${Math.floor(to(300) / 3600)} h${minutes ? ` ${minutes} min` : ""}`;
}

/** A share as the page writes it in English. */
export const percent = (share, decimals) => `${Math.round(share * 100 * 10 ** decimals) / 10 ** decimals}%`;

export const plain = (text) => text.replaceAll("\u00a0", " ");
export const bigs = async (page) => (await page.locator(".headline").first().locator("dd.big").allInnerTexts()).map(plain);

/** The places that stand side by side, without what is said of their state. */
export const compared = async (page) => {
  const names = await page.locator(".compared tbody th").allInnerTexts();
  return names.map((name) => name.split("\n")[0]);
};

/** Presses a button that hands over a file. */
export async function handed(page, button) {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Width, height, and how many colours of a PNG that the page draws. */
export function looked(page, bytes) {
  return page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const data = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
    return { width: image.width, height: image.height, colours: new Set(data).size, title: new Set(data.subarray(0, image.width * 120)).size };
  }, bytes.toString("base64"));
}
