// Response times: every number of a choice is the one that an independent sum of the published table
// gives, and it is written as it was rounded once.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { facts, median, open as opened, percent, plain, quantile, releases, shown, within } from "./figures.mjs";
import { SITE, stage } from "./support.mjs";

const { browser, site } = await stage();

const open = (address, options) => opened(browser, site, address, options);

/** Draws from lists, always the same, so that a failure can be looked at. */
function drawing(state) {
  return (list) => {
    state = (state * 48271) % 2147483647;
    return list[state % list.length];
  };
}

/** The numbers of a headline: what each is called, how it is written, and what is said below it. */
const headline = (page) =>
  page
    .locator(".headline")
    .first()
    .locator("dl > div")
    .evaluateAll((all) => all.map((one) => [...one.children].map((part) => part.textContent.replaceAll("\u00a0", " "))));

/** Up to how many seconds a call of a priority may take, by a clock. */
async function targets() {
  const text = await readFile(path.join(SITE, "data", (await releases())[0].path, "response_targets.csv"), "utf8");
  const rows = text.trim().split("\r\n").slice(1).map((line) => line.split(","));
  return (priority, clock) => Number(rows.find(([of, from, to]) => of === priority && `${from}-${to}` === clock)?.[3] ?? 0);
}

/** What the page has to say of rows. */
function expected(rows, target) {
  const step = rows[0].clock.endsWith(".60s") ? 60 : 1;
  const sum = (name) => rows.reduce((sum, row) => sum + Number(row[name]), 0);
  const calls = sum("calls");
  const interval = ({ low, high }, words) =>
    `95% confidence interval: ${high === Infinity ? `at least ${words(low)}` : `${words(low)} – ${words(high)}`}`;
  const time = (seconds) => shown(seconds, step);
  const found = [];
  for (const [name, share] of [["Median", 0.5], ["90th percentile", 0.9]]) {
    const of = quantile(rows, share);
    if (of) found.push([name, time(of.value), interval(of, time)]);
  }
  if (target && calls > sum("unknown")) {
    const share = (value) => percent(value, calls < 1000 ? 0 : 1);
    const of = within(rows, target);
    found.push(["Within the target", share(of.value), interval(of, share)]);
  }
  found.push(["Calls", calls.toLocaleString("en"), `Time not recorded: ${percent(sum("unknown") / calls, 1)}`]);
  return found;
}

