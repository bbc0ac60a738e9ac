// The main journeys, against the real server, with JavaScript and without.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { assertAccessible, assertNoSidewaysScroll } from "./support/axe.mjs";
import { context, launch } from "./support/browser.mjs";
import { built, clear, demo, folder, hearth } from "./support/demo.mjs";
import { fillDate, find, openFirstOfMine, section, signInAs, signOut } from "./support/steps.mjs";

const out = fileURLToPath(new URL("./out/journey", import.meta.url));
const returned = fileURLToPath(new URL("./return", import.meta.url));
const picture = fileURLToPath(new URL("../docs/screenshot.png", import.meta.url));

describe("the journeys", { skip: !built && "HEARTH_BIN names no binary: run make test" }, () => {
  let browser;
  let server;
  let data;

  before(async () => {
    await mkdir(out, { recursive: true });
    data = await folder();
    // The demonstration is made; a return is imported into it, twice; then it is served again with what it holds.
    await (await demo(data)).stop();
    const load = ["import", "ssda903", returned, "--authority", "sefton", "--year", "2026", "--team", "locality_north", "--data", data, "--format", "json", "--invented"];
    const rejects = ["--rejects", join(data, "rejects.csv")];
    await hearth(...load, ...rejects);
    await hearth(...load, ...rejects);
    [browser, server] = await Promise.all([launch(), demo(data)]);
  });
  after(async () => {
    await browser?.close();
    await clear(server, data);
  });

  /** A fresh person at a fresh machine; whatever the browser complains of fails the test. */
  async function atWork(options, act) {
    const ctx = await context(browser, options);
    const page = await ctx.newPage();
    page.setDefaultTimeout(15_000);
    const said = [];
    page.on("console", (message) => message.type() === "error" && said.push(message.text()));
    page.on("pageerror", (error) => said.push(String(error)));
    try {
      await act(page);
      // A refusal is an answer with its own status, which Chromium reports as a resource that failed to load.
      assert.deepEqual(said.filter((line) => !line.includes("status of 4")), [], "the console stays quiet");
    } catch (error) {
      await page.screenshot({ path: join(out, "failed.png"), fullPage: true }).catch(() => {});
      const shown = await page.locator("main").innerText().catch(() => "");
      throw new Error(`${error.message}\nThe page at ${page.url()} said:\n${shown.slice(0, 800)}\nThe log ends:\n${server.log()}`, { cause: error });
    } finally {
      await ctx.close();
    }
  }

  /** Looks at the page that is open: accessible, whole, and kept as a picture. */
  async function look(page, name) {
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
    await assertAccessible(page, name);
    await assertNoSidewaysScroll(page, name);
  }

  for (const [how, options] of [
    ["with JavaScript", {}],
    ["without JavaScript", { javaScriptEnabled: false }],
    ["on a telephone", { wide: "phone" }],
  ]) {
    const scripted = options.javaScriptEnabled !== false;
    const seen = (page, name) => (scripted ? look(page, `${name} ${how}`.replaceAll(" ", "-")) : assertNoSidewaysScroll(page, name));

    test(`a social worker corrects a visit and reads the file as known before, ${how}`, () =>
      atWork(options, async (page) => {
        await page.goto(`${server.address}/sign-in`);
        await seen(page, "sign in");
        await signInAs(page, server.address, "Social worker");
        await seen(page, "home");
        await openFirstOfMine(page);
        await seen(page, "overview");
        for (const name of ["Family and network", "Records", "Documents", "Who opened this file", "Timeline"]) {
          await section(page, name);
          await seen(page, name.toLowerCase());
        }

        // The first entry of the timeline is the latest thing written.
        await page.getByRole("list", { name: "Events" }).getByRole("link").first().click();
        await seen(page, "record");
        await page.getByRole("button", { name: "Correct this record" }).click();
        await seen(page, "correction");
        const box = page.locator("main textarea").first();
        const before = await box.inputValue();
        const word = `Corrected ${how}.`;
        await box.fill(`${before}\n\n${word}`.trim());
        await page.getByRole("button", { name: "Save correction" }).click();
        assert.match(await page.getByRole("alert").textContent(), /There is a problem/, "a correction needs a reason");
        await seen(page, "correction without a reason");
        await page.getByLabel(/Why are you correcting/).fill("The sister remembered it otherwise.");
        await page.getByRole("button", { name: "Save correction" }).click();

        await page.getByRole("heading", { name: "Every version" }).waitFor();
        assert.ok((await page.locator("main").textContent()).includes(word), "what is in force is what was written last");
        assert.ok((await page.locator("main").textContent()).includes("The sister remembered it otherwise."));
        await seen(page, "record corrected");

        await page.getByRole("link", { name: /The file as known then/ }).first().click();
        await page.getByText("This is the file as it was known at").waitFor();
        const then = await page.locator("main").textContent();
        assert.ok(!then.includes(word), "what was written later is not shown");
        assert.equal(await page.getByRole("button", { name: "Correct this record" }).count(), 0, "the past cannot be corrected");
        await seen(page, "record as known before");
        await section(page, "Timeline");
        await page.getByText("This is the file as it was known at").waitFor();
        await page.getByRole("link", { name: "Show it as known now" }).click();
        assert.equal(await page.getByText("This is the file as it was known at").count(), 0);
        await signOut(page);
      }));
  }

  test("a child who came with a return is found by the local number, read, corrected and read as known before", () =>
    atWork({}, async (page) => {
      await signInAs(page, server.address, "Social worker");
      await find(page, "BR000101");
      const found = page.getByRole("table").getByRole("link");
      assert.equal(await found.count(), 1, "imported twice, the child is there once");
      await look(page, "found");
      await found.click();
      await section(page, "Timeline");
      const timeline = await page.getByRole("list", { name: "Events" }).textContent();
      assert.match(timeline, /3 February 2025/, "the first placement of the return");
      assert.match(timeline, /8 December 2025/, "the order of the return");
      await look(page, "imported-timeline");
      await section(page, "Overview");
      await look(page, "imported-overview");
      await section(page, "Records");
      await page.getByRole("link", { name: "Person", exact: true }).first().click();
      await page.getByRole("button", { name: "Correct this record" }).click();
      await page.getByLabel("First names").fill("Marigold");
      await page.getByLabel(/Why are you correcting/).fill("The return gives no name; her carer told us.");
      await page.getByRole("button", { name: "Save correction" }).click();
      await page.getByRole("heading", { name: "Every version" }).waitFor();
      assert.ok((await page.locator("main").textContent()).includes("Marigold"));
      await look(page, "imported-corrected");
      await page.getByRole("link", { name: /The file as known then/ }).last().click();
      await page.getByText("This is the file as it was known at").waitFor();
      assert.ok(!(await page.locator("body").textContent()).includes("Marigold"), "what was written later is not shown");
    }));

  test("a contact officer starts a file and records a contact", () =>
    atWork({}, async (page) => {
      await signInAs(page, server.address, "Contact officer");
      await look(page, "contact-officer");
      await find(page, "Wilhelmina Quaye");
      await page.getByRole("button", { name: /Start a file/ }).click();
      await look(page, "start-a-file");
      await page.getByLabel("First names").fill("Wilhelmina");
      await page.getByLabel("Last name").fill("Quaye");
      await page.getByRole("button", { name: "Start the file" }).click();
      await look(page, "contact");
      await fillDate(page, /Received/, { day: "20", month: "11", year: "2026", time: "09:40" });
      await page.getByLabel("Source").selectOption({ index: 1 });
      await page.getByLabel("What we were told").fill("Seen alone at the bus station twice this week, after ten at night.");
      await page.getByRole("button", { name: "Save contact" }).click();
      await section(page, "Timeline");
      assert.match(await page.getByRole("list", { name: "Events" }).textContent(), /Contact received/);
      await find(page, "quaye wilhelmina");
      assert.ok((await page.getByRole("table").textContent()).includes("Wilhelmina Quaye"), "found by her names in another order");
    }));

  test("nobody who is not signed in reads a page, and the way back leads to it", () =>
    atWork({}, async (page) => {
      await signInAs(page, server.address, "Social worker");
      await openFirstOfMine(page);
      const file = page.url();
      await signOut(page);
      await page.goto(file);
      assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), "Choose who to be");
      await page.getByRole("button", { name: "Sign in as Social worker, Sefton" }).click();
      await page.getByRole("navigation", { name: "Sections of this file" }).waitFor();
      assert.equal(page.url(), file);
    }));

  test("the picture of the README is of a file as it is today", () =>
    atWork({ viewport: { width: 1280, height: 860 } }, async (page) => {
      // A looked-after child shows most of what a file can; whoever of these holds one opens it.
      for (const role of ["Independent reviewing officer", "Corporate parenting worker", "Social worker"]) {
        await signInAs(page, server.address, role);
        if (role === "Social worker" || (await page.getByRole("row").filter({ hasText: "Looked after" }).count())) break;
      }
      await openFirstOfMine(page, "Looked after");
      await page.evaluate(() => document.fonts.ready);
      await mkdir(fileURLToPath(new URL("../docs", import.meta.url)), { recursive: true });
      if (process.env.HEARTH_PICTURE) await page.screenshot({ path: picture });
      await look(page, "picture");
    }));
});
