import { serve, launch, visitor, PHONE, DESKTOP } from "/work/reform/tests/support.mjs";
const site = await serve(process.env.S);
const browser = await launch();
for (const [path, name, o] of JSON.parse(process.argv[2])) {
  const { page, context } = await visitor(browser, { viewport: o.phone ? PHONE : DESKTOP, colorScheme: o.dark ? "dark" : "light", javaScriptEnabled: !!o.js });
  await page.goto(site.origin + path);
  if (o.js) await page.locator("main#main .reform h1").waitFor();
  if (o.open) for (const s of await page.locator("main summary").all()) await s.click();
  if (o.print) await page.emulateMedia({ media: "print" });
  if (o.print) await page.pdf({ path: `/tmp/shots/${name}.pdf`, format: "A4" });
  if (o.only) await page.locator(o.only).screenshot({ path: `/tmp/shots/${name}.png` });
  else await page.screenshot({ path: `/tmp/shots/${name}.png`, fullPage: !!o.full });
  await context.close();
}
await browser.close(); site.stop();
