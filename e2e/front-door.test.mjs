// The front door: a contact is recorded and matched, a manager decides it. What it costs in pages and keys stands in
// docs/performance.md.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { assertAccessible, assertNoSidewaysScroll } from "./support/axe.mjs";
import { context, launch } from "./support/browser.mjs";
import { counting } from "./support/counting.mjs";
import { built, clear, demo, folder } from "./support/demo.mjs";
import { signInAs } from "./support/steps.mjs";

const out = fileURLToPath(new URL("./out/front-door", import.meta.url));

describe("the front door", { skip: !built && "HEARTH_BIN names no binary: run make test" }, () => {
  let browser;
  let server;
  let data;
  let known;

  before(async () => {
    await mkdir(out, { recursive: true });
    data = await folder();
    [browser, server] = await Promise.all([launch(), demo(data)]);
    const ctx = await context(browser);
    const page = await ctx.newPage();
    await signInAs(page, server.address, "Social worker");
    known = (await page.locator(".hearth-household tbody a").first().innerText()).trim();
    await ctx.close();
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

  for (const [how, options] of [
    ["with-script", {}],
    ["without-script", { javaScriptEnabled: false }],
    ["on-a-telephone", { wide: "phone" }],
  ]) {
    test(`a contact is recorded, matched and decided, ${how}`, async (t) => {
      const scripted = options.javaScriptEnabled !== false;
      const seen = (page, name) => look(page, `${name}-${how}`, scripted);
      const [given, ...family] = known.split(" ");
      const ctx = await context(browser, options);
      const page = await ctx.newPage();
      await signInAs(page, server.address, "Contact officer");
      const count = counting(page);
      await count.press(page.getByRole("button", { name: "Record a contact" }));
      await page.getByRole("heading", { name: "Record a contact", level: 1 }).waitFor();
      await seen(page, "contact-new");
      await count.tell(page.getByRole("textbox", { name: /What we were told/ }), "She came to school without a coat again.");
      await count.select(page.getByLabel("Who are they?"), "2A");
      const child = page.getByRole("group", { name: "Child 1", exact: true });
      await count.type(child.getByLabel(/First names/), given);
      await count.type(child.getByLabel(/Last name/), family.join(" "));
      await count.press(page.getByRole("button", { name: "Who is this?" }).last());
      await page.getByRole("heading", { name: "Who is this?", level: 1 }).waitFor();
      await seen(page, "contact-who");
      await count.choose(page.getByRole("radio").first());
      await count.press(page.getByRole("button", { name: "Record contact" }));
      await page.getByRole("heading", { name: /^Contact of/, level: 1 }).waitFor();
      const spent = count.spent();
      t.diagnostic(`record a contact and match it, ${how}: ${spent.pages} pages, ${spent.presses} presses, ${spent.keys} keys`);
      assert.ok(spent.pages <= 4 && spent.presses <= 6, JSON.stringify(spent));
      await seen(page, "contact");
      assert.ok((await page.locator("main").innerText()).includes("She came to school without a coat again."));
      const address = page.url();
      await page.goto(`${server.address}/queue`);
      await seen(page, "queue");
      assert.ok((await page.locator("main").innerText()).includes(known));
      await page.getByRole("button", { name: "Sign out" }).click();
      await signInAs(page, server.address, "MASH manager");
      await page.goto(address);
      await seen(page, "contact-manager");
      await page.getByRole("radio", { name: /No further action, advice given/ }).check();
      await page.getByRole("radio", { name: /Level 2/ }).check();
      await page.getByLabel(/Why this decision/).fill("The school will see to the coat and tell us if it goes on.");
      await page.getByRole("button", { name: "Decide", exact: true }).click();
      await page.getByText(/^Decided on/).waitFor();
      await seen(page, "contact-decided");
      await page.getByRole("button", { name: "Record that they were told" }).click();
      await page.getByText(/In these words/).waitFor();
      await page.goto(`${server.address}/reports/first-help`);
      await seen(page, "first-help");
      await ctx.close();
    });
  }
});
