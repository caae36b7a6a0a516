// What checking and publishing a nation takes: 20 regions, 6,500 areas, 20,000 places, 120,000 rows
// of addresses. `cargo xtask bench` runs this.
import { rmSync } from "node:fs";
import { measure } from "./measure.mjs";

const [SOURCE, DATA] = ["target/senim/nation", "target/senim/nation-data"];
const BUDGET_SECONDS = 120;
const BUDGET_MIB = 1024;

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
