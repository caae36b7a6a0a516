// Sending a message, against the real endpoint: a lost connection, a server that does not answer, is
// closed or refuses; where the keyboard is meanwhile.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FORM, begin, endpoint, next, question, stored, write } from "./feedback.mjs";
import { PHONE, stage, visitor } from "./support.mjs";

const { browser, site } = await stage(endpoint);

const code = (page) => page.locator("#code > [aria-hidden]").innerText();

test("a resident on a phone loses the connection while sending, is told so, and the message arrives once", async () => {
  const { context, page } = await visitor(browser, { viewport: PHONE, hasTouch: true });
  const text = "Во дворе третью неделю темно, свет не горит";
  await write(page, site.origin, text);
  // The server takes it, and the answer is lost on the way.
  let dropped = 0;
  await page.route("**/api/feedback", async (route) => {
    await route.fetch();
    dropped += 1;
    await context.setOffline(true);
    await route.abort("connectionreset");
  });
  await page.getByRole("button", { name: "Отправить" }).click();
  await page.getByText("Нет связи. Сообщение сохранено на этом устройстве и уйдёт само, когда связь появится, пока открыта эта страница.").waitFor();
  assert.equal(dropped, 1);
  assert.equal(site.kept(text).length, 1);
  assert.match(await stored(page), /темно/);
  await page.unroute("**/api/feedback");
  // The connection is back: nothing has to be pressed.
  await context.setOffline(false);
  await question(page, "Сообщение получено");
  const secret = await code(page);
  assert.match(secret, /^(\d{4} ){6}\d{4}$/);
  await page.getByText("Сохраните код: без него вы не увидите ответ, а восстановить его нельзя.").waitFor();
  const messages = site.kept(text);
  assert.equal(messages.length, 1);
  const { region, kind, lang, area, address, lon, contact, answer_by } = messages[0];
  assert.deepEqual(
    { region, kind, lang, area, address, lon, contact, answer_by },
    { region: "karaganda", kind: "neighbourhood", lang: "ru", area: null, address: null, lon: null, contact: null, answer_by: "none" },
  );
  assert.equal(await stored(page), null, "the draft is wiped");
  assert.equal(page.url(), `${site.origin}${FORM}#sent`);
  // What became of it is a press away, and no address holds the code.
  const visited = [];
  page.on("framenavigated", (frame) => visited.push(frame.url()));
  await page.getByRole("link", { name: "Узнать, что с сообщением" }).click();
  await page.getByRole("heading", { name: "Получено, ответа ещё нет" }).waitFor();
  assert.equal(await page.getByLabel("Код сообщения").inputValue(), secret);
  assert.deepEqual(visited, [`${site.origin}/ru/feedback/status/`]);
  await context.close();
});

test("a page that is closed while it waits goes on by itself when it is opened again", async () => {
  const { context, page } = await visitor(browser);
  const text = "Шумят по ночам";
  await write(page, site.origin, text);
  await page.route("**/api/feedback", (route) => route.abort());
  await page.getByRole("button", { name: "Отправить" }).click();
  await page.getByText("Сервер не ответил").waitFor();
  await page.unroute("**/api/feedback");
  await page.reload();
  await question(page, "Сообщение получено");
  assert.equal(site.kept(text).length, 1);
  await context.close();
});

test("a form that was closed and is opened anew waits for the press that it told of", async () => {
  const { context, page } = await visitor(browser);
  const text = "Закрыли и открыли";
  await write(page, site.origin, text);
  await page.route("**/api/feedback", (route) => route.abort());
  await page.getByRole("button", { name: "Отправить" }).click();
  await page.getByText("Если закроете страницу, откройте форму снова и нажмите «Продолжить».").waitFor();
  await page.close();
  const again = await context.newPage();
  await again.goto(`${site.origin}${FORM}`);
  await again.getByRole("button", { name: "Продолжить" }).waitFor();
  assert.equal(site.kept(text).length, 0);
  await again.getByRole("button", { name: "Продолжить" }).click();
  await question(again, "Сообщение получено");
  assert.equal(site.kept(text).length, 1);
  await context.close();
});

test("what is written in two windows is kept twice, and each is sent by itself", async () => {
  const { context, page } = await visitor(browser);
  const other = await context.newPage();
  const texts = ["Во дворе яма", "На остановке темно"];
  // Both forms are open before anything is written.
  const pages = [page, other];
  for (const one of pages) await begin(one, site.origin);
  for (const one of pages) {
    await one.getByLabel("О том, что происходит рядом").check();
    await next(one);
  }
  for (const [at, one] of pages.entries()) await one.getByRole("textbox").fill(texts[at]);
  await page.reload();
  for (const text of texts) await page.locator(".unsent .said", { hasText: text }).waitFor();
  await page.locator(".unsent", { hasText: texts[0] }).getByRole("button", { name: "Продолжить" }).click();
  await page.locator("dd .said", { hasText: texts[0] }).waitFor();
  await page.getByRole("button", { name: "Отправить" }).click();
  await question(page, "Сообщение получено");
  assert.deepEqual(texts.map((text) => site.kept(text).length), [1, 0]);
  // The other window's draft is still there, and alone.
  await other.reload();
  await question(other, "Что случилось или что нужно?");
  assert.equal(await other.getByRole("textbox").inputValue(), texts[1]);
  await other.getByRole("button", { name: "Стереть написанное" }).click();
  await other.getByRole("button", { name: "Начать" }).waitFor();
  assert.equal(await stored(other), null);
  await context.close();
});

