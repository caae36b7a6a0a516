// Messages to the police, against the real endpoint: a lost connection, a draft over a reload, ways
// out, keys alone, personal data, hostile text, what became of a message; looked at by axe.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { FORM, MAP, begin, endpoint, next, question, stored, write } from "./feedback.mjs";
import { DESKTOP, LANGS, PHONE, SENIM, audit, fits, launch, ready, visitor } from "./support.mjs";

const HOSTILE = `<img src=x onerror="window.ran=true"><script>window.ran=true</script>'"--`;

let browser, site;
before(async () => {
  site = await endpoint();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

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
  await page.getByText("Нет связи. Сообщение сохранено на этом устройстве").waitFor();
  assert.equal(dropped, 1);
  assert.equal(site.kept(text).length, 1);
  assert.match(await stored(page), /темно/);
  await page.unroute("**/api/feedback");
  // The connection is back: nothing has to be pressed.
  await context.setOffline(false);
  await question(page, "Сообщение получено");
  assert.match(await code(page), /^(\d{4} ){6}\d{4}$/);
  const messages = site.kept(text);
  assert.equal(messages.length, 1);
  const { region, kind, lang, area, address, lon, contact, answer_by } = messages[0];
  assert.deepEqual(
    { region, kind, lang, area, address, lon, contact, answer_by },
    { region: "karaganda", kind: "neighbourhood", lang: "ru", area: null, address: null, lon: null, contact: null, answer_by: "none" },
  );
  assert.equal(await stored(page), null, "the draft is wiped");
  assert.equal(page.url(), `${site.origin}${FORM}#sent`);
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
  await page.getByText("Отправим сами через 1 секунду").waitFor();
  await page.getByText("Сервер не принял вот это: Сообщение.").waitFor();
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
  await page.getByRole("button", { name: "Отправить отдельным сообщением" }).click();
  await question(page, "Сообщение получено");
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
  assert.match(await stored(page), /Есть кто/);
  await context.close();
});

test("a draft survives a reload and a change of language, is wiped with one press, and stands in no address", async () => {
  const { context, page } = await visitor(browser);
  const requests = [];
  page.on("request", (request) => requests.push(`${request.url()} ${request.postData() ?? ""}`));
  await begin(page, site.origin, `${FORM}#about=inspector&id=KRG-012`);
  // The subject came along, so the first question is what happened.
  await question(page, "Что случилось или что нужно?");
  await page.getByRole("textbox").fill("Тайна\nдвух строк");
  assert.equal(new URL(page.url()).hash, "#text");
  await page.reload();
  await question(page, "Что случилось или что нужно?");
  assert.equal(await page.getByRole("textbox").inputValue(), "Тайна\nдвух строк");
  await page.locator(".lang-switch a", { hasText: "Қаз" }).click();
  await page.getByRole("heading", { name: "Бұл құрылғыда жіберілмеген хабарлама бар" }).waitFor();
  await page.getByText("№ 12 әкімшілік учаске").first().waitFor();
  await page.getByRole("button", { name: "Жалғастыру" }).click();
  await page.getByText("Тайна\nдвух строк").first().waitFor();
  await page.goBack();
  await page.getByRole("button", { name: "Жалғастыру" }).click();
  await page.getByRole("button", { name: "Жазғанды өшіру" }).click();
  await page.getByRole("button", { name: "Бастау" }).waitFor();
  assert.equal(await stored(page), null);
  for (const sent of requests) assert.doesNotMatch(decodeURIComponent(sent), /Тайна|KRG-012/);
  await context.close();
});

test("the quick way out wipes, leaves an empty page, and the way back shows nothing", async () => {
  const { context, page } = await visitor(browser);
  await write(page, site.origin, "Мне страшно дома");
  await page.getByRole("button", { name: "Быстро уйти" }).click();
  await page.waitForURL("about:blank");
  await page.goBack();
  await page.getByRole("button", { name: "Быстро уйти" }).waitFor();
  assert.equal(await stored(page), null);
  assert.equal(await page.getByText("страшно").count(), 0);
  await context.close();
});

