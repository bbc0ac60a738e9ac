import { chromium } from "playwright-core";
const base = "http://127.0.0.1:18231";
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu","--disable-quic","--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync"] });
async function as(login, width) {
  const c = await browser.newContext({ viewport: { width, height: 900 } });
  const p = await c.newPage();
  await p.goto(base + "/sign-in");
  await p.fill('input[name="login"]', login); await p.fill('input[name="password"]', "hearth-demo");
  await p.click('form[action="/sign-in"] button[type=submit]'); await p.waitForLoadState();
  return p;
}
async function find(p, name) {
  await p.goto(base + "/find"); await p.fill('main input[name="q"], #q', name); await p.keyboard.press("Enter"); await p.waitForLoadState();
  const href = await p.locator('main a[href^="/children/"]').first().getAttribute("href");
  return href.split("?")[0];
}
let w = await as("social.worker", 1440);
const kayla = await find(w, "Kayla Okell"); const jaden = await find(w, "Jaden Lewin");
console.log(kayla, jaden);
const shots = [];
await w.goto(base + kayla + "/consent");
const agreed = await w.locator('main .hearth-matters a').first().getAttribute("href").catch(() => null);
await w.goto(base + jaden + "/records");
let court = await w.locator('a:has-text("Discharge"), a:has-text("Court proceedings")').first().getAttribute("href").catch(() => null);
console.log(agreed, court);
const courtPage = court ? court.replace("/records/", "/court/") : null;
const pages = { consent: kayla + "/consent", ask: kayla + "/consent/ask", agreed, processing: kayla + "/consent/processing", police: kayla + "/police", policenew: kayla + "/police/new", abroad: kayla + "/abroad", abroadnew: kayla + "/abroad/new", court: courtPage, courtnew: courtPage && courtPage + "/bundle" };
for (const width of [1440, 390]) {
  await w.setViewportSize({ width, height: 900 });
  for (const [name, path] of Object.entries(pages)) {
    if (!path) continue;
    const r = await w.goto(base + path);
    const over = await w.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    console.log(width, name, r.status(), "overflow", over);
    await w.screenshot({ path: `/tmp/c-shots/${name}-${width}.png`, fullPage: true });
  }
}
await browser.close();
