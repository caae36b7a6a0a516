// Damaged data, no network, strange input: plain words and a way on, never a blank page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ready, stage, type, visitor } from "./support.mjs";

const { browser, site } = await stage();

const damages = {
  truncated: (body) => body.subarray(0, body.length >> 1),
  altered: (body) => Buffer.from(body.map((byte, at) => (at === 40 ? byte ^ 0xff : byte))),
  foreign: () => Buffer.from("<!doctype html><title>Sign in to this network</title>"),
  empty: () => Buffer.alloc(0),
};

for (const [name, damage] of Object.entries(damages)) {
  test(`a pack that is ${name} gives a plain notice, and trying again helps`, async () => {
    const { context, page } = await visitor(browser);
    const crashes = [];
    page.on("pageerror", (error) => crashes.push(error.message));
    await page.route("**/*.pack", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: damage(await response.body()) });
    });
    await page.goto(`${site.origin}/ru/`);
    await ready(page);
    await page.getByRole("combobox").fill("темиртау абая 10");
    const notice = page.getByRole("alert");
    await notice.waitFor();
    assert.match(await notice.innerText(), /повреждёнными|нет связи/);
    assert.equal(await page.locator(".crash").count(), 0);
    await page.unroute("**/*.pack");
    await notice.getByRole("button").click();
    await page.getByRole("combobox").click();
    await page.getByRole("option").first().waitFor();
    assert.deepEqual(crashes, []);
    await context.close();
  });
}

test("damaged data keeps the last good copy, and says so", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/ru/`);
  await type(page, "темиртау абая 10");
  await page.waitForFunction(async () => {
    const cache = await caches.open("senim-1");
    return (await cache.keys()).length >= 3;
  });
  await page.route("**/data/**", (route) => route.abort());
  await page.reload();
  await page.locator(".strip", { hasText: "сохранённая раньше копия" }).waitFor();
  await type(page, "темиртау абая 10");
  await page.getByRole("combobox").press("Enter");
  await page.locator("article.card").waitFor();
  assert.equal(await page.locator(".emergency a").count(), 2);
  await context.close();
});

test("no network at the first visit: a plain message, the emergency numbers, and a retry", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/kk/about/`);
  await ready(page);
  await page.route("**/kk/list/**", (route) => route.abort());
  await page.locator("nav.sections a", { hasText: "учаскелер" }).click();
  const notice = page.getByRole("alert");
  await notice.waitFor();
  assert.match(await notice.innerText(), /байланыс жоқ/);
  assert.equal(await page.locator(".emergency a").count(), 2);
  await page.unroute("**/kk/list/**");
  await notice.getByRole("button").click();
  await page.locator("a.row").first().waitFor();
  await context.close();
});

test("without its words the portal leaves the page as it was served", async () => {
  const { context, page } = await visitor(browser);
  await page.route("**/i18n/**", (route) => route.abort());
  await page.goto(`${site.origin}/kk/astana/area/AST-001/`);
  await page.locator("#plain-failed").waitFor();
  assert.match(await page.locator("body").innerText(), /AST-001/);
  await context.close();
});

test("strange input is an ordinary nothing", async () => {
  const { context, page, faults } = await visitor(browser);
  await page.goto(`${site.origin}/ru/`);
  await ready(page);
  const field = page.getByRole("combobox");
  await page.evaluate(() => document.querySelector("[role=combobox]").removeAttribute("maxlength"));
  for (const strange of ["абвгд ".repeat(1700), "\u0001\u0002\u200f\u202e", "😀👮🏽‍♀️🚓", "<b>x</b>", "....,,,,////", "ыыыыыыыы"]) {
    await field.fill(strange);
    await page.locator(".status", { hasText: "не нашлось" }).or(page.locator(".status", { hasText: "Напишите" })).waitFor();
    assert.equal(await page.locator(".crash").count(), 0);
  }
  await type(page, "темиртау абая 10");
  assert.deepEqual(faults, []);
  await context.close();
});

test("an address that leads nowhere says so in three languages", async () => {
  const { context, page } = await visitor(browser);
  for (const path of ["/kk/nowhere/", "/ru/astana/area/AST-999/", "/en/a/b/c/d/"]) {
    await page.goto(`${site.origin}${path}`);
    await page.locator("h1").first().waitFor();
    assert.ok((await page.locator("a[href]").count()) > 2, path);
  }
  await context.close();
});

test("a page that comes when the visitor has gone on does not name the window", async () => {
  const { context, page } = await visitor(browser);
  await page.goto(`${site.origin}/en/`);
  await ready(page);
  const title = await page.title();
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/en/list/**", async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest("**/en/list/index.html");
  await page.locator('main a[href$="/list/"]').click();
  await asked;
  await page.goBack();
  await page.getByRole("combobox").waitFor();
  release();
  // It is kept right before it is shown.
  await page.waitForFunction(async () => {
    const cache = await caches.open("senim-1");
    return (await cache.keys()).some(({ url }) => url.endsWith("/en/list/"));
  });
  assert.equal(await page.title(), title);
  await context.close();
});

for (const [name, answer] of [
  ["does not come", (route) => route.abort()],
  ["is an error", (route) => route.fulfill({ status: 500, body: "error" })],
  ["is a page of somebody else's", (route) => route.fulfill({ body: "<!doctype html><title>Sign in</title>" })],
]) {
  test(`where the index ${name}, a card stays as it was served, and another try brings the rest`, async () => {
    const { context, page } = await visitor(browser);
    await page.route("**/data/index.json", answer);
    await page.goto(`${site.origin}/ru/astana/area/AST-001/`);
    const notice = page.getByRole("alert");
    await notice.waitFor();
    await page.locator("main#main .card a[href^='tel:']").first().waitFor();
    await page.unroute("**/data/index.json");
    await notice.getByRole("button").click();
    await page.locator(".minimap svg").waitFor();
    assert.equal(await page.getByRole("alert").count(), 0);
    await context.close();
  });
}

test("a button that goes with what it brought leaves the focus in the page", async () => {
  const { context, page } = await visitor(browser);
  await page.route("**/data/index.json", (route) => route.abort());
  await page.goto(`${site.origin}/ru/astana/map/`);
  const notice = page.getByRole("alert");
  await notice.waitFor();
  await page.unroute("**/data/index.json");
  await notice.getByRole("button").press("Enter");
  await notice.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await context.close();
});

for (const [name, answer, words] of [
  ["lost on the way", (route) => route.abort(), "нет связи"],
  ["refused", (route) => route.fulfill({ status: 404, body: "not found" }), "нет связи"],
  ["altered", (route) => route.fulfill({ body: "altered" }), "повреждёнными"],
]) {
  test(`figures that are ${name} are not called anything else`, async () => {
    const { context, page } = await visitor(browser);
    await page.route("**/*.pack", answer);
    await page.goto(`${site.origin}/ru/karaganda/response/`);
    await page.getByRole("alert").getByText(words).waitFor();
    await context.close();
  });
}
