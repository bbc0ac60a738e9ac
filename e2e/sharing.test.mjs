// Sharing: an urgent disclosure in under a minute, with the keyboard alone too; a share that is refused in words, made lawful, taken back, and
// fetched by its recipient once.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import { built } from "./support/demo.mjs";
import { demonstration, ways } from "./support/demonstration.mjs";
import { keyboard } from "./support/keyboard.mjs";
import { find, section } from "./support/steps.mjs";

const run = promisify(execFile);
const MINUTE = 60;

/** Everything that is written in a package. */
async function unpacked(file, into) {
  await run("python3", ["-m", "zipfile", "-e", file, into]);
  const names = await readdir(into, { recursive: true, withFileTypes: true });
  const texts = names.filter((name) => name.isFile()).map((name) => readFile(join(name.parentPath ?? name.path, name.name), "utf8"));
  return (await Promise.all(texts)).join("\n");
}

describe("sharing", { skip: !built && "HEARTH_BIN names no binary: run make test" }, () => {
  const council = demonstration("sharing");

  /** Opens Kayla's file. */
  async function kayla(page) {
    await find(page, "Kayla Okell");
    await page.getByRole("link", { name: /Kayla Okell/ }).first().click();
    await page.getByRole("navigation", { name: "Sections of this file" }).waitFor();
  }

  for (const [how, options] of ways) {
    test(`an urgent disclosure takes less than a minute, ${how}`, (t) =>
      council.as("Social worker", async (page) => {
        await kayla(page);
        const began = Date.now();
        await section(page, "Sharing");
        await council.look(page, "shares");
        await page.getByRole("button", { name: "Urgent: tell somebody now" }).click();
        await page.getByLabel("Who is told?").fill("Sgt Rowe, duty desk, 0151 496 0199");
        await page.getByLabel("What are they told?").fill("Ryan Thirlby knows the town and says he is coming for the children.");
        await page.getByLabel("Why must they know now?").fill("He was seen near the station an hour ago.");
        await council.look(page, "urgent");
        await page.getByRole("button", { name: "Write it down" }).click();
        await page.getByRole("heading", { name: /Shared with Sgt Rowe/, level: 1 }).waitFor();
        const took = (Date.now() - began) / 1000;
        t.diagnostic(`an urgent disclosure: ${took.toFixed(1)} s, three answers`);
        assert.ok(took < MINUTE, `${took} s`);
        await council.look(page, "urgent-told");
      }, options));
  }

  test("with the keyboard alone it takes less than a minute of a person who types forty words a minute", (t) =>
    council.as("Social worker", async (page) => {
      await kayla(page);
      const { count, reach, reachWords, fill, enter, took } = keyboard(page);
      await reach(() => document.activeElement?.textContent === "Sharing" && document.activeElement.closest("nav"));
      await enter(/\/share$/);
      await reachWords("Urgent: tell somebody now");
      await enter(/\/share\/urgent$/);
      await fill("who", "Sgt Rowe, duty desk");
      await fill("what", "Ryan is at the station. Kayla is home alone.");
      await fill("why", "He said he would take her.");
      await reachWords("Write it down");
      await enter(/\/share\/[0-9a-f]+$/);
      await page.getByRole("heading", { name: /Shared with Sgt Rowe/, level: 1 }).waitFor();
      const { machine, person } = took();
      t.diagnostic(`an urgent disclosure by keyboard: ${count.keys} keys, ${count.letters} letters, ${count.pages} pages: ${person.toFixed(0)} s of a person's time, of them ${machine.toFixed(1)} s the machine's`);
      assert.ok(person < MINUTE, `${person} s`);
    }));

  /** Kayla's draft of yesterday, which says nothing of the harm: refused in words, and lawful once it does. */
  async function shared(page) {
    await kayla(page);
    await section(page, "Sharing");
    await page.getByRole("link", { name: "Share information" }).click();
    await council.look(page, "share");
    await page.getByRole("button", { name: "See what goes" }).click();
    await page.getByText(/write the evidence that somebody is at risk of significant harm/i).first().waitFor();
    await council.look(page, "share-refused");
    assert.match(await page.getByLabel("Why is it fair?").inputValue(), /Dana asked for it/, "what was typed is kept");
    await page.getByLabel(/What is the evidence of harm/).fill("Kayla saw the chair thrown and was found awake on the stairs.");
    await page.getByRole("button", { name: "See what goes" }).click();
    await page.getByRole("heading", { name: /What goes to/, level: 1 }).waitFor();
    await council.look(page, "share-looked-at");
    await page.getByRole("button", { name: "Share this" }).click();
    await page.getByText("Can still be taken back").waitFor();
    await council.look(page, "share-on-its-way");
    await page.getByRole("button", { name: "Make the link and its code" }).click();
    await page.getByText(/This is shown once/).waitFor();
    await council.look(page, "share-link");
    const said = (label) => page.locator(".govuk-summary-list__row").filter({ hasText: label }).locator("dd").first().innerText();
    return { link: (await said("Link")).trim(), code: (await said("Code")).trim() };
  }

  test("a share is refused in words and made lawful, and its recipient fetches it once", async () => {
    const { link, code } = await council.as("Social worker", shared);
    // It can be taken back for a quarter of an hour, and does not open before that is over.
    const fetches = (page) =>
      page.goto(new URL(new URL(link).pathname, council.address).href).then(() => page.getByLabel("Code").fill(code));
    await council.as(null, async (page) => {
      await fetches(page);
      await page.getByRole("button", { name: "Fetch it" }).click();
      await page.getByText(/Nothing opens with this link and code now/).waitFor();
      await council.look(page, "fetched-too-soon");
    });
    await council.again(undefined, { minutes: 20 });
    await council.as(null, async (page) => {
      await fetches(page);
      await council.look(page, "fetch");
      const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Fetch it" }).click()]);
      const text = await unpacked(await download.path(), council.path("fetched"));
      assert.match(text, /Kayla/);
      assert.doesNotMatch(text, /PR9 0QZ|Rowanmoor/, "where she sleeps does not go with it");
      await fetches(page);
      await page.getByRole("button", { name: "Fetch it" }).click();
      await page.getByText(/Nothing opens with this link and code now/).waitFor();
    });
    await council.as("Social worker", async (page) => {
      await kayla(page);
      await section(page, "Sharing");
      await page.getByRole("link", { name: /SWACA/ }).first().click();
      await page.getByText("Fetched with the link and its code").waitFor();
      await council.look(page, "share-fetched");
    });
  });

  test("those who answer for it see what needs them first", () =>
    council.as("Data protection officer", async (page) => {
      await page.goto(`${council.address}/sharing`);
      await page.getByText(/Kayla Okell: Sgt Rowe/).first().waitFor();
      await council.look(page, "desk");
    }));
});
