// The privacy notice, in Chromium: the data protection officer reads the draft beside what keeps each line and approves it; anybody reads
// it a moment later, in large print and as a child.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { assertAccessible, assertNoSidewaysScroll } from "./support/axe.mjs";
import { context, launch } from "./support/browser.mjs";
import { built, clear, demo, folder } from "./support/demo.mjs";
import { signInAs } from "./support/steps.mjs";

const out = process.env.HEARTH_PICTURES ?? fileURLToPath(new URL("./out/notice", import.meta.url));

describe("the privacy notice", { skip: !built && "HEARTH_BIN names no binary: run make test" }, () => {
  let browser;
  let server;
  let data;
  let versions = 1;

  before(async () => {
    await mkdir(out, { recursive: true });
    data = await folder();
    [browser, server] = await Promise.all([launch(), demo(data, { children: 20 })]);
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

    test(`the officer approves the draft and anybody reads it, ${how}`, async () => {
      const ctx = await context(browser, options);
      const page = await ctx.newPage();
      await signInAs(page, server.address, "Data protection officer");
      await page.getByRole("button", { name: "Privacy notice" }).click();
      await page.getByRole("heading", { name: "The privacy notice, line by line", level: 1 }).waitFor();
      await page.getByText(/^What does not hold up: \d+$/).click();
      assert.match(await page.locator("main").innerText(), /gcsx/, "warnings stand above the draft");
      await look(page, "desk");
      await page.getByRole("button", { name: "Approve the draft" }).click();
      versions += 1;
      await page.getByRole("link", { name: `Version ${versions}, written from the settings` }).waitFor();
      await page.getByRole("link", { name: "What people read" }).click();
      await page.getByText(new RegExp(`Version ${versions}, in force from`)).first().waitFor();
      assert.match(await page.locator("main").innerText(), /automated decisions about me\?\s+No\./);
      await look(page, "public");
      await page.getByRole("link", { name: "Large print" }).click();
      await page.getByRole("link", { name: "Usual print" }).waitFor();
      await look(page, "large");
      await page.getByRole("link", { name: "For children" }).click();
      await page.getByRole("heading", { name: "Who else sees it?" }).waitFor();
      await look(page, "children");
      await page.goto(`${server.address}/privacy/sefton/versions/1`);
      await page.getByText(/Version 1, in force from/).first().waitFor();
      await ctx.close();
    });

    test(`the owner of the information reads the registers, ${how}`, async () => {
      const ctx = await context(browser, options);
      const page = await ctx.newPage();
      await signInAs(page, server.address, "Information asset owner");
      for (const register of ["purposes", "legislation", "recipients", "agreements", "automated", "contacts"]) {
        await page.goto(`${server.address}/settings/${register}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await look(page, register);
      }
      await page.goto(`${server.address}/settings/purposes/new`);
      await look(page, "purpose-new");
      await page.getByRole("button", { name: "Add the purpose" }).click();
      await page.getByRole("heading", { name: "There is a problem" }).waitFor();
      await look(page, "purpose-wrong");
      await ctx.close();
    });
  }
});
