// The form for messages, as tests fill it in, and the endpoint that takes them.
import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { ready, serve } from "./support.mjs";

export const FORM = "/ru/karaganda/feedback/";
export const MAP = ".map.leaflet-container";

/** What no page may run. */
export const HOSTILE = `<img src=x onerror="window.ran=true"><script>window.ran=true</script>'"--`;

const READ = `
import json, sqlite3, sys
base = sqlite3.connect(sys.argv[1])
base.row_factory = sqlite3.Row
rows = base.execute("SELECT * FROM message WHERE text = ?", sys.argv[2:])
print(json.dumps([dict(row) for row in rows], default=str))`;

/** The portal with an endpoint; `kept` gives the messages of a text in its own store. */
export async function endpoint() {
  const folder = await mkdtemp(path.join(os.tmpdir(), "senim-feedback-"));
  const { origin, stop } = await serve(undefined, ["--feedback", folder]);
  return {
    origin,
    folder,
    kept(text) {
      const python = process.env.PYTHON ?? "python3";
      return JSON.parse(execFileSync(python, ["-c", READ, path.join(folder, "feedback.db"), text]));
    },
    async stop() {
      stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const next = (page) => page.getByRole("button", { name: "Дальше" }).click();
export const question = (page, name) => page.getByRole("heading", { level: 1, name }).waitFor();
export const stored = (page) => page.evaluate(() => localStorage.getItem("senim.draft"));

/** Opens the form, and starts. */
export async function begin(page, origin, address = FORM) {
  await page.goto(`${origin}${address}`);
  await ready(page);
  await page.getByRole("button", { name: "Начать" }).click();
}

/** Goes through the questions to the last page, as one who is asked for nothing more. */
export async function write(page, origin, text) {
  await begin(page, origin);
  await page.getByLabel("О том, что происходит рядом").check();
  await next(page);
  await page.getByRole("textbox").fill(text);
  await next(page);
  await question(page, "Где это?");
  await next(page);
  await question(page, "Нужен ли вам ответ?");
  await next(page);
  await question(page, "Проверьте и отправьте");
}

/** What is shown as data, before it is sent. */
export const data = async (page) => {
  await page.getByText("Показать как данные").click();
  return JSON.parse(await page.locator("pre.data").innerText());
};
