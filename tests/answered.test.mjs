// "Did they answer?": what the pages say of everybody's messages, and how one message gets there: sent
// in a browser, answered in a spreadsheet, confirmed with its code, counted in the next release.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cp, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { DESKTOP, DIST, LANGS, PHONE, SENIM, audit, fits, launch, ready, serve, visitor } from "./support.mjs";

const PYTHON = process.env.PYTHON ?? "python3";
/** What is published of the sample. */
const DATA = path.resolve("target/senim/data");

let browser, site, folder;
const inside = (name) => path.join(folder, name);
before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "senim-answered-"));
  site = await serve(undefined, ["--feedback", inside("feedback")]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  site?.stop();
  await rm(folder, { recursive: true, force: true });
});

const senim = (...args) => execFileSync(SENIM, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
const office = (action, ...args) => senim("feedback", action, inside("feedback"), ...args);

async function post(route, body, headers = {}) {
  const response = await fetch(`${site.origin}/api/feedback${route}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  assert.ok(response.ok, `${route}: ${response.status}`);
  return response.json();
}

/** Sends a message of somebody else's, and gets its code. */
async function send(text) {
  const key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const body = { lang: "ru", subject: { kind: "portal", region: "karaganda" }, text, answer: "code" };
  return (await post("", body, { "idempotency-key": key })).code;
}

/** Writes a message as a resident does, and gets the code that the page shows. */
async function write(page, text) {
  const next = () => page.getByRole("button", { name: "Дальше" }).click();
  const question = (name) => page.getByRole("heading", { level: 1, name }).waitFor();
  await page.goto(`${site.origin}/ru/karaganda/feedback/`);
  await ready(page);
  await page.getByRole("button", { name: "Начать" }).click();
  await page.getByLabel("О том, что происходит рядом").check();
  await next();
  await question("Что случилось или что нужно?");
  await page.getByRole("textbox").fill(text);
  await next();
  await question("Где это?");
  await page.getByLabel("Место неважно").check();
  await next();
  await question("Нужен ли вам ответ?");
  await page.getByLabel("Да, посмотрю здесь по коду").check();
  await next();
  await question("Проверьте и отправьте");
  await page.getByRole("button", { name: "Отправить" }).click();
  await question("Сообщение получено");
  return page.locator("#code > [aria-hidden]").innerText();
}

/** The quarter of today in the region, as tables and as pages have it, and the first day that it is over. */
function quarterOfToday() {
  const [year, month] = new Date().toLocaleDateString("sv", { timeZone: "Asia/Almaty" }).split("-").map(Number);
  const at = Math.floor((month - 1) / 3);
  const over = new Date(Date.UTC(year, at * 3 + 3, 2)).toISOString().slice(0, 10);
  return { code: `${year}-Q${at + 1}`, shown: `${["I", "II", "III", "IV"][at]} кв. ${year}`, over: `${over}T10:00:00Z` };
}

test("an officer answers from a spreadsheet, its sender says “partly” with the code alone, and the next release counts it", async () => {
  const text = "Третью неделю темно у подъезда";
  const resident = await visitor(browser, { viewport: PHONE });
  const code = await write(resident.page, text);
  await resident.context.close();
  const others = [];
  for (let at = 0; at < 39; at += 1) others.push(await send(`Сообщение ${at}`));

  const sheet = inside("messages.xlsx");
  const by = ["--by", "Officer A", "--source", "sample"];
  office("export", "--xlsx", sheet, "--lang", "ru", ...by);
  const [summary, answer] = ["Во дворе нет света", "Лампу заменили в пятницу"];
  execFileSync(PYTHON, ["tests/tools/fill_in.py", sheet, text, summary, answer]);
  assert.match(office("import", sheet, ...by), /40 messages are changed, 0 are as they were/);

  // Another device, and nothing but the code.
  const { context, page, faults } = await visitor(browser);
  await page.goto(`${site.origin}/ru/feedback/status/`);
  await ready(page);
  await page.getByLabel("Код сообщения").fill(code);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Завершено" }).waitFor();
  await page.getByText(answer).waitFor();
  await page.getByLabel("Частично").check();
  await page.getByRole("button", { name: "Ответить" }).click();
  await page.getByText("Спасибо, ваш ответ учтён.").waitFor();
  for (const other of others.slice(0, 32)) await post("/confirm", { code: other, confirmed: "solved", reopen: false });

  const { code: quarter, shown, over } = quarterOfToday();
  await cp("sample", inside("source"), { recursive: true });
  await cp(DATA, inside("data"), { recursive: true });
  office("aggregate", "--data", inside("data"), "--to", inside("source"), "--by", "Officer A");
  senim("publish", inside("source"), "--to", inside("data"), "--time", over);
  senim("site", "--portal", DIST, "--data", inside("data"), "--to", inside("site"));
  const next = await serve(inside("site"));
  try {
    await page.goto(`${next.origin}/ru/karaganda/feedback/`);
    await ready(page);
    const headline = page.locator(".answered .headline");
    await headline.getByRole("heading", { name: shown }).waitFor();
    assert.match(await headline.innerText(), /100\s%[^]*40 сообщений[^]*в тот же день[^]*40 ответов[^]*97\s%[^]*33 отзыва/);
    const said = page.locator(".measured", { hasText: "Решён ли вопрос: отзывы отправителей" }).first();
    assert.match(await said.locator("tbody").first().innerText(), /33\s+97\s%[^]*3\s%[^]*0\s%/);
    await page.locator(".answers summary", { hasText: "освещение" }).click();
    const item = page.locator(".answers li", { hasText: summary });
    assert.match(await item.innerText(), /Лампу заменили в пятницу\s+Сделано · Отправитель сказал: Частично/);
    assert.equal(await page.getByText(text).count(), 0, "what a sender wrote is nowhere");
    const links = await page.locator(".answered .method a").evaluateAll((all) => all.map((link) => link.href));
    const tables = await Promise.all(links.map(async (link) => (await fetch(link)).text()));
    assert.ok(tables[0].includes(`karaganda,,${quarter},${quarter},30,40,40,0:40,40,0,0,0,0`), tables[0]);
    for (const table of tables) assert.ok(!table.includes(text) && !table.includes("Сообщение 3"));
    // What was published of earlier quarters is still there.
    assert.ok(tables[0].includes("karaganda,qazybek-bi,2025-Q4"));
    assert.deepEqual(faults, []);
  } finally {
    next.stop();
  }
  await context.close();
});

test("the page reads without a script, and the portal shows the same", async () => {
  const plain = await visitor(browser, { javaScriptEnabled: false });
  const { context, page } = await visitor(browser);
  for (const lang of LANGS) {
    for (const address of [`/${lang}/feedback/`, `/${lang}/karaganda/feedback/`]) {
      await plain.page.goto(`${site.origin}${address}`);
      const served = await plain.page.locator(".answered").innerText();
      assert.match(served, /\d\s?%/);
      await page.goto(`${site.origin}${address}`);
      await ready(page);
      await page.locator("main .answered").waitFor();
      assert.equal(await page.locator("main .answered").innerText(), served, address);
    }
  }
  // From the list of regions to a form, nothing was served: the portal asks for it.
  await page.goto(`${site.origin}/ru/feedback/`);
  await ready(page);
  await page.locator("main .rows").getByRole("link", { name: "Карагандинская область" }).click();
  await page.locator("main .answered .headline").waitFor();
  // A question has the page for itself.
  await page.getByRole("button", { name: "Начать" }).click();
  await page.getByLabel("О том, что происходит рядом").waitFor();
  assert.equal(await page.locator(".answered").count(), 0);
  await plain.context.close();
  await context.close();
});

test("what is missing, and what is too few, say so and stand for no number", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/ru/karaganda/feedback/`);
  await ready(page);
  const row = (quarter) => page.locator(".measured tbody", { hasText: new RegExp(`^${quarter}`) }).first();
  assert.match(await row("I кв. 2026").innerText(), /нет данных/);
  assert.match(await row("III кв. 2026").innerText(), /не публикуется \(чтобы защитить людей\)/);
  const points = page.locator(".answered [role=img]");
  assert.equal(await points.evaluateAll((all) => all.filter((point) => point.hasAttribute("tabindex")).length), 0);
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [PHONE, DESKTOP]) {
    test(`axe finds nothing, ${colorScheme}, ${viewport.width} px`, async () => {
      const { context, page } = await visitor(browser, { colorScheme, viewport, bypassCSP: true });
      for (const lang of LANGS) {
        for (const address of [`/${lang}/feedback/`, `/${lang}/karaganda/feedback/`, `/${lang}/astana/feedback/`]) {
          await page.goto(`${site.origin}${address}`);
          await ready(page);
          await page.locator("main .answered").waitFor();
          for (const closed of await page.locator(".answers summary").all()) await closed.click();
          await audit(page, address);
          await fits(page, address);
          // What has to be moved sideways is overlooked on a phone.
          const wide = page.locator(".answered .wide");
          const sticksOut = await wide.evaluateAll((all) => all.map((one) => one.scrollWidth - one.clientWidth));
          assert.deepEqual(sticksOut.filter((by) => by > 0), [], address);
        }
      }
      await context.close();
    });
  }
}
