// What became of a message, against the real endpoint: its sender has the code alone.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { HOSTILE, endpoint } from "./feedback.mjs";
import { SENIM, ready, stage, visitor } from "./support.mjs";

const { browser, site } = await stage(endpoint);

/** Sends a message as the form would, and gets its code. */
async function send(text) {
  const key = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const response = await fetch(`${site.origin}/api/feedback`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": key },
    body: JSON.stringify({ lang: "ru", subject: { kind: "portal", region: "karaganda" }, text, answer: "code" }),
  });
  assert.equal(response.status, 201);
  return (await response.json()).code;
}

test("with the code alone its sender sees the answer, says once what became of it, and may open it again", async () => {
  const secret = await send("Когда починят свет?");
  const { context, page, faults } = await visitor(browser);
  await page.goto(`${site.origin}/ru/feedback/status/#${secret}`);
  await page.getByRole("heading", { name: "Получено, ответа ещё нет" }).waitFor();
  const [{ number }] = site.kept("Когда починят свет?");
  execFileSync(SENIM, [
    ..."feedback close --by Officer --outcome done --theme lighting --source sample --text".split(" "),
    `Починили. ${HOSTILE}`, site.folder, String(number),
  ]);
  // Neither the address nor the browser's history shows the answer to who comes next.
  assert.equal(page.url(), `${site.origin}/ru/feedback/status/`);
  await page.reload();
  await ready(page);
  assert.equal(await page.getByLabel("Код сообщения").inputValue(), "");
  await page.getByLabel("Код сообщения").fill(secret);
  await page.getByRole("button", { name: "Показать" }).click();
  await page.getByRole("heading", { name: "Завершено" }).waitFor();
  await page.getByText("освещение").waitFor();
  await page.getByText("Сделано", { exact: true }).waitFor();
  assert.equal(await page.locator(".said").innerText(), `Починили. ${HOSTILE}`);
  // A slip is corrected before it is said.
  assert.equal(await page.getByRole("button", { name: "Ответить" }).count(), 0);
  await page.getByLabel("Да, решён").check();
  await page.getByLabel("Частично").check();
  // It arrives, and the reply is lost on the way.
  await page.route("**/api/feedback/confirm", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.getByRole("button", { name: "Ответить" }).click();
  await page.getByText("Похоже, нет связи").waitFor();
  await page.unroute("**/api/feedback/confirm");
  await page.getByRole("button", { name: "Ответить" }).click();
  await page.getByText("Спасибо, ваш ответ учтён.").waitFor();
  await page.locator("dl", { hasText: "Ваша оценка" }).getByText("Частично").waitFor();
  assert.equal(await page.getByLabel("Частично").count(), 0, "it is said once");
  assert.equal(site.kept("Когда починят свет?")[0].confirmed, "partly");
  await page.getByRole("button", { name: "Открыть снова" }).click();
  await page.getByRole("heading", { name: "Открыто снова" }).waitFor();
  assert.equal(await page.evaluate(() => window.ran), undefined);
  // The browser tells of the reply that was lost.
  assert.deepEqual(faults, ["console: Failed to load resource: net::ERR_FAILED"]);
  await context.close();
});

test("a code is told what is wrong with it before anybody is asked", async () => {
  const secret = await send("Код");
  const { context, page } = await visitor(browser);
  const posts = [];
  page.on("request", (request) => request.method() === "POST" && posts.push(request.url()));
  await page.goto(`${site.origin}/ru/feedback/status/`);
  await ready(page);
  const tried = async (typed, expected) => {
    await page.getByLabel("Код сообщения").fill(typed);
    await page.getByRole("button", { name: "Показать" }).click();
    await page.locator("#code-wrong", { hasText: expected }).waitFor();
  };
  await tried("", "Введите код");
  await tried("12 34", "В коде должно быть 28 цифр, а здесь 4");
  await tried("привет", "В коде только цифры");
  const other = (secret[5] === "0" ? "1" : "0");
  await tried(secret.slice(0, 5) + other + secret.slice(6), "Одна цифра неверна");
  assert.deepEqual(posts, []);
  await tried("0".repeat(28), "Сообщения с таким кодом нет");
  await context.setOffline(true);
  await tried(secret, "Похоже, нет связи");
  await context.setOffline(false);
  await page.getByLabel("Код сообщения").fill(secret.replace(/(\d{4})/g, "$1 "));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Получено, ответа ещё нет" }).waitFor();
  assert.equal(new URL(page.url()).hash, "", "what is typed stays out of the address");
  assert.ok(posts.every((url) => !url.includes(secret)));
  await context.close();
});

test("all digits of a code are in sight on a narrow phone", async () => {
  const { context, page } = await visitor(browser, { viewport: { width: 320, height: 640 } });
  for (const width of [320, 360, 412]) {
    await page.setViewportSize({ width, height: 740 });
    await page.goto(`${site.origin}/ru/feedback/status/`);
    await ready(page);
    const field = page.getByLabel("Код сообщения");
    await field.fill("0208 8753 8302 7601 4152 5145 9999");
    const [inside, shown] = await field.evaluate((input) => [input.scrollWidth, input.clientWidth]);
    assert.ok(inside <= shown, `${width} px: ${inside} of ${shown} px`);
  }
  await context.close();
});
