// The register of problems: an NGO finds what was decided for its district, what is overdue, and follows
// the feed; a resident reads on a phone, in Kazakh, what was done about the lighting in the yard and whether
// neighbours confirm it. Counts add up; without JavaScript the whole list stands.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { plain, releases } from "./figures.mjs";
import { DESKTOP, LANGS, PHONE, SITE, audit, fits, fitsInLargeLetters, ready, servePlainly, stage, visitor } from "./support.mjs";

const { browser, site } = await stage();

/** Opens a page of the register and waits until it can be pressed. */
async function open(address, options) {
  const opened = await visitor(browser, options);
  await opened.page.goto(`${site.origin}${address}`);
  await settled(opened.page);
  return opened;
}

async function settled(page) {
  await ready(page);
  await page.locator("main#main .taken").waitFor();
}

/** The table of problems of the newest release, as a list of rows. */
async function published() {
  const index = JSON.parse(await readFile(path.join(SITE, "data/index.json"), "utf8"));
  const text = await readFile(path.join(SITE, "data", index.record.path, "problems.csv"), "utf8");
  const [header, ...rows] = text.trim().split("\r\n").map(cells);
  const day = index.record.time.slice(0, 10);
  return rows.map((row) => {
    const of = Object.fromEntries(header.map((name, at) => [name, row[at]]));
    of.overdue = of.due && of.due < day && !["done", "refused"].includes(of.status);
    return of;
  });
}

function cells(line) {
  const found = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g);
  return [...found].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare);
}

/** The names of the problems that are listed now. */
const listed = (page) => page.locator("#problems > li:visible h3").allInnerTexts();

/** What the numbers say, by what they count. */
const numbers = (page) =>
  page.locator("[data-tally]").evaluateAll((all) => Object.fromEntries(all.map((of) => [of.dataset.tally, Number(of.textContent)])));

/** Numbers of one kind add up to what is listed. */
async function addUp(page) {
  const shown = (await listed(page)).length;
  const tally = await numbers(page);
  for (const kind of ["status", "confirmed"]) {
    const of = Object.entries(tally).filter(([key]) => key.startsWith(`${kind}=`));
    assert.equal(of.reduce((sum, [, n]) => sum + n, 0), shown, kind);
  }
  assert.match(await page.locator("#shown").innerText(), new RegExp(`(^|\\D)${shown}(\\D|$)`));
  return shown;
}

