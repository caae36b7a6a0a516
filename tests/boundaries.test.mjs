// The borders inside the code that ARCHITECTURE.md draws.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";

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

test("only i18n writes in a language: no Cyrillic text stands in code", async () => {
  const files = await sources("src");
  for (const file of files) {
    const code = (await readFile(file, "utf8"))
      .split(/#\[cfg\((all\()?test/)[0]
      .split("\n")
      .filter((line) => !/^\s*\/\//.test(line))
      .join("\n");
    assert.doesNotMatch(code, /"[^"\n]*[а-яәғқңөұүһі]{2,}/i, file);
  }
});

test("model, message, lookup, atlas and charts have no IO", async () => {
  for (const crate of ["model", "message", "lookup", "atlas", "charts"]) {
    const io = /std::(fs|net|io|env|process|time)|web_sys|js_sys/;
    assert.deepEqual(await offenders(`crates/${crate}/src`, io, []), []);
  }
});