test("by keys alone, with a summary of what is wrong that takes the focus", async () => {
  const { context, page, faults } = await visitor(browser);
  await page.goto(`${site.origin}${FORM}`);
  await ready(page);
  const press = async (key, times = 1) => {
    for (let done = 0; done < times; done += 1) await page.keyboard.press(key);
  };
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  await page.getByRole("button", { name: "Начать" }).focus();
  await press("Enter");
  await question(page, "О чём вы пишете?");
  await page.waitForFunction(() => document.activeElement.id === "question");
  // Nothing is chosen: the summary says so and leads to the first choice.
  await page.getByRole("button", { name: "Дальше" }).focus();
  await press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "wrong");
  await press("Tab");
  assert.equal(await focused(), "Выберите, о чём вы пишете");
  await press("Enter");
  assert.equal(await focused(), "about-neighbourhood");
  await press("ArrowDown", 5);
  assert.equal(await focused(), "about-neighbourhood", "round and back: five are offered");
  await press("Space");
  await press("Enter");
  await question(page, "Что случилось или что нужно?");
  await page.waitForFunction(() => document.activeElement.id === "question");
  await press("Tab");
  assert.equal(await focused(), "text");
  await page.keyboard.type("Спасибо");
  await press("Tab");
  await press("Enter");
  await question(page, "Где это?");
  await page.getByLabel("Написать место словами").focus();
  await press("Space");
  await press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "wrong");
  await press("Tab");
  await press("Enter");
  assert.equal(await focused(), "address");
  assert.equal(await page.locator("#address").getAttribute("aria-invalid"), "true");
  await page.keyboard.type("У школы № 5");
  await press("Enter");
  await question(page, "Нужен ли вам ответ?");
  await page.getByLabel("Да, посмотрю здесь по коду").focus();
  await press("Space");
  await press("Enter");
  await question(page, "Проверьте и отправьте");
  await page.getByRole("button", { name: "Отправить" }).focus();
  await press("Enter");
  await question(page, "Сообщение получено");
  const [message] = site.kept("Спасибо");
  assert.deepEqual([message.address, message.answer_by], ["У школы № 5", "code"]);
  assert.deepEqual(faults, []);
  await context.close();
});

test("personal data is marked, and taken out one by one or all at once", async () => {
  const { context, page } = await visitor(browser);
  await write(page, site.origin, "Инспектор Ахметов, звоните 87011234567 или пишите a@b.kz");
  assert.deepEqual(await page.locator("mark").allInnerTexts(), ["Ахметов", "87011234567", "a@b.kz"]);
  await page.getByRole("heading", { name: "В тексте 3 места похожи на личные данные" }).waitFor();
  await page.getByRole("button", { name: "Убрать: 87011234567" }).click();
  assert.deepEqual(await page.locator("mark").allInnerTexts(), ["Ахметов", "a@b.kz"]);
  await page.getByRole("button", { name: "Убрать всё" }).click();
  assert.equal(await page.locator("mark").count(), 0);
  await page.getByText("Показать как данные").click();
  const data = JSON.parse(await page.locator("pre.data").innerText());
  assert.equal(data.text, "Инспектор [имя], звоните [телефон] или пишите [почта]");
  await page.getByRole("button", { name: "Отправить" }).click();
  await question(page, "Сообщение получено");
  // What was shown as data is what came.
  assert.equal(site.kept(data.text).length, 1);
  await context.close();
});

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
  await page.reload();
  await page.getByRole("heading", { name: "Завершено" }).waitFor();
  await page.getByText("освещение").waitFor();
  await page.getByText("Сделано", { exact: true }).waitFor();
  assert.equal(await page.locator(".said").innerText(), `Починили. ${HOSTILE}`);
  await page.getByRole("button", { name: "Частично" }).click();
  await page.getByText("Спасибо, ваш ответ учтён.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Частично" }).count(), 0, "it is said once");
  assert.equal(site.kept("Когда починят свет?")[0].confirmed, "partly");
  await page.getByRole("button", { name: "Открыть снова" }).click();
  await page.getByRole("heading", { name: "Открыто снова" }).waitFor();
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.deepEqual(faults, []);
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

