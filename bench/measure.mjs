// How long the command takes, and how much memory.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

const SENIM = "target/release/senim";

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
export async function measure(...args) {
  const start = performance.now();
  const child = spawn(SENIM, args, { stdio: ["ignore", "ignore", "ignore"] });
  let most = 0;
  const looking = setInterval(() => (most = Math.max(most, peak(child.pid))), 10);
  const code = await new Promise((resolve) => child.on("exit", resolve));
  clearInterval(looking);
  if (code !== 0) throw new Error(`senim ${args.join(" ")} ended with ${code}`);
  return { seconds: (performance.now() - start) / 1000, most };
}