test("an NGO finds what was decided for its district, what is overdue, and follows the feed", async () => {
  const rows = (await published()).filter((row) => row.region === "karaganda");
  const { context, page, faults } = await visitor(browser);
  await page.goto(`${site.origin}/ru/karaganda/`);
  await ready(page);
  await page.getByRole("link", { name: "Проблемы: что решили и что сделали" }).click();
  await settled(page);
  assert.match(page.url(), /\/ru\/karaganda\/problems\/$/);
  assert.equal(await addUp(page), rows.length);

  // Its district.
  await page.locator("#choose-place").selectOption({ label: "район имени Казыбек би" });
  await page.waitForURL(/\?place=qazybek-bi$/);
  const here = rows.filter((row) => row.district === "qazybek-bi");
  assert.deepEqual((await listed(page)).sort(), here.map((row) => row.name_ru).sort());
  assert.equal(await addUp(page), here.length);
  assert.equal(await page.locator("#shown").innerText(), `Показано: ${here.length} из ${rows.length} (Место: район имени Казыбек би)`);
  assert.equal(await page.locator("#shown").getAttribute("role"), "status");

  // What is overdue there.
  await page.locator("#choose-overdue").selectOption("yes");
  await page.waitForURL(/\?place=qazybek-bi&overdue=yes$/);
  const [late, ...others] = here.filter((row) => row.overdue);
  assert.deepEqual(others, []);
  assert.deepEqual(await listed(page), [late.name_ru]);
  assert.equal((await numbers(page))["overdue=yes"], 1);
  await addUp(page);

  // The choice stands in the address: a colleague who gets it sees the same, and "back" takes it away.
  const colleague = await open(new URL(page.url()).pathname + new URL(page.url()).search);
  assert.deepEqual(await listed(colleague.page), [late.name_ru]);
  assert.equal(await colleague.page.locator("#choose-overdue").inputValue(), "yes");
  await colleague.context.close();
  await page.goBack();
  await page.locator("#problems > li:visible").nth(1).waitFor();
  assert.equal(await page.locator("#choose-overdue").inputValue(), "");
  assert.equal(await addUp(page), here.length);
  await page.goForward();
  await page.waitForURL(/overdue=yes$/);

  // What was decided, by whom, until when, and what happened since.
  await page.getByRole("link", { name: late.name_ru }).click();
  await page.locator("#timeline").waitFor();
  assert.match(page.url(), new RegExp(`/ru/karaganda/problems/${late.id}/$`));
  const text = plain(await page.locator("main").innerText());
  for (const words of [late.decision_ru, "Служба освещения Караганды", "30 сентября 2026 г.", "срок прошёл", "18 июня 2026 г.", "не спрашивали"]) {
    assert.ok(text.includes(words), words);
  }
  assert.match(await page.title(), /Во дворе не горят фонари/);

  // The feed of the district: fetched as a reader does, and parsed.
  const [href] = await page.locator(".follow a").evaluateAll((links) => links.map((link) => link.href));
  assert.match(href, /\/ru\/karaganda\/problems\/feed-qazybek-bi\.xml$/);
  const response = await context.request.get(href);
  assert.ok(response.ok());
  assert.match(response.headers()["content-type"], /xml/);
  const feed = await page.evaluate(parse, [await response.text(), href]);
  assert.equal(feed.error, null);
  assert.equal(feed.lang, "ru");
  assert.match(feed.id, /^urn:uuid:/);
  assert.equal(new Set(feed.entries.map((entry) => entry.id)).size, feed.entries.length);
  assert.equal(feed.updated, feed.entries[0].updated);
  const decided = feed.entries.find((entry) => entry.title === `${late.name_ru} – принято решение`);
  assert.equal(decided.updated, `${late.decided_on}T00:00:00Z`);
  assert.ok(feed.entries.every((entry) => here.some((row) => entry.link.endsWith(`/ru/karaganda/problems/${row.id}/`))));
  for (const words of [`Решение: ${late.decision_ru}`, "Кто отвечает: Служба освещения Караганды", "Срок: 30 сентября 2026 г."]) {
    assert.ok(plain(decided.summary).includes(words), `${words} in ${decided.summary}`);
  }
  // What the NGO waits for: a due day has passed. Nothing in an entry is true today only.
  const passed = feed.entries.find((entry) => entry.title === `${late.name_ru} – срок прошёл`);
  assert.equal(passed.updated, "2026-10-01T00:00:00Z");
  for (const { summary } of feed.entries) {
    assert.match(summary, /Демонстрационные данные\.$/);
    assert.doesNotMatch(summary, /Сейчас/);
  }
  const led = await context.request.get(decided.link);
  assert.match(await led.text(), new RegExp(late.decision_ru));
  assert.deepEqual(faults, []);
  await context.close();
});

/** What a feed reader takes out of a feed; runs in the page, for its XML parser. */
function parse([text, base]) {
  const xml = new DOMParser().parseFromString(text, "application/xml");
  const inside = (node, name) => [...node.children].filter((child) => child.localName === name && child.namespaceURI === "http://www.w3.org/2005/Atom");
  const of = (node, name) => inside(node, name)[0].textContent;
  const feed = xml.documentElement;
  return {
    error: xml.querySelector("parsererror")?.textContent ?? null,
    lang: feed.getAttribute("xml:lang"),
    id: of(feed, "id"),
    updated: of(feed, "updated"),
    entries: inside(feed, "entry").map((entry) => ({
      id: of(entry, "id"),
      title: of(entry, "title"),
      updated: of(entry, "updated"),
      summary: of(entry, "summary"),
      link: new URL(inside(entry, "link")[0].getAttribute("href"), base).href,
    })),
  };
}

