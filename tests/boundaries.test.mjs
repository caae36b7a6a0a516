// The borders inside the code that ARCHITECTURE.md draws.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { transform } from "esbuild";

async function sources(folder) {
  const entries = await readdir(folder, { recursive: true });
  return entries.filter((name) => name.endsWith(".rs")).map((name) => path.join(folder, name));
}

/** The files that mention a pattern, outside of the folders that may. */
async function offenders(folder, pattern, allowed) {
  const found = [];
  for (const file of await sources(folder)) {
    const inside = path.relative(folder, file);
    if (allowed.some((prefix) => inside.startsWith(prefix))) continue;
    if (pattern.test(await readFile(file, "utf8"))) found.push(file);
  }
  return found;
}

test("only snapshot, i18n and feedback fetch, and only feedback sends", async () => {
  assert.deepEqual(await offenders("src", /gloo_net|fetch_with|XmlHttpRequest/, ["snapshot", "i18n", "feedback/post.rs"]), []);
  assert.deepEqual(await offenders("src", /set_method|"POST"|send_beacon|WebSocket/i, ["feedback/post.rs"]), []);
});

test("only map names Leaflet", async () => {
  assert.deepEqual(await offenders("src", /leaflet::|leaflet\.js|\bL\.map/, ["map"]), []);
});

/** Every file of Rust that is no test, without its tests and comments. */
async function code(folder) {
  const files = (await sources(folder)).filter((file) => !/\/tests?(\.rs|\/)/.test(file));
  return Promise.all(
    files.map(async (file) => {
      const own = (await readFile(file, "utf8")).split(/#\[cfg\((all\()?test/)[0];
      return { file, text: own.split("\n").filter((line) => !/^\s*\/\//.test(line)).join("\n") };
    }),
  );
}

const crates = (await readdir("crates")).map((name) => `crates/${name}`);
const everywhere = (await Promise.all(["src", ...crates.map((name) => `${name}/src`)].map(code))).flat();

test("no Cyrillic text stands in the portal's code", async () => {
  for (const { file, text } of await code("src")) assert.doesNotMatch(text, /"[^"\n]*[а-яәғқңөұүһі]{2,}/i, file);
});

test("only texts puts a unit after a number", () => {
  const found = everywhere.filter(({ text }) => /\\u\{a0\}\p{L}|\u00a0\p{L}/u.test(text)).map(({ file }) => file);
  assert.deepEqual(found.filter((file) => !file.startsWith("crates/texts/")), []);
});

test("crates that ARCHITECTURE.md calls free of IO have none", async () => {
  const map = await readFile("ARCHITECTURE.md", "utf8");
  const named = [...map.matchAll(/^\| `crates\/(\w+)\/` \|.*No IO/gm)].map(([, name]) => name).sort();
  const free = ["atlas", "charts", "estimate", "figures", "lookup", "measure", "message", "model", "reform", "register", "surveys"];
  assert.deepEqual(named, free);
  const io = /std::(fs|net|io|env|process|time)\b|std::\{[^;]*\b(fs|net|io|env|process|time)\b|web_sys|js_sys|Utc::now/;
  for (const crate of named) assert.deepEqual(await offenders(`crates/${crate}/src`, io, []), []);
});

test("no region and no emergency number stands in code or catalogues", async () => {
  const [header, ...regions] = (await readFile("sample/regions.csv", "utf8")).trim().split("\n").map((line) => line.split(","));
  const columns = ["id", "name_kk", "name_ru", "name_en"].map((name) => header.indexOf(name));
  const names = regions.flatMap((row) => columns.map((at) => row[at]));
  const settings = await readFile("sample/senim.toml", "utf8");
  const numbers = [...settings.matchAll(/number = "(\d+)"/g)].map(([, number]) => number);
  assert.ok(names.length >= 8 && names.every(Boolean) && numbers.includes("112"), String([names, numbers]));
  // The generator of large samples begins with the sample; checks name an address as an example.
  const may = /^crates\/publish\/src\/(scale|check)\//;
  const named = new RegExp(`${names.join("|")}|"(tel:)?(${numbers.join("|")})\\b`, "i");
  const found = everywhere.filter(({ file, text }) => !may.test(file) && named.test(text));
  assert.deepEqual(found.map(({ file }) => file), []);
  for (const file of await readdir("crates/texts", { recursive: true })) {
    if (!file.endsWith(".json")) continue;
    const texts = Object.values(JSON.parse(await readFile(`crates/texts/${file}`, "utf8")));
    const tells = new RegExp(`${names.join("|")}|\\b(${numbers.join("|")})\\b`, "i");
    assert.deepEqual(texts.filter((text) => tells.test(text)), [], file);
  }
});

test("no script has what a compiler warns of, such as a key twice in one object", async () => {
  const found = [];
  for (const folder of ["tests", "bench", "public"]) {
    for (const name of await readdir(folder, { recursive: true })) {
      if (!/\.m?js$/.test(name)) continue;
      const sourcefile = path.join(folder, name);
      const { warnings } = await transform(await readFile(sourcefile, "utf8"), { sourcefile, logLevel: "silent" });
      found.push(...warnings.map(({ location, text }) => `${sourcefile}:${location.line}: ${text}`));
    }
  }
  assert.deepEqual(found, []);
  const { warnings } = await transform("({ a: 1, a: 2 })", { logLevel: "silent" });
  assert.equal(warnings.length, 1, "such a key is seen");
});
