// Messages to the police, against the real endpoint: a draft over a reload, ways out, keys alone,
// personal data, hostile text; looked at by axe.
import assert from "node:assert/strict";
import { test } from "node:test";
import { FORM, HOSTILE, MAP, begin, data, endpoint, next, question, stored, write } from "./feedback.mjs";
import { DESKTOP, LANGS, PHONE, audit, fits, ready, stage, visitor } from "./support.mjs";

const { browser, site } = await stage(endpoint);

test("a contact has to be whole, and a choice takes back what was said of the one before", async () => {
  const { context, page } = await visitor(browser);
  await begin(page, site.origin);
  await page.getByLabel("О том, что происходит рядом").check();
  await next(page);
  await page.getByRole("textbox").fill("Шумно");
  await next(page);
  await question(page, "Где это?");
  await page.getByLabel("Там, где я сейчас").check();
  await next(page);
  await page.locator("#wrong", { hasText: "Определить по устройству" }).waitFor();
  await page.getByLabel("Показать на карте").check();
  await page.getByRole("button", { name: "Открыть карту" }).waitFor();
  assert.equal(await page.locator("#wrong").count(), 0);
  await page.getByLabel("Место неважно").check();
  await next(page);
  await question(page, "Нужен ли вам ответ?");
  await page.getByLabel("Да, свяжитесь со мной").check();
  for (const typed of ["", "abc", "42-15-63"]) {
    await page.getByLabel("Телефон или электронная почта").fill(typed);
    await next(page);
    await page.locator("#wrong", { hasText: "Напишите телефон или адрес электронной почты полностью" }).waitFor();
  }
  await page.getByLabel("Телефон или электронная почта").fill("8 701 000 00 00");
  await next(page);
  await question(page, "Проверьте и отправьте");
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
  await page.locator(".unsent", { hasText: "Тақырыбы: Учаскелік инспектордың жұмысы туралы: № 12 әкімшілік учаске" }).waitFor();
  await page.locator(".unsent", { hasText: "Қарағанды облысы" }).waitFor();
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
  await page.getByLabel("Описать место словами").focus();
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
  const { text } = await data(page);
  assert.equal(text, "Инспектор [имя], звоните [телефон] или пишите [почта]");
  await page.getByRole("button", { name: "Отправить" }).click();
  await question(page, "Сообщение получено");
  // What was shown as data is what came.
  assert.equal(site.kept(text).length, 1);
  await context.close();
});

