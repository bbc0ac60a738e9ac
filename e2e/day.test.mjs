// A practitioner's day with the keyboard alone: how many pages and keys it takes to log a visit, and one note for brothers and
// sisters. What is counted here stands in docs/performance.md.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { context, launch } from "./support/browser.mjs";
import { built, clear, demo, folder } from "./support/demo.mjs";
import { keyboard } from "./support/keyboard.mjs";
import { signInAs } from "./support/steps.mjs";

let browser;
let served;
let data;

/** The files of a worker whose child has a brother or sister of theirs. */
async function withSiblings(page, field) {
  const rows = page.locator(".hearth-household td");
  const files = await rows.getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  for (const file of files) {
    const form = field === "child_seen" ? `${file}/add/visit` : `${file}/add/case_note`;
    await page.goto(new URL(form, page.url()).href);
    const many = await page.locator(`input[name=${field}]`).count();
    if (many >= (field === "child_seen" ? 2 : 1)) return { file, form, many };
  }
  return null;
}

describe("a day with the keyboard alone", { skip: !built && "HEARTH_BIN names no binary: run make test" }, () => {
  before(async () => {
    data = await folder();
    [browser, served] = await Promise.all([launch(), demo(data)]);
  });
  after(async () => {
    await browser?.close();
    await clear(served, data);
  });

  test("a visit is logged on one page", async (t) => {
    const ctx = await context(browser);
    const page = await ctx.newPage();
    await signInAs(page, served.address, "Social worker");
    const found = await withSiblings(page, "child_seen");
    const file = found?.file ?? (await page.locator(".hearth-household td a").first().getAttribute("href"));
    await page.goto(new URL(file, served.address).href);
    const { count, press, reach, reachWords, fill, enter } = keyboard(page);
    await reachWords("Record a visit");
    await enter(/add\/visit$/);
    await reach(() => document.activeElement?.name === "child_seen");
    await press("Space");
    await reach(() => document.activeElement?.name === "seen_alone");
    await press("Space");
    await fill("narrative", "At home. All is well.");
    await reachWords("Record visit");
    await enter(/records\//);
    await page.getByText(/Visit recorded/).waitFor();
    t.diagnostic(`log a visit: ${count.keys} keys beside the text, ${count.pages} pages`);
    assert.ok(count.pages <= 2, `${count.pages} pages`);
    assert.ok(count.keys <= 60, `${count.keys} keys`);
    await ctx.close();
  });

  test("one note is written for brothers and sisters on one page", async (t) => {
    const ctx = await context(browser);
    const page = await ctx.newPage();
    await signInAs(page, served.address, "Social worker");
    const found = await withSiblings(page, "also");
    assert.ok(found, "nobody in this demonstration has brothers or sisters with the same worker");
    await page.goto(new URL(found.file, served.address).href);
    const { count, press, reach, reachWords, fill, enter } = keyboard(page);
    await reachWords("Add a note");
    await enter(/add\/case_note$/);
    await fill("body", "Their aunt rang: all three slept well.");
    await reach(() => document.activeElement?.name === "also");
    for (let child = 0; child < found.many; child += 1) {
      await press("Space");
      if (child + 1 < found.many) await press("Tab");
    }
    await reachWords("Record note");
    await enter(/records\//);
    await page.getByText(`Note recorded for ${found.many + 1} children`).waitFor();
    t.diagnostic(`one note for ${found.many + 1} children: ${count.keys} keys beside the text, ${count.pages} pages`);
    assert.ok(count.pages <= 2, `${count.pages} pages`);
    await ctx.close();
  });
});
