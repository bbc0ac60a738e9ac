// The returns, in Chromium: files are checked, put right and checked again; the calendar leads to what is wrong and from there to the
// child's page, where it is put right.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { assertAccessible, assertNoSidewaysScroll } from "./support/axe.mjs";
import { context, launch } from "./support/browser.mjs";
import { built, clear, demo, folder } from "./support/demo.mjs";
import { signInAs, signOut } from "./support/steps.mjs";

const out = process.env.HEARTH_PICTURES ?? fileURLToPath(new URL("./out/returns", import.meta.url));

const HEADING = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
/** The file of headings with one child, as somebody chooses it. */
const headings = (sex) => ({
  name: "header.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(`${HEADING}101,${sex},16/03/2015,WBRI,UN3,,\n`),
});

describe("returns", { skip: !built && "HEARTH_BIN names no binary: run make test" }, () => {
  let browser;
  let server;
  let data;

  before(async () => {
    await mkdir(out, { recursive: true });
    data = await folder();
    [browser, server] = await Promise.all([launch(), demo(data, { children: 30 })]);
  });
  after(async () => {
    await browser?.close();
    await clear(server, data);
  });

  for (const [how, options] of [
    ["at a desk", {}],
    ["on a telephone", { wide: "phone" }],
    ["without JavaScript", { javaScriptEnabled: false }],
  ]) {
    const scripted = options.javaScriptEnabled !== false;

    /** Looks at the page that is open: kept as a picture, no wider than the window, accessible. */
    async function look(page, name) {
      if (!scripted) return;
      await page.screenshot({ path: join(out, `${name}-${options.wide ?? "desk"}.png`), fullPage: true });
      await assertNoSidewaysScroll(page, name);
      await assertAccessible(page, name);
    }

    test(`a file is checked, put right and checked again, ${how}`, async () => {
      const ctx = await context(browser, options);
      const page = await ctx.newPage();
      await signInAs(page, server.address, "Data analyst");
      await page.getByRole("button", { name: "Statutory returns" }).click();
      await page.getByRole("heading", { name: "Statutory returns", level: 1 }).waitFor();
      await page.getByRole("link", { name: "Check files of a return" }).click();
      await look(page, "check-files");
      const check = async (sex) => {
        await page.getByLabel("Files of the return").setInputFiles(headings(sex));
        await page.getByLabel("Year in which it ends").fill("2027");
        await page.getByRole("button", { name: "Check files" }).click();
        await page.getByRole("heading", { name: "What was found" }).waitFor();
      };
      await check("X");
      const wrong = page.getByText("Sex is X, which is no code of the year.");
      if (!(await wrong.first().isVisible())) await page.getByText(/Error 101:/).click();
      assert.ok(await wrong.first().isVisible(), "the row and what is wrong with it");
      await look(page, "files-found");
      await check("F");
      assert.equal(await wrong.count(), 0, "put right, it is gone");
      await page.getByRole("button", { name: "Check files" }).click();
      await page.getByRole("heading", { name: "There is a problem" }).waitFor();
      await look(page, "files-missing");
      await ctx.close();
    });

    test(`a check of the records leads to the child's page, ${how}`, async () => {
      const ctx = await context(browser, options);
      const page = await ctx.newPage();
      await signInAs(page, server.address, "Head of service");
      await page.goto(`${server.address}/returns`);
      await look(page, "returns");
      await page.getByRole("button", { name: /Check the whole return.*SSDA903.*1 April 2026/ }).click();
      await page.getByRole("heading", { name: /^SSDA903, children looked after, 2026 to 2027$/ }).waitFor();
      await look(page, "returns-found");
      assert.ok(await page.getByRole("button", { name: "Download findings as CSV" }).isVisible());
      await signOut(page);
      await ctx.close();
    });

    test(`what is to be put right is one press from the child, ${how}`, async () => {
      const ctx = await context(browser, options);
      const page = await ctx.newPage();
      await signInAs(page, server.address, "Head of service");
      await page.goto(`${server.address}/returns`);
      const name = /What is to be put right.*SSDA903/;
      await page.getByRole("button", { name }).or(page.getByRole("link", { name })).click();
      await page.getByRole("heading", { name: "What is to be put right", level: 1 }).waitFor();
      await look(page, "put-right");
      const rule = page.getByRole("link", { name: /^Rule / }).first();
      const code = await rule.innerText();
      await rule.click();
      await page.getByText(`${code} Show all`).waitFor();
      await look(page, "put-right-narrowed");
      await page.getByRole("link", { name: /, [A-Z0-9]*\d+$/ }).first().click();
      await page.waitForURL(/\/children\/[0-9a-f]+#quality$/);
      await page.screenshot({ path: join(out, `from-put-right-${options.wide ?? "desk"}.png`) });
      await ctx.close();
    });

    test(`a return is signed off, and said to be sent, ${how}`, async () => {
      const ctx = await context(browser, options);
      const page = await ctx.newPage();
      await signInAs(page, server.address, "Head of service");
      await page.goto(`${server.address}/returns`);
      await page.getByRole("button", { name: /Check the whole return.*need census.*1 April 2026/ }).click();
      await page.getByRole("heading", { name: "Sign off" }).waitFor();
      const why = page.getByLabel("Why is it sent with errors in it?");
      if (await why.isVisible()) {
        await page.getByRole("button", { name: "Sign off" }).click();
        await page.getByRole("heading", { name: "There is a problem" }).waitFor();
        await look(page, "sign-unexplained");
        await why.fill("The families were asked and have not answered.");
      }
      await page.getByRole("button", { name: "Sign off" }).click();
      await page.getByText("The return is signed off, and the file that you signed is kept.").waitFor();
      await look(page, "signed");
      await page.getByRole("button", { name: /The signed file was sent.*need census.*1 April 2026/ }).click();
      await page.getByText("It is written down that the return was sent").waitFor();
      await look(page, "sent");
      const kept = await ctx.request.get(await page.getByRole("link", { name: "The file as it was sent" }).first().evaluate((a) => a.href));
      assert.match(await kept.text(), /<LAchildID>/);
      await ctx.close();
    });
  }
});