test("hostile text is text, wherever it is shown", async () => {
  const { context, page, faults } = await visitor(browser);
  await begin(page, site.origin, `${FORM}#about=figure&id=${encodeURIComponent(HOSTILE)}`);
  await page.getByRole("textbox").fill(HOSTILE);
  await next(page);
  await question(page, "Нужен ли вам ответ?");
  await page.getByLabel("Да, свяжитесь со мной").check();
  await page.getByLabel("Телефон или почта").fill(HOSTILE);
  await next(page);
  await question(page, "Проверьте и отправьте");
  assert.equal(await page.getByText("onerror").count(), 4, "subject, text, contact, data");
  assert.equal(await page.locator("main img, main script").count(), 0);
  await page.getByRole("button", { name: "Отправить" }).click();
  await question(page, "Сообщение получено");
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.equal(site.kept(HOSTILE)[0].subject, HOSTILE);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a card, a place and a figure lead to the form with their subject, which no server hears", async () => {
  const { context, page } = await visitor(browser);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  for (const [address, link, subject] of [
    ["/ru/karaganda/area/KRG-012/", "Написать сообщение", /участок №.12/],
    ["/ru/karaganda/place/KRG-P01/", "Написать сообщение", /О месте помощи: /],
    ["/ru/karaganda/response/?place=d.temirtau", "Написать об этих числах", /karaganda\/response\/\?place=d\.temirtau/],
  ]) {
    await page.goto(`${site.origin}${address}`);
    await ready(page);
    // The link follows what is chosen once the figures have come.
    if (address.includes("response")) await page.locator(".figures .chart").first().waitFor();
    const from = asked.length;
    await page.locator("main").getByRole("link", { name: link }).click();
    await page.getByRole("button", { name: "Начать" }).click();
    await question(page, "Что случилось или что нужно?");
    for (const url of asked.slice(from)) assert.doesNotMatch(url, /KRG-|d\.temirtau/);
    await page.getByRole("textbox").fill("x");
    while (!(await page.getByRole("button", { name: "Отправить" }).isVisible())) await next(page);
    await page.locator("dd", { hasText: subject }).first().waitFor();
    await page.getByRole("button", { name: "Стереть написанное" }).click();
  }
  await page.locator("nav.sections").getByRole("link", { name: "Написать" }).click();
  await page.locator("main").getByRole("link", { name: "Карагандинская область" }).click();
  await page.getByRole("button", { name: "Начать" }).waitFor();
  await context.close();
});

test("without a script the page says whom to call, where complaints go, and what the form needs", async () => {
  const { context, page } = await visitor(browser, { javaScriptEnabled: false });
  for (const lang of LANGS) {
    await page.goto(`${site.origin}/${lang}/karaganda/feedback/`);
    await page.locator("main a[href='tel:102']").waitFor();
    assert.ok(await page.locator("main a[href='https://eotinish.kz']").isVisible());
    assert.ok(await page.locator("main .notice", { hasText: "JavaScript" }).isVisible());
    assert.equal(await page.locator("main button:visible").count(), 0);
  }
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [PHONE, DESKTOP]) {
    test(`axe finds nothing on any step, ${colorScheme}, ${viewport.width} px`, async () => {
      const { context, page } = await visitor(browser, { colorScheme, viewport, bypassCSP: true });
      const look = async (where) => {
        await audit(page, where);
        await fits(page, where);
      };
      for (const lang of LANGS) {
        const primary = () => page.locator("form .call[type=submit], .feedback > p > .call").first();
        for (const address of [`/${lang}/feedback/`, `/${lang}/feedback/status/`, `/${lang}/karaganda/feedback/`]) {
          await page.goto(`${site.origin}${address}`);
          await ready(page);
          await page.locator("main h1").waitFor();
          await look(address);
        }
        await page.locator(".feedback > p > .call").click();
        await page.locator("#about-neighbourhood").waitFor();
        await primary().click();
        await page.locator("#wrong").waitFor();
        await look(`${lang} wrong`);
        await page.locator("#about-inspector").check();
        await page.locator("#subject").waitFor();
        await look(`${lang} about`);
        await primary().click();
        await page.locator("#text").fill(`${"Жарық жоқ. ".repeat(40)} 87011234567, ул. Абая 10, кв. 5`);
        await look(`${lang} text`);
        await primary().click();
        await page.locator("#where-area").check();
        await page.locator("#area").waitFor();
        await look(`${lang} where`);
        await page.locator("#where-map").check();
        await page.locator("#open-map").click();
        await page.locator(`${MAP} + p button`).click();
        await page.locator(".more [role=status]:not(:empty)").waitFor();
        await look(`${lang} where, on a map`);
        await page.locator("#where-none").check();
        await primary().click();
        await page.locator("#answer-contact").check();
        await look(`${lang} answer`);
        await page.locator("#contact").fill("a@b.kz");
        await primary().click();
        await page.locator("mark").first().waitFor();
        await page.locator("details summary").click();
        await look(`${lang} check`);
        await page.route("**/api/feedback", (route) => route.abort());
        await primary().click();
        await page.locator(".feedback .notice").waitFor();
        await look(`${lang} waiting`);
        await page.unroute("**/api/feedback");
        await page.locator(".feedback .call").click();
        await page.locator("#code").waitFor();
        await look(`${lang} sent`);
        await page.evaluate(() => localStorage.clear());
      }
      await context.close();
    });
  }
}
