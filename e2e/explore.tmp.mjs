import { launch, context } from "/work/main/e2e/support/browser.mjs";
import { demo, folder, clear } from "/work/main/e2e/support/demo.mjs";
import { signInAs, find, section } from "/work/main/e2e/support/steps.mjs";
const data = process.env.DATA ?? await folder();
console.time("demo");
const server = await demo(data);
console.timeEnd("demo");
console.log(server.said().split("\n").slice(0,8).join("\n"));
const browser = await launch();
const ctx = await context(browser);
const page = await ctx.newPage();
page.on("console", m => console.log("console:", m.text()));
try {
  await page.goto(server.address + "/sign-in");
  await page.screenshot({ path: "/tmp/x-signin.png" });
  await signInAs(page, server.address, "Social worker");
  await page.screenshot({ path: "/tmp/x-home.png", fullPage: true });
  console.log(page.url());
  const first = page.locator("table a").first();
  console.log("first child", await first.textContent());
  await first.click();
  await page.screenshot({ path: "/tmp/x-overview.png", fullPage: true });
  console.log(page.url());
  for (const s of ["Timeline", "Family and network", "Records"]) {
    await section(page, s);
    await page.screenshot({ path: `/tmp/x-${s.split(" ")[0].toLowerCase()}.png`, fullPage: true });
  }
  await find(page, "Smith");
  await page.screenshot({ path: "/tmp/x-find.png", fullPage: true });
} finally {
  await page.screenshot({ path: "/tmp/x-last.png" });
  await browser.close(); await clear(server, data);
}