test("hostile text is text, wherever it is shown", async () => {
  const { context, page, faults } = await visitor(browser);
  await begin(page, site.origin, `${FORM}#about=figure&id=${encodeURIComponent(HOSTILE)}`);
  await page.getByRole("textbox").fill(HOSTILE);
  await next(page);
  await question(page, "Нужен ли вам ответ?");
  await page.getByLabel("Да, свяжитесь со мной").check();
  await page.getByLabel("Телефон или электронная почта").fill(`a@b.kz ${HOSTILE}`);
  await next(page);
  await question(page, "Проверьте и отправьте");
  await page.locator("dd .said", { hasText: "onerror" }).nth(1).waitFor();
  assert.equal(await page.getByText("onerror").count(), 3, "text, contact, data; a subject that nobody has published is nowhere");
  assert.equal(await page.locator("main img, main script").count(), 0);
  await page.getByRole("button", { name: "Отправить" }).click();
  await question(page, "Сообщение получено");
  assert.equal(await page.evaluate(() => window.ran), undefined);
  assert.equal(site.kept(HOSTILE)[0].subject, null);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a card, a place and a figure lead to the form with their subject, which no server hears", async () => {
  const { context, page } = await visitor(browser);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  for (const [address, link, subject, district] of [
    ["/ru/karaganda/area/KRG-012/", "Написать сообщение", /участок №.12/, "qazybek-bi"],
    ["/ru/karaganda/place/KRG-P01/", "Написать сообщение", /О месте помощи: /, "qazybek-bi"],
    ["/ru/karaganda/surveys/", "Написать об этих числах", /Опросы: Карагандинская область$/],
    ["/ru/karaganda/reform/", "Написать об этих числах", /Показатели реформы: Карагандинская область$/],
    ["/ru/karaganda/response/?place=d.temirtau", "Написать об этих числах", /Время реагирования: город Темиртау$/, "temirtau"],
    ["/ru/karaganda/response/", "Написать об этих числах", /Время реагирования: Карагандинская область$/],
    ["/ru/karaganda/response/?place=a.KRG-012", "Написать об этих числах", /Время реагирования: Административный участок №.12$/, "qazybek-bi"],
    ["/ru/karaganda/problems/KRG-2026-01/", "Написать об этой проблеме", /О записи в реестре проблем: Во дворе не горят фонари$/, "qazybek-bi"],
  ]) {
    await page.goto(`${site.origin}${address}`);
    await ready(page);
    // The link follows what is chosen once the figures have come.
    if (address.includes("response")) await page.locator(".figures .chart").first().waitFor();
    const from = asked.length;
    await page.locator("main").getByRole("link", { name: link }).click();
    // What it is about is said before anything is written.
    await page.locator(".feedback .subject", { hasText: subject }).waitFor();
    await page.getByRole("button", { name: "Начать" }).click();
    await question(page, "Что случилось или что нужно?");
    await page.locator("form .subject", { hasText: subject }).waitFor();
    for (const url of asked.slice(from)) assert.doesNotMatch(url, /KRG-|d\.temirtau/);
    await page.getByRole("textbox").fill("x");
    while (!(await page.getByRole("button", { name: "Отправить" }).isVisible())) await next(page);
    await page.locator("dd .said", { hasText: subject }).first().waitFor();
    const { subject: { id, district: sent } } = await data(page);
    // "By district" counts it, though nothing is said of where it happened.
    assert.equal(sent, district, address);
    if (address.includes("response")) {
      const [chosen] = address.split("/response/").slice(1);
      const release = /^karaganda\/response\/\?(place=[^&]+&)?release=\d{4}-\d{2}-[0-9A-Za-z-]+$/;
      assert.match(id, release);
      assert.ok(id.includes(chosen.replace("?", "")), id);
    }
    await page.getByRole("button", { name: "Стереть написанное" }).click();
  }
  await page.locator("nav.sections").getByRole("link", { name: "Написать" }).click();
  await page.locator("main").getByRole("link", { name: "Карагандинская область" }).click();
  await page.getByRole("button", { name: "Начать" }).waitFor();
  await context.close();
});

test("a subject that nobody has published is neither shown nor sent", async () => {
  const { context, page } = await visitor(browser);
  for (const [about, id, kind] of [
    ["problem", "NOPE", "О записи в реестре проблем"],
    ["inspector", "ZZZ", "О работе участкового инспектора"],
    ["place", "KRG-P99", "О месте помощи"],
    ["figure", "https://evil.example/", "О показателях на портале"],
  ]) {
    await begin(page, site.origin, `${FORM}#about=${about}&id=${encodeURIComponent(id)}`);
    await page.getByRole("textbox").fill("x");
    while (!(await page.getByRole("button", { name: "Отправить" }).isVisible())) await next(page);
    assert.equal(await page.locator("dd .said").first().innerText(), kind);
    assert.deepEqual((await data(page)).subject, { kind: about, region: "karaganda" });
    assert.equal(await page.getByText(id).count(), 0);
    await page.getByRole("button", { name: "Стереть написанное" }).click();
  }
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
    // Where an answer is read, nobody is told how to write.
    const [needs] = await page.locator("main noscript .notice, main .notice").allInnerTexts();
    await page.goto(`${site.origin}/${lang}/feedback/status/`);
    const [status] = await page.locator("main noscript .notice, main .notice").allInnerTexts();
    assert.match(status, /JavaScript/);
    assert.notEqual(status, needs);
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
