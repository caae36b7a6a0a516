// What ten million calls take: read, counted and published by `senim`, beside the same grouping by
// DuckDB in the same run. `cargo xtask bench` runs this.
import { execFileSync } from "node:child_process";
import { readdirSync, renameSync, mkdirSync, rmSync } from "node:fs";
import { measure } from "./measure.mjs";

const CALLS = 10_000_000;
// What is published with calls stays, for `bench/figures.mjs`.
const [SOURCE, DATA, BARE, APART] = ["nation-of-calls", "nation-of-calls-data", "nation-without-calls", "calls-apart"].map((name) => `target/senim/${name}`);

for (const folder of [SOURCE, DATA, BARE, APART]) rmSync(folder, { recursive: true, force: true });
await measure("sample", "--scale", "nation", "--from", "sample", "--to", SOURCE, "--calls", String(CALLS));
const all = await measure("publish", SOURCE, "--to", DATA);
// The same nation without its calls: what is left is what the calls take.
mkdirSync(APART, { recursive: true });
for (const name of readdirSync(SOURCE).filter((name) => name.startsWith("calls-"))) renameSync(`${SOURCE}/${name}`, `${APART}/${name}`);
const bare = await measure("publish", SOURCE, "--to", BARE);
const seconds = all.seconds - bare.seconds;
console.log(
  `${(CALLS / 1e6).toFixed(0)} million calls are read, counted and published in ${seconds.toFixed(1)} s ` +
    `(${(all.most - bare.most).toFixed(0)} MiB more than without them)`,
);

// The exact grouping alone: no cells, no rules, nothing written.
const query = `
import duckdb, sys, time
duckdb.execute("set enable_progress_bar = false")
for threads in (1, 2):
    duckdb.execute(f"set threads = {threads}")
    start = time.perf_counter()
    duckdb.execute("""
        select area, date_trunc('month', received) as month, priority, count(*),
            quantile_cont(date_diff('second', received, try_cast(arrived as timestamp)), [0.5, 0.9])
        from read_csv(sys_path, types = {'received': 'TIMESTAMP', 'dispatched': 'VARCHAR', 'arrived': 'VARCHAR'}, header = true)
        group by all
    """.replace("sys_path", repr(sys.argv[1]))).fetchall()
    print(threads, time.perf_counter() - start)
`;
const said = execFileSync(process.env.PYTHON, ["-c", query, `${APART}/calls-*.csv`], { encoding: "utf8" });
for (const line of said.trim().split("\n")) {
  const [threads, taken] = line.split(" ").map(Number);
  console.log(`DuckDB groups them on ${threads} thread${threads > 1 ? "s" : ""} in ${taken.toFixed(1)} s; ours takes ${(seconds / taken).toFixed(2)} of that`);
}
for (const folder of [APART, BARE]) rmSync(folder, { recursive: true, force: true });
