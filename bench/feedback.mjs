// What the endpoint for messages bears: a hundred messages a second for a minute, and as many as it
// takes, beside what SQLite commits one by one on the same disk. `cargo xtask bench` runs this.
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";

const SENIM = "target/release/senim";
const FOLDER = "target/senim/feedback-bench";
const [PER_SECOND, SECONDS] = [100, 60];
const [SENDERS, FLAT_OUT_SECONDS] = [64, 10];
const BUDGET_MS = 50;
const MOST_GROWTH_MIB = 8;

rmSync(FOLDER, { recursive: true, force: true });
const server = spawn(SENIM, ["serve", "target/senim/site", "--port", "0", "--trusted-proxy", "127.0.0.0/8", "--feedback", FOLDER], {
  stdio: ["ignore", "pipe", "inherit"],
});
const port = await new Promise((resolve) => server.stdout.on("data", (said) => resolve(/:(\d+)\s/.exec(said)[1])));
const agent = new Agent({ keepAlive: true, maxSockets: 512 });

const body = JSON.stringify({
  lang: "kk",
  subject: { kind: "neighbourhood", region: "astana", district: "almaty" },
  text: "Аулада екі аптадан бері жарық жоқ, кешке балалар қорқады. ".repeat(5),
  place: { area: "AST-001" },
  answer: "code",
});

/** Sends one message, from a network of its own; its status. */
function send() {
  const network = randomBytes(3).join(".");
  const headers = {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
    "idempotency-key": randomBytes(18).toString("base64url"),
    "x-forwarded-for": `${network}.1`,
  };
  return new Promise((resolve, reject) => {
    const asked = request({ port, agent, method: "POST", path: "/api/feedback", headers }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode));
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

/** What the server holds in memory, in MiB. */
const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))[1]) / 1024;

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)];

// Each message has its moment, whether or not the one before was answered.
const times = [];
const held = [];
let refused = 0;
const open = [];
const start = performance.now();
for (let number = 0; number < PER_SECOND * SECONDS; number += 1) {
  const due = start + (number * 1000) / PER_SECOND;
  const early = due - performance.now();
  if (early > 0) await sleep(early);
  if (number % PER_SECOND === 0) held.push(memory());
  const from = performance.now();
  open.push(
    send().then((status) => {
      times.push(performance.now() - from);
      refused += status !== 201;
    }),
  );
}
await Promise.all(open);
times.sort((one, two) => one - two);
const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
const growth = held.at(-1) - held[Math.floor(held.length / 3)];
const within = (yes) => (yes ? "within" : "OVER");
console.log(
  `${PER_SECOND} messages a second for ${SECONDS} s: median ${p50.toFixed(1)} ms, 99th percentile ${p99.toFixed(1)} ms ` +
    `(${within(p99 < BUDGET_MS)} ${BUDGET_MS} ms), ${refused} refused; ` +
    `${held.at(-1).toFixed(0)} MiB, ${growth.toFixed(1)} MiB more than after a third (${within(growth < MOST_GROWTH_MIB)} ${MOST_GROWTH_MIB} MiB)`,
);

let accepted = 0;
const until = performance.now() + FLAT_OUT_SECONDS * 1000;
await Promise.all(
  Array.from({ length: SENDERS }, async () => {
    while (performance.now() < until) {
      const status = await send();
      accepted += status === 201;
    }
  }),
);
const rate = accepted / FLAT_OUT_SECONDS;
server.kill("SIGTERM");
await new Promise((resolve) => server.on("exit", resolve));

// Rows of the same length, each in a transaction of its own, as safely.
const raw = `
import sqlite3, sys, time, os
path, text, seconds = sys.argv[1], sys.argv[2], 5
database = sqlite3.connect(path, isolation_level=None)
database.execute("pragma journal_mode = wal")
database.execute("pragma synchronous = full")
database.execute("create table message (number integer primary key, key blob unique, code blob unique, body blob, text text)")
done, until = 0, time.perf_counter() + seconds
while time.perf_counter() < until:
    database.execute("insert into message (key, code, body, text) values (?, ?, ?, ?)", (os.urandom(32), os.urandom(32), os.urandom(32), text))
    done += 1
print(done / seconds)
`;
const commits = Number(execFileSync(process.env.PYTHON ?? "python3", ["-c", raw, `${FOLDER}/raw.db`, body], { encoding: "utf8" }));
console.log(
  `flat out, ${SENDERS} senders: ${rate.toFixed(0)} accepted a second; SQLite alone commits ${commits.toFixed(0)} rows a second on this disk, ` +
    `so grouping gives ${(rate / commits).toFixed(2)} of that`,
);
rmSync(FOLDER, { recursive: true, force: true });
process.exitCode = p99 < BUDGET_MS && growth < MOST_GROWTH_MIB && refused === 0 ? 0 : 1;