for (const [region, seed, wanted] of [["astana", 7, 60], ["karaganda", 11, 40]]) {
  test(`figures of ${region} are those that an independent sum of the published table gives`, async () => {
    const rows = (await facts()).filter((row) => row.region === region);
    const target = await targets();
    const { context, page, faults } = await open(`/en/${region}/response/`);
    const districts = [...new Set(rows.map((row) => row.district).filter(Boolean))];
    const areas = [...new Set(rows.map((row) => row.area).filter(Boolean))];
    const months = [...new Set(rows.flatMap((row) => row.months.split("|")))].sort();
    const draw = drawing(seed);
    let found = 0;
    for (let at = 0; at < 100; at += 1) {
      const place = draw(["region", "region", ...districts.map((id) => `d.${id}`), ...areas.map((id) => `a.${id}`)]);
      const priority = draw(["urgent", "ordinary", "all"]);
      const clock = draw(["received-arrived", "received-arrived", "received-dispatched"]);
      const [from, to] = [draw(months), draw(months)].sort();
      const query = `?place=${place}&from=${from}&to=${to}&priority=${priority}&clock=${clock}`;
      await page.evaluate((query) => {
        history.pushState(null, "", location.pathname + query);
        dispatchEvent(new PopStateEvent("popstate"));
      }, query);
      await page.locator(`#choose-place option[value="${place}"]:checked`).waitFor({ state: "attached" });
      // What changed within the time makes figures begin later; the page says since when. A clock that
      // is not read any more is not offered: the usual one stands in.
      const begins = await page.locator("#choose-from").inputValue();
      const timed = await page.locator("#choose-clock").inputValue();
      const inside = rows.filter((row) => {
        const [kind, id] = place.split(".");
        const here = kind === "region" || (kind === "d" ? row.district === id : row.area === id);
        const counts = priority === "all" || row.priority === priority;
        const when = row.months.split("|").every((month) => begins <= month && month <= to);
        return here && counts && when && row.clock.split(".")[0] === timed;
      });
      if (inside.length === 0) {
        await page.locator(".headline").getByText("No figures are published for this choice.").waitFor();
        continue;
      }
      found += 1;
      const numbers = new Map((await headline(page)).map(([name, ...said]) => [name.replace(" in these figures", ""), said]));
      const wants = expected(inside, target(priority, timed));
      assert.deepEqual([...numbers.keys()].sort(), wants.map(([name]) => name).sort(), query);
      for (const [name, value, said] of wants) {
        assert.equal(numbers.get(name)[0], value, `${query} ${name}`);
        assert.ok(numbers.get(name).includes(said), `${query} ${name}: ${said} in ${numbers.get(name)}`);
      }
    }
    assert.ok(found >= wanted, String(found));
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test("the country's headline, and each region beside others, are what an independent sum gives", async () => {
  const rows = await facts();
  const target = await targets();
  const { context, page, faults } = await open("/en/response/");
  const quarters = await page.locator("#choose-from option").evaluateAll((all) => all.map((option) => option.value).reverse());
  const ends = await page.locator("#choose-to option").evaluateAll((all) => all.map((option) => option.value).reverse());
  const table = async () => {
    const found = await page.locator(".compared tbody tr").all();
    const read = async (row) => [await row.locator("a").innerText(), ...(await row.locator(".value").allInnerTexts())].map(plain);
    return new Map((await Promise.all(found.map(read))).map(([name, ...values]) => [name, values]));
  };
  const names = { astana: "Astana", karaganda: "Karaganda Region" };
  let [together, apart] = [0, 0];
  const spans = quarters.flatMap((from, at) => ends.slice(at, at + 2).map((to) => [from, to]));
  for (const [from, to, priority] of spans.flatMap((span) => ["urgent", "ordinary", "all"].map((priority) => [...span, priority]))) {
    await page.locator("#choose-priority").selectOption(priority === "urgent" ? "" : priority);
    await page.locator("#choose-from").selectOption(from);
    await page.locator("#choose-to").selectOption(to);
    await page.waitForURL((url) => url.search.includes(`from=${from}&to=${to}`));
    const inside = rows.filter((row) => {
      // What is published by year only is in no half of it, save where its months all lie there.
      const whole = row.months.split("|").every((month) => from <= month && month <= to);
      return whole && (priority === "all" || row.priority === priority) && row.clock.startsWith("received-arrived");
    });
    const of = (region) => {
      const own = inside.filter((row) => row.region === region);
      const newest = own.map((row) => row.since).sort().at(-1);
      return own.filter((row) => row.since === newest);
    };
    const calls = (rows) => rows.reduce((sum, row) => sum + Number(row.calls), 0);
    const seen = await table();
    for (const [region, name] of Object.entries(names)) {
      const wants = new Map(expected(of(region), target(priority, "received-arrived")));
      const heads = ["Median", "90th percentile", "Within the target", "Calls"];
      // Of a region without a figure, one cell says why.
      const values = of(region).length === 0 ? [] : heads.map((name) => wants.get(name) ?? "–");
      assert.deepEqual(seen.get(name), values, `${region} ${from} ${to} ${priority}`);
    }
    const all = Object.keys(names).flatMap(of);
    const numbers = (await page.locator("#together dd.big").allInnerTexts()).map(plain);
    assert.equal(numbers.at(-1), calls(all).toLocaleString("en"), `${from} ${to} ${priority}`);
    const said = await page.locator("#together > .quiet").last().innerText();
    if (numbers.length === 1) {
      apart += 1;
      assert.match(said, /no common median/);
    } else {
      together += 1;
      assert.equal(numbers[0], shown(median(all)), `${from} ${to} ${priority}`);
      assert.match(said, /alike: Astana, Karaganda/);
      assert.equal(new Set(all.map((row) => row.clock)).size, 1);
    }
  }
  assert.ok(together > 3 && apart > 3, `${together} ${apart}`);
  assert.deepEqual(faults, []);
  await context.close();
});