test("a resident reads on a phone, in Kazakh, what was done about the light in the yard and what neighbours say", async () => {
  const { context, page, faults } = await visitor(browser, { viewport: PHONE, hasTouch: true });
  await page.goto(`${site.origin}/kk/astana/response/`);
  await ready(page);
  await page.getByRole("link", { name: "Мәселелер", exact: true }).tap();
  await settled(page);
  await fits(page, "the register");
  await page.getByRole("link", { name: "Аулада жарық жоқ" }).tap();
  await page.locator("#timeline").waitFor();
  await fits(page, "the problem");
  const text = plain(await page.locator("main").innerText());
  for (const words of [
    "орындалды: 2026 жылғы 28 мамыр",
    "Шамдар ауыстырылсын, тексеру кестесі бекітілсін.",
    "Астананың жарықтандыру қызметі",
    "иә, шешілді (14 адамның ішінен 14 адам растады)",
    "Аулада үш кеш бойы көршілерден сұрадық.",
    "Тоғыз шамның бәрі жанады.",
    "№ 3 учаске",
  ]) {
    assert.ok(text.includes(words), words);
  }
  const values = await page.locator("table tbody tr").allInnerTexts();
  assert.deepEqual(values.map((row) => plain(row).split("\t")), [
    ["Бұрын", "2026 жылғы 3 ақпан", "9"],
    ["Кейін", "2026 жылғы 20 маусым", "0"],
  ]);
  // What it is known by leads to figures of this portal.
  await page.locator(".evidence a").first().tap();
  await page.locator(".figures .chart").first().waitFor();
  assert.match(page.url(), /\/kk\/astana\/surveys\/\?theme=safety$/);
  assert.deepEqual(faults, []);
  await context.close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`the page of an area leads to the problem of its yard, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async () => {
    const { context, page } = await visitor(browser, { viewport: PHONE, javaScriptEnabled });
    await page.goto(`${site.origin}/kk/astana/area/AST-003/`);
    if (javaScriptEnabled) await page.locator("main#main article.card").waitFor();
    const section = page.locator("#area-problems");
    assert.equal(await section.locator("h2").innerText(), "Осы учаскенің мәселелері");
    await section.getByRole("link", { name: "Аулада жарық жоқ" }).click();
    await page.waitForURL(/\/kk\/astana\/problems\/AST-2026-01\/$/);
    await page.locator("#timeline").waitFor();
    await context.close();
  });
}

test("the problems of an area stay on its page in another language", async () => {
  const { context, page } = await visitor(browser, { viewport: PHONE });
  await page.goto(`${site.origin}/kk/astana/area/AST-003/`);
  await ready(page);
  await page.locator('.lang-switch a[hreflang="ru"]').click();
  await page.locator("#area-problems h2", { hasText: "Проблемы этого участка" }).waitFor();
  await context.close();
});

test("the list is filtered by keyboard, and says so when nothing is left", async () => {
  const { context, page } = await open("/en/problems/?status=refused&overdue=yes");
  assert.deepEqual(await listed(page), []);
  assert.ok(await page.locator("#none").isVisible());
  assert.equal(await addUp(page), 0);
  const clear = page.locator("[data-clear]");
  await clear.focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/en\/problems\/$/);
  // With nothing chosen there is nothing to clear, and the focus is not lost.
  assert.ok(!(await clear.isVisible()));
  assert.equal(await page.evaluate(() => document.activeElement.id), "choose-place");
  assert.equal(await addUp(page), (await published()).length);
  assert.ok(!(await page.locator("#none").isVisible()));
  const place = page.locator("#choose-place");
  await page.keyboard.press("ArrowDown");
  await page.waitForURL(/\?place=astana$/);
  assert.equal(await place.evaluate((field) => field === document.activeElement), true);
  assert.ok((await addUp(page)) > 0);
  // What no field offers is not chosen.
  await page.goto(`${site.origin}/en/problems/?status=lost&x=%3Cb%3E`);
  await settled(page);
  assert.equal(await addUp(page), (await published()).length);
  await context.close();
});

test("each choice of each field adds up, and all choices of a field are all problems", async () => {
  const { context, page } = await open("/kk/problems/");
  const all = await addUp(page);
  for (const field of ["place", "status", "overdue"]) {
    const values = await page.locator(`#choose-${field} option`).evaluateAll((options) => options.map((of) => of.value));
    let sum = 0;
    for (const value of values.filter(Boolean)) {
      await page.locator(`#choose-${field}`).selectOption(value);
      sum += await addUp(page);
    }
    assert.equal(sum, all, field);
    await page.locator(`#choose-${field}`).selectOption("");
  }
  await context.close();
});

