// Every page of the templates, with invented people on it: accessible, whole at both widths, quiet in the console.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { assertAccessible, assertNoSidewaysScroll } from "./support/axe.mjs";
import { context, launch, widths } from "./support/browser.mjs";
import { names, serve } from "./support/specimens.mjs";

const out = fileURLToPath(new URL("./out/pages", import.meta.url));
const pages = await names();
let browser;
let server;

before(async () => {
  await mkdir(out, { recursive: true });
  [browser, server] = await Promise.all([launch(), serve()]);
});
after(async () => {
  await browser?.close();
  server?.close();
});

for (const wide of Object.keys(widths)) {
  describe(`pages at the width of a ${wide}`, () => {
    for (const name of pages) {
      test(`${name} is accessible and whole`, async () => {
        const ctx = await context(browser, { wide });
        const page = await ctx.newPage();
        const said = [];
        page.on("console", (message) => said.push(message.text()));
        page.on("pageerror", (error) => said.push(String(error)));
        await page.goto(`${server.address}/${name}`);
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ path: join(out, `${name}-${wide}.png`), fullPage: true });
        await assertAccessible(page, `${name} at ${wide}`);
        await assertNoSidewaysScroll(page, `${name} at ${wide}`);
        assert.deepEqual(said, [], `${name} says something in the console`);
        await ctx.close();
      });
    }
  });
}

describe("pages under the reader's own settings", () => {
  const settings = [
    ["without script", { javaScriptEnabled: false }],
    ["in forced colours", { forcedColors: "active", colorScheme: "dark" }],
    ["at 200 per cent", { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 }],
    ["at 400 per cent", { viewport: { width: 360, height: 225 }, deviceScaleFactor: 2 }],
  ];
  for (const [words, options] of settings) {
    test(`${words} every page stays whole`, async () => {
      const ctx = await context(browser, options);
      const page = await ctx.newPage();
      for (const name of pages) {
        await page.goto(`${server.address}/${name}`);
        await page.screenshot({ path: join(out, `${name}-${words.replaceAll(" ", "-")}.png`), fullPage: true });
        await assertNoSidewaysScroll(page, `${name} ${words}`);
      }
      await ctx.close();
    });
  }

  test("on paper the frame is left away and each sheet says whose it is", async () => {
    const ctx = await context(browser);
    const page = await ctx.newPage();
    await page.emulateMedia({ media: "print" });
    for (const name of ["overview", "timeline", "record"]) {
      await page.goto(`${server.address}/${name}`);
      assert.equal(await page.locator(".hearth-bar").isVisible(), false, name);
      assert.equal(await page.locator(".hearth-sheet").isVisible(), true, name);
      await page.pdf({ path: join(out, `${name}.pdf`), format: "A4" });
    }
    await ctx.close();
  });
});

describe("with the keyboard alone", () => {
  test("the first stop on a page skips to what it is about", async () => {
    const ctx = await context(browser);
    const page = await ctx.newPage();
    await page.goto(`${server.address}/timeline`);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to main content");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "main");
    await ctx.close();
  });

  test("every stop can be seen and none is hidden behind the frame", async () => {
    const ctx = await context(browser);
    const page = await ctx.newPage();
    for (const name of ["form-wrong", "timeline", "found"]) {
      await page.goto(`${server.address}/${name}`);
      await page.evaluate(() => document.activeElement.blur());
      const stops = await page.locator("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']").count();
      for (let stop = 0; stop < stops; stop += 1) {
        await page.keyboard.press("Tab");
        const seen = await page.evaluate(() => {
          const at = document.activeElement;
          if (at === document.body) return { where: "body", ok: true };
          const box = (at.labels?.[0] ?? at).getBoundingClientRect();
          const inside = box.bottom > 0 && box.top < window.innerHeight && box.width > 0 && box.height > 0;
          return { where: at.outerHTML.slice(0, 90), ok: inside };
        });
        assert.ok(seen.ok, `${name}: ${seen.where}`);
      }
    }
    await ctx.close();
  });

  test("the error summary takes the focus and leads to the wrong field", async () => {
    const ctx = await context(browser);
    const page = await ctx.newPage();
    await page.goto(`${server.address}/form-wrong`);
    assert.equal(await page.evaluate(() => document.activeElement.className), "govuk-error-summary");
    await page.getByRole("link", { name: "Choose who made contact" }).press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "source");
    await ctx.close();
  });
});
