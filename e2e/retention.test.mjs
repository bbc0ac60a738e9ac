// The end of files, in Chromium: the desk of the records service, a batch reviewed, approved by a second person and left to rest, another
// one executed, its certificate checked offline, and a backup from before that cannot bring it back.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { assertAccessible, assertNoSidewaysScroll } from "./support/axe.mjs";
import { context, launch } from "./support/browser.mjs";
import { built, clear, demo, folder, hearth } from "./support/demo.mjs";
import { fillDate, find } from "./support/steps.mjs";

const run = promisify(execFile);
const out = process.env.HEARTH_PICTURES ?? fileURLToPath(new URL("./out/retention", import.meta.url));
const verifier = fileURLToPath(new URL("../docs/verify/verify.py", import.meta.url));

describe("the end of files", { skip: !built && "HEARTH_BIN names no binary: run make test" }, () => {
  let browser;
  let server;
  let data;
  /** What is handed on from one test to the next: they tell one story. */
  const kept = {};

  before(async () => {
    await mkdir(out, { recursive: true });
    data = await folder();
    browser = await launch();
    server = await demo(join(data, "instance"), { children: 6 });
  });
  after(async () => {
    await browser?.close();
    await clear(server, data);
  });

  async function as(role, act, options = {}) {
    const ctx = await context(browser, options);
    const page = await ctx.newPage();
    page.setDefaultTimeout(20_000);
    try {
      const [part, council = "Sefton"] = role.split(", ");
      await page.goto(`${server.address}/sign-in`);
      await page.getByRole("button", { name: `Sign in as ${part}, ${council}` }).click();
      await page.getByRole("button", { name: "Sign out" }).waitFor();
      return await act(page);
    } catch (error) {
      const shown = await page.locator("main").innerText().catch(() => "");
      throw new Error(`${error.message}\nThe page at ${page.url()} said:\n${shown.slice(0, 1500)}\nThe log ends:\n${server.log()}`, { cause: error });
    } finally {
      await ctx.close();
    }
  }

  async function look(page, name) {
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
    await assertNoSidewaysScroll(page, name);
    await assertAccessible(page, name);
  }

  test("before anything happens a backup is made", async () => {
    await server.stop();
    await hearth("backup", "--data", join(data, "instance"), "--out", join(data, "backup"));
    server = await demo(join(data, "instance"), { children: 6 });
  });

  for (const wide of ["desk", "phone"]) {
    test(`the desk says what is due, what is kept and why, on a ${wide}`, () =>
      as("Records manager", async (page) => {
        await page.goto(`${server.address}/retention`);
        const main = await page.locator("main").innerText();
        assert.match(main, /Megan Pryce[\s\S]*hold: Inquiry 2015/);
        assert.match(main, /Inquiry 2015[\s\S]*Review overdue[\s\S]*Closing proposed/i);
        assert.match(main, /Ready[\s\S]*It may be executed/i);
        await look(page, `desk-${wide}`);
        await page.getByRole("link", { name: "Inquiry 2015" }).click();
        assert.match(await page.locator("main").innerText(), /You proposed it\. A second person decides/);
        await look(page, `hold-${wide}`);
      }, { wide }));
  }

  test("what cannot be replaced keeps a file until it was given back", () =>
    as("Records manager", async (page) => {
      await page.goto(`${server.address}/retention`);
      await page.getByRole("row").filter({ hasText: "In review" }).getByRole("link").click();
      assert.match(await page.locator("main").innerText(), /Lily Farrow[\s\S]*Keep on, with a reason/i);
      await look(page, "batch-in-review");
      await page.getByRole("link", { name: "Owen Pryce" }).click();
      const main = await page.locator("main").innerText();
      for (const said of ["Owen and his grandad on the pier", "Paper file, one box", "E-mail account", "SharePoint site", "Megan Pryce"]) {
        assert.ok(main.includes(said), `${said}: ${main}`);
      }
      await page.getByLabel("Destroy", { exact: true }).check();
      await page.getByRole("button", { name: "Save decision" }).click();
      assert.match(await page.locator("main").innerText(), /before these were offered back/);
      await look(page, "review-refused");
      // So it is kept on for now, with a reason, and the batch goes to a second person.
      await page.getByLabel("Keep on, with a reason").check();
      await page.getByLabel("Why?").fill("Two photographs and a letter are to be offered back first.");
      await fillDate(page, /Keep on until/, { day: "1", month: "6", year: String(new Date().getFullYear() + 1) });
      await page.getByRole("button", { name: "Save decision" }).click();
      kept.batch = new URL(page.url()).pathname;
      await page.getByRole("button", { name: "Hand on for approval" }).click();
      assert.match(await page.locator("main").innerText(), /Waits for approval/i);
    }));

  test("a second person reads it, and it rests from then on", () =>
    as("Records approver", async (page) => {
      await page.goto(`${server.address}${kept.batch}`);
      await page.getByRole("button", { name: "Approve this batch" }).click();
      assert.match(await page.locator("main").innerText(), /cannot be read in \d seconds/);
      await page.waitForTimeout(5_000);
      await page.getByRole("button", { name: "Approve this batch" }).click();
      assert.match(await page.locator("main").innerText(), /Rests 29 days more|Rests 28 days more/);
      await look(page, "batch-resting");
    }));

  test("a batch that has rested is executed, and its certificate is checked without Hearth", () =>
    as("Records manager", async (page) => {
      await find(page, "Ellis Tamworth");
      assert.match(await page.locator("main").innerText(), /Ellis Tamworth/);
      await page.goto(`${server.address}/retention`);
      await page.getByRole("row").filter({ hasText: "Ready" }).getByRole("link").click();
      const rows = await page.getByRole("row").filter({ hasText: "Tamworth" }).count();
      assert.ok(rows >= 1, "the family is in it");
      await look(page, "batch-ready");
      await page.getByRole("button", { name: "Execute" }).click();
      await page.getByText("destroyed.").first().waitFor();
      await look(page, "batch-executed");
      await page.getByRole("link", { name: /^Certificate/ }).first().click();
      kept.certificate = new URL(page.url()).pathname;
      const main = await page.locator("main").innerText();
      assert.ok(!/Ellis|Tamworth/.test(main), main);
      await look(page, "certificate");
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "Certificate with its proof, as a file" }).click(),
      ]);
      kept.proof = join(data, "certificate.json");
      await download.saveAs(kept.proof);
      await find(page, "Ellis Tamworth");
      assert.ok(!(await page.locator("main").innerText()).includes("Ellis Tamworth,"), "no search finds it");
      await page.goto(`${server.address}/retention/ask`);
      await page.getByLabel("Given name").fill("Ellis");
      await page.getByLabel("Family name").fill("Tamworth");
      await fillDate(page, /Date of birth/, bornOfEllis());
      await page.getByRole("button", { name: "Ask" }).click();
      assert.match(await page.locator("main").innerText(), /Yes\. A file was held and was destroyed on/);
      await look(page, "ask");
    }));

  /** The date of birth that the story gives: fifteen years, eight months and eleven days ago. */
  function bornOfEllis() {
    const today = new Date(new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" }).format(new Date()));
    const months = today.getUTCFullYear() * 12 + today.getUTCMonth() - (15 * 12 + 8);
    const last = new Date(Date.UTC(Math.floor(months / 12), (months % 12) + 1, 0)).getUTCDate();
    const at = new Date(Date.UTC(Math.floor(months / 12), months % 12, Math.min(today.getUTCDate(), last)));
    at.setUTCDate(at.getUTCDate() - 11);
    return { day: String(at.getUTCDate()), month: String(at.getUTCMonth() + 1), year: String(at.getUTCFullYear()) };
  }

  test("the proof holds offline, and no letter of it can be changed", async () => {
    await server.stop();
    const key = (await hearth("ledger", "key", "--data", join(data, "instance"))).trim();
    const { stdout } = await run("python3", [verifier, kept.proof, "--key", key]);
    assert.match(stdout, /stands in the audit/);
    const text = await readFile(kept.proof, "utf8");
    await writeFile(join(data, "forged.json"), text.replace("file.destroy", "file.destroi"));
    await assert.rejects(run("python3", [verifier, join(data, "forged.json"), "--key", key]));
  });

  test("the backup from before brings nothing back", async () => {
    const instance = join(data, "instance");
    // The keys stand where they stood; the data are lost and come from the backup.
    for (const name of ["data.db", "data.db-wal", "data.db-shm"]) {
      await rename(join(instance, name), join(data, `lost-${name}`)).catch(() => undefined);
    }
    await rm(join(instance, "blobs"), { recursive: true, force: true });
    await hearth("restore", join(data, "backup"), "--data", instance);
    server = await demo(instance, { children: 6 });
    await as("Records manager", async (page) => {
      await find(page, "Ellis Tamworth");
      assert.ok(!(await page.locator("main").innerText()).includes("Ellis Tamworth,"), "destroyed again before it opened");
      await page.goto(`${server.address}${kept.certificate}`);
      assert.match(await page.locator("main").innerText(), /Unrecoverable after/);
    });
  });

  test("a council without a schedule proposes nothing", () =>
    as("Records manager, Knowsley", async (page) => {
      await page.goto(`${server.address}/retention`);
      assert.match(await page.locator("main").innerText(), /Schedule not supplied/);
      await look(page, "not-supplied");
    }));
});