test("without JavaScript the whole list stands, under any path, and nothing waits to be pressed", async () => {
  const plainly = await servePlainly("/a/b/");
  const { context, page } = await visitor(browser, { javaScriptEnabled: false });
  await page.goto(`${plainly.origin}kk/karaganda/problems/?status=done`);
  const rows = (await published()).filter((row) => row.region === "karaganda");
  assert.equal((await listed(page)).length, rows.length);
  await addUp(page);
  for (const waiting of await page.locator("[data-live]").all()) assert.ok(!(await waiting.isVisible()));
  assert.doesNotMatch(await page.locator("main").innerText(), /example\.org/);
  await page.getByRole("link", { name: "Ауладағы шамдар жанбайды" }).click();
  assert.match(await page.locator("h1").innerText(), /Ауладағы шамдар жанбайды/);
  assert.ok(await page.locator("#timeline li").first().isVisible());
  const feed = await page.locator("link[type='application/atom+xml']").first().evaluate((link) => link.href);
  assert.equal((await context.request.get(feed)).status(), 200);
  await context.close();
  plainly.stop();
});

test("a problem can be cited with its own address, and its tables taken away", async () => {
  const { context, page } = await open("/en/astana/problems/AST-2026-03/");
  const citation = plain(await page.locator("#citation").innerText());
  assert.match(citation, /Nobody comes back after violence at home/);
  const [{ id }] = await releases();
  assert.ok(citation.endsWith(`${site.origin}/en/astana/problems/AST-2026-03/?release=${id}`), citation);
  const files = await page.locator(".method a[download]").evaluateAll((links) => links.map((link) => link.href));
  assert.equal(files.length, 4);
  for (const file of files) assert.equal((await context.request.get(file)).status(), 200, file);
  // The same page in another language.
  await page.getByRole("link", { name: "Орысша" }).or(page.locator(".lang-switch a[lang=ru]")).first().click();
  await page.locator("h1", { hasText: "После насилия в семье" }).waitFor();
  assert.match(page.url(), /\/ru\/astana\/problems\/AST-2026-03\/$/);
  await context.close();
});

test("on paper stands what is chosen, and nothing to press", async () => {
  const { context, page } = await open("/ru/karaganda/problems/?status=done");
  await page.emulateMedia({ media: "print" });
  assert.equal((await listed(page)).length, (await numbers(page))["status=done"]);
  assert.match(await page.locator("#shown").innerText(), /^Показано: \d из 8 \(На каком этапе: сделано\)$/);
  assert.ok(await page.locator("#shown").isVisible());
  assert.match(await page.locator("#record p").innerText(), /все проблемы этого места, что бы ни было выбрано/);
  const [{ id }] = await releases();
  const cited = page.locator("#citation");
  assert.ok(await cited.isVisible());
  assert.ok((await cited.innerText()).endsWith(`/ru/karaganda/problems/?status=done&release=${id}`));
  for (const pressed of [".choose", "[data-clear]", "[data-copy]"]) assert.ok(!(await page.locator(pressed).first().isVisible()), pressed);
  await context.close();
});

