// What checking and publishing a nation takes: 20 regions, 6,500 areas, 20,000 places, 120,000 rows
// of addresses. `cargo xtask bench` runs this.
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";

const SENIM = "target/release/senim";
const [SOURCE, DATA] = ["target/senim/nation", "target/senim/nation-data"];
const BUDGET_SECONDS = 120;
const BUDGET_MIB = 1024;

/** The most memory that a process has had, in MiB, as far as the kernel still tells. */
function peak(pid) {
  try {
    const [, kib] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return kib ? Number(kib) / 1024 : 0;
  } catch {
    return 0;
  }
}

/** Runs the command; seconds and the most memory, looked at every 10 ms. */
async function measure(...args) {
  const start = performance.now();
  const child = spawn(SENIM, args, { stdio: ["ignore", "ignore", "ignore"] });
  let most = 0;
  const looking = setInterval(() => (most = Math.max(most, peak(child.pid))), 10);
  const code = await new Promise((resolve) => child.on("exit", resolve));
  clearInterval(looking);
  if (code !== 0) throw new Error(`senim ${args.join(" ")} ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, most };
}

rmSync(SOURCE, { recursive: true, force: true });
rmSync(DATA, { recursive: true, force: true });
await measure("sample", "--scale", "nation", "--from", "sample", "--to", SOURCE);
const check = await measure("check", SOURCE);
const publish = await measure("publish", SOURCE, "--to", DATA);
const both = check.seconds + publish.seconds;
const most = Math.max(check.most, publish.most);
console.log(`a nation is checked in ${check.seconds.toFixed(1)} s (${check.most.toFixed(0)} MiB)`);
console.log(`and published in ${publish.seconds.toFixed(1)} s (${publish.most.toFixed(0)} MiB)`);
if (both > BUDGET_SECONDS || most > BUDGET_MIB) {
  console.log(`over the budget of ${BUDGET_SECONDS} s and ${BUDGET_MIB} MiB`);
  process.exitCode = 1;
}