test("who is told to wait waits, who is refused is told why, and what was changed meanwhile is a message of its own", async () => {
  const { context, page } = await visitor(browser);
  const text = "Машины стоят на тротуаре";
  await write(page, site.origin, text);
  const answers = [
    { status: 429, headers: { "retry-after": "1" }, body: "" },
    { status: 422, contentType: "application/problem+json", body: '{"faults":[{"field":"text","problem":"long"}]}' },
  ];
  await page.route("**/api/feedback", (route) => {
    const answer = answers.shift();
    return answer ? route.fulfill(answer) : route.continue();
  });
  await page.getByRole("button", { name: "Отправить" }).click();
  await page.getByText("Пока открыта эта страница, отправим сами через 1 секунду").waitFor();
  await page.getByText("Сервер не принял вот это: Сообщение.").waitFor();
  await question(page, "Сообщение не принято");
  await page.getByRole("button", { name: "вернуться к сообщению" }).click();
  await question(page, "Проверьте и отправьте");
  // It arrives, but nobody hears of it, and then the sender thinks again.
  await page.unroute("**/api/feedback");
  await page.route("**/api/feedback", async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.getByRole("button", { name: "Отправить" }).click();
  await page.getByText("Сервер не ответил").waitFor();
  await page.unroute("**/api/feedback");
  await page.getByRole("button", { name: "вернуться к сообщению" }).click();
  await page.getByRole("button", { name: "Изменить : Сообщение" }).click();
  await page.getByRole("textbox").fill(`${text}!`);
  await next(page);
  await next(page);
  await next(page);
  await page.getByRole("button", { name: "Отправить" }).click();
  await page.getByText("Прежний вариант этого сообщения уже дошёл").waitFor();
  await page.getByRole("button", { name: "Отправить отдельным сообщением" }).press("Enter");
  await question(page, "Сообщение получено");
  await page.waitForFunction(() => document.activeElement.id === "question");
  assert.equal(site.kept(text).length, 1);
  assert.equal(site.kept(`${text}!`).length, 1);
  await context.close();
});

test("where nobody takes messages, that is said and nothing is lost", async () => {
  const { context, page } = await visitor(browser);
  await write(page, site.origin, "Есть кто?");
  await page.route("**/api/feedback", (route) => route.fulfill({ status: 404, body: "not found" }));
  await page.getByRole("button", { name: "Отправить" }).click();
  await page.getByText("Этот портал пока не принимает сообщений").waitFor();
  // Nothing is being sent any more: the one heading says so, and is where the keyboard is.
  assert.deepEqual(await page.locator("main :is(h1, h2)").allInnerTexts(), ["Сообщение не принято"]);
  await page.waitForFunction(() => document.activeElement.id === "question");
  assert.match(await page.title(), /^Сообщение не принято/);
  assert.match(await stored(page), /Есть кто/);
  await context.close();
});

for (const [name, answer, told] of [
  ["a lost connection", (route) => route.abort(), "Сервер не ответил"],
  ["a server that is closed for a while", (route) => route.fulfill({ status: 503, headers: { "retry-after": "60" }, body: "" }), "Сервер не ответил"],
]) {
  test(`the focus stays on "try now" over ${name}, which is not told as too many messages`, async () => {
    const { context, page } = await visitor(browser);
    const text = `Пробую ${name}`;
    await write(page, site.origin, text);
    await page.route("**/api/feedback", answer);
    await page.getByRole("button", { name: "Отправить" }).click();
    await page.getByText(told).waitFor();
    await page.getByRole("button", { name: "Попробовать сейчас" }).focus();
    const focused = () => page.evaluate(() => document.activeElement.textContent);
    for (let times = 0; times < 2; times += 1) {
      const tried = page.waitForRequest("**/api/feedback");
      await page.keyboard.press("Enter");
      await tried;
      assert.equal(await focused(), "Попробовать сейчас", "while it is tried");
      await page.locator(".feedback .notice", { hasText: told }).waitFor();
      assert.equal(await focused(), "Попробовать сейчас", "when it was in vain");
    }
    assert.equal(await page.getByText("слишком много сообщений").count(), 0);
    await page.unroute("**/api/feedback");
    await page.keyboard.press("Enter");
    await question(page, "Сообщение получено");
    await page.waitForFunction(() => document.activeElement.id === "question");
    assert.equal(site.kept(text).length, 1);
    await context.close();
  });
}