test("what is chosen stays in another language and in the citation, from the address and after a choice", async () => {
  const { context, page } = await open("/ru/problems/?status=done");
  const done = await listed(page);
  await page.locator("#choose-place").selectOption("karaganda");
  await page.waitForURL(/\?place=karaganda&status=done$/);
  const [{ id }] = await releases();
  assert.ok((await page.locator("#citation").innerText()).endsWith(`/ru/problems/?place=karaganda&status=done&release=${id}`));
  await page.locator(".lang-switch a[lang=kk]").click();
  await page.locator("h1", { hasText: "Мәселелер тізілімі" }).waitFor();
  await page.locator("#choose-place").waitFor();
  await page.waitForFunction(() => document.getElementById("choose-place").value === "karaganda");
  assert.match(page.url(), /\/kk\/problems\/\?place=karaganda&status=done$/);
  const here = await addUp(page);
  assert.ok(here > 0 && here < done.length);
  assert.match(await page.locator("#shown").innerText(), /\(Жер: Қарағанды облысы; Қай кезеңде: орындалды\)$/);
  await context.close();
});

test("a link to another release is answered: which one is shown, and where the tables of the other are", async () => {
  const [now, before] = await releases();
  const { context, page, faults } = await open(`/ru/karaganda/problems/?release=${before.id}`);
  const notice = page.locator("#other-release");
  await notice.waitFor();
  assert.match(plain(await notice.innerText()), /^Ссылка ведёт на выпуск данных от .+ г\., а здесь показан текущий \(от .+ г\.\)\. Его таблицы сохранены: problems\.csv, problem_events\.csv$/);
  const files = await notice.locator("a").evaluateAll((links) => links.map((link) => link.href));
  for (const file of files) {
    assert.ok(file.includes(before.path), file);
    assert.match(await (await context.request.get(file)).text(), /KRG-2026-01/);
  }
  // A choice keeps the release that the address names; what is shown is cited as what it is.
  await page.locator("#choose-status").selectOption("done");
  await page.waitForURL(new RegExp(`\\?status=done&release=${before.id}$`));
  assert.ok((await page.locator("#citation").innerText()).endsWith(`?status=done&release=${now.id}`));

  await page.goto(`${site.origin}/kk/astana/problems/AST-2026-01/?release=${now.id}`);
  await settled(page);
  assert.equal(await notice.count(), 0);
  await page.goto(`${site.origin}/kk/astana/problems/AST-2026-01/?release=2020-01-01T00-00-00Z`);
  await notice.waitFor();
  await notice.locator("a").click();
  await page.waitForURL(/\/kk\/astana\/problems\/AST-2026-01\/$/);
  await settled(page);
  assert.equal(await notice.count(), 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a postponed problem shows its first due date in the page, and a sign in the list", async () => {
  const { context, page } = await open("/ru/astana/problems/AST-2026-04/");
  assert.match(plain(await page.locator(".headline").innerText()), /1 февраля 2027 г\.\s+первый срок: 1 июля 2026 г\./);
  await page.goto(`${site.origin}/ru/problems/`);
  await settled(page);
  const moved = page.locator("#problems > li", { hasText: "срок перенесён" });
  assert.deepEqual(await moved.locator("h3").allInnerTexts(), ["Пункт полиции вечером закрыт"]);
  await context.close();
});

test("with letters twice as large nothing sticks out of a phone", async () => {
  const { context, page } = await visitor(browser, { viewport: PHONE });
  const addresses = ["ru/problems/", "kk/astana/problems/AST-2026-01/", "ru/astana/problems/AST-2026-03/", "ru/reform/", "kk/karaganda/reform/"];
  await fitsInLargeLetters(page, addresses.map((address) => `${site.origin}/${address}`));
  await context.close();
});

for (const colorScheme of ["light", "dark"]) {
  for (const viewport of [DESKTOP, PHONE]) {
    test(`axe finds nothing, ${colorScheme}, ${viewport.width} px`, async () => {
      const { context, page } = await visitor(browser, { colorScheme, viewport, bypassCSP: true });
      for (const lang of LANGS) {
        for (const address of ["problems/", "karaganda/problems/", "astana/problems/AST-2026-01/", "astana/problems/AST-2026-06/"]) {
          const name = `${lang}/${address}`;
          await page.goto(`${site.origin}/${name}`);
          await settled(page);
          await audit(page, name);
          await fits(page, name);
        }
      }
      await context.close();
    });
  }
}
