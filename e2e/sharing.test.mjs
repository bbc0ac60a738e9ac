// Sharing: a share that is refused and then made lawful, and an urgent disclosure in under a minute.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { assertAccessible, assertNoSidewaysScroll } from "./support/axe.mjs";
import { context, launch } from "./support/browser.mjs";
import { built, clear, demo, folder } from "./support/demo.mjs";
import { find, signInAs } from "./support/steps.mjs";

const out = fileURLToPath(new URL("./out/sharing", import.meta.url));

describe("sharing", { skip: !built && "HEARTH_BIN names no binary: run make test" }, () => {
  let browser;
  let server;
  let data;

  before(async () => {
    await mkdir(out, { recursive: true });
    data = await folder();
    [browser, server] = await Promise.all([launch(), demo(data)]);
  });
  after(async () => {
    await browser?.close();
    await clear(server, data);
  });

  /** Looks at the page that is open: accessible, whole, and kept as a picture. */
  async function look(page, name, scripted) {
    await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
    if (scripted) await assertAccessible(page, name);
    await assertNoSidewaysScroll(page, name);
  }

  /** Opens Kayla's file as the worker who holds it. */
  async function kayla(page) {
    await signInAs(page, server.address, "Social worker");
    await find(page, "Kayla Okell");
    await page.getByRole("link", { name: /Kayla Okell/ }).first().click();
    await page.getByRole("navigation", { name: "Sections of this file" }).waitFor();
    return new URL(page.url()).pathname;
  }

  for (const [how, options] of [
    ["with-script", {}],
    ["without-script", { javaScriptEnabled: false }],
    ["on-a-telephone", { wide: "phone" }],
  ]) {
    const scripted = options.javaScriptEnabled !== false;

    test(`an urgent disclosure takes less than a minute, ${how}`, async (t) => {
      const ctx = await context(browser, options);
      const page = await ctx.newPage();
      const file = await kayla(page);
      const began = Date.now();
      await page.goto(`${server.address}${file}/share`);
      await look(page, `shares-${how}`, scripted);
      await page.getByRole("link", { name: "Urgent: tell somebody now" }).click();
      await page.getByLabel("Who is told?").fill("Sgt Rowe, duty desk, 0151 496 0199");
      await page.getByLabel("What are they told?").fill("Ryan Thirlby knows the town and says he is coming for the children.");
      await page.getByLabel("Why must they know now?").fill("He was seen near the station an hour ago.");
      await look(page, `urgent-${how}`, scripted);
      await page.getByRole("button", { name: "Write it down" }).click();
      await page.getByRole("heading", { name: /Shared with Sgt Rowe/, level: 1 }).waitFor();
      const took = (Date.now() - began) / 1000;
      t.diagnostic(`an urgent disclosure: ${took.toFixed(1)} s, three answers`);
      assert.ok(took < 60, `${took} s`);
      await look(page, `urgent-told-${how}`, scripted);
      await ctx.close();
    });
  }

  test("a share is refused in words, and made lawful", async () => {
    const ctx = await context(browser);
    const page = await ctx.newPage();
    const file = await kayla(page);
    await page.goto(`${server.address}${file}/share/new`);
    await look(page, "share", true);
    await page.getByRole("button", { name: "See what goes" }).click();
    await page.getByText(/write the evidence that somebody is at risk of significant harm/i).first().waitFor();
    await look(page, "share-refused", true);
    assert.match(await page.getByLabel("Why is it fair?").inputValue(), /Dana asked for it/, "what was typed is kept");
    await page.getByLabel(/What is the evidence of harm/).fill("Kayla saw the chair thrown and was found awake on the stairs.");
    await page.getByRole("button", { name: "See what goes" }).click();
    await page.getByRole("heading", { name: /What goes to/, level: 1 }).waitFor();
    await look(page, "share-looked-at", true);
    await page.getByRole("button", { name: "Share this" }).click();
    await page.getByText("Can still be taken back").waitFor();
    await look(page, "share-on-its-way", true);
    await page.getByRole("button", { name: "Make the link and its code" }).click();
    await page.getByText(/This is shown once/).waitFor();
    await page.getByRole("button", { name: "Take it back" }).click();
    await page.getByText("Taken back before it went").waitFor();
    await ctx.close();
  });

  test("those who answer for it see what needs them first", async () => {
    const ctx = await context(browser);
    const page = await ctx.newPage();
    await signInAs(page, server.address, "Data protection officer");
    await page.goto(`${server.address}/sharing`);
    await page.getByText(/Kayla Okell: Sgt Rowe/).first().waitFor();
    await look(page, "desk", true);
    await ctx.close();
  });
});
