// What a choice costs on a page of response times, in Chromium on a processor that is slowed six
// times: a region of `--scale nation`, as `bench/calls.mjs` leaves it. `cargo xtask bench` runs this.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { launch } from "../tests/support.mjs";
import { serve } from "./pages.mjs";

const DATA = path.resolve("target/senim/nation-of-calls-data");
const BUILT = path.resolve("target/senim/bench");
const SLOWED = 6;
const BUDGET_MS = 16;

/** Runs in the page: opens the figures of a region, and times every choice. */
async function measure() {
  const bench = await import("/senim_bench.js");
  await bench.default();
  const loading = performance.now();
  const packed = new Uint8Array(await (await fetch("/region.pack")).arrayBuffer());
  const stream = new Blob([packed.subarray(12)]).stream().pipeThrough(new DecompressionStream("gzip"));
  const body = new Uint8Array(await new Response(stream).arrayBuffer());
  const figures = bench.Figures.open(body);
  const loaded = performance.now() - loading;
  const choices = figures.choices().trim().split("\n");
  const place = document.querySelector("main");
  // As the page does it: written, put in its place, laid out.
  const time = (write) =>
    choices.map((choice) => {
      const start = performance.now();
      place.innerHTML = write(choice);
      void place.offsetHeight;
      return performance.now() - start;
    });
  const [answer, parts] = [(choice) => figures.answer(choice), (choice) => figures.parts(choice)];
  time(answer);
  return { loaded, answers: time(answer), parts: time(parts) };
}

const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.ceil(share * values.length) - 1];
const ms = (value) => `${value.toFixed(1)} ms`;

const index = JSON.parse(await readFile(path.join(DATA, "index.json"), "utf8"));
const pack = await readFile(path.join(DATA, index.record.path, path.dirname(index.record.response.path), "region-07.pack"));
const overview = index.record.response.bytes;
const site = await serve({
  "/": { bytes: "<!doctype html><title>bench</title><main></main>", type: "text/html" },
  "/senim_bench.js": { bytes: await readFile(path.join(BUILT, "senim_bench.js")), type: "text/javascript" },
  "/senim_bench_bg.wasm": { bytes: await readFile(path.join(BUILT, "senim_bench_bg.wasm")), type: "application/wasm" },
  "/region.pack": { bytes: pack, type: "application/octet-stream" },
});
const browser = await launch();
const page = await browser.newPage();
await page.goto(`${site.origin}/`);
const session = await page.context().newCDPSession(page);
await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
const { loaded, answers, parts } = await page.evaluate(measure);
await browser.close();
site.stop();

const p95 = quantile(answers, 0.95);
console.log(`\nresponse times of one region of a nation, on a processor slowed ${SLOWED} times, n = ${answers.length} choices`);
console.log(`bytes       ${pack.length} of the region; the country's overview has ${overview} and needs none of them`);
console.log(`loading     ${ms(loaded)}`);
console.log(`answer      median ${ms(quantile(answers, 0.5))}, 95th percentile ${ms(p95)} (${p95 <= BUDGET_MS ? "within" : "OVER"} ${BUDGET_MS} ms), most ${ms(Math.max(...answers))}`);
console.log(`charts      median ${ms(quantile(parts, 0.5))}, 95th percentile ${ms(quantile(parts, 0.95))}: all that follows the answer, after the next frame`);
process.exitCode = p95 <= BUDGET_MS ? 0 : 1;
