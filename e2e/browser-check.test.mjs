// The check of returns as a page of its own, in Chromium: what it finds is what the command finds, and nothing leaves the machine.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { after, before, describe, test } from "node:test";
import { assertAccessible, assertNoSidewaysScroll } from "./support/axe.mjs";
import { context, launch } from "./support/browser.mjs";
import { built, folder, hearth } from "./support/demo.mjs";
import { serveFolder } from "./support/static.mjs";

const site = fileURLToPath(new URL("../dist/browser-check", import.meta.url));
const out = process.env.HEARTH_PICTURES ?? fileURLToPath(new URL("./out/browser-check", import.meta.url));
const left =
  (!built && "HEARTH_BIN names no binary: run make test") ||
  (!existsSync(join(site, "index.html")) && "dist/browser-check is not built: make browser-check");

const HEADING = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
const header = (sex) => Buffer.from(`${HEADING}101,${sex},16/03/2015,WBRI,UN3,,\n`);
const file = (name, buffer) => ({ name, mimeType: "text/csv", buffer: Buffer.from(buffer) });

describe("the check in the browser", { skip: left }, () => {
  let browser;
  let server;
  let data;
  /** Folders of returns, each with the year before in `last`, and a census. */
  const made = {};

  before(async () => {
    await mkdir(out, { recursive: true });
    data = await folder();
    for (const [name, what, children, mistakes] of [
      ["thousand", "ssda903", 1000, 5],
      ["faulty", "ssda903", 600, 30],
      ["census", "cin", 1000, 5],
    ]) {
      made[name] = join(data, name);
      await hearth("synth", what, "--children", `${children}`, "--mistakes", `${mistakes}`, "--out", made[name]);
    }
    const inside = await readdir(made.census);
    made.xml = join(made.census, inside.find((inside) => inside.endsWith(".xml")));
    [browser, server] = await Promise.all([launch(), serveFolder(site)]);
  });
  after(async () => {
    await browser?.close();
    server?.close();
    if (data) await rm(data, { recursive: true, force: true });
  });

  /** The page, ready. */
  async function opened(options = {}, address = server.address) {
    const ctx = await context(browser, { acceptDownloads: true, ...options });
    const page = await ctx.newPage();
    const faults = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (said) => said.type() === "error" && faults.push(said.text()));
    await page.goto(address);
    await page.getByLabel("Authority").getByRole("option", { name: "Sefton" }).waitFor({ state: "attached" });
    return { ctx, page, faults };
  }

  /** Presses the button and waits until something is said. */
  async function checked(page) {
    await page.getByRole("button", { name: "Check files" }).click();
    await page.locator("#progress").waitFor({ state: "hidden" });
    await page.locator("#found:visible, #problem:visible").waitFor();
  }

  const choose = (page, role, files) => page.locator(`#${role}-input`).setInputFiles(files);

  /** The CSV files of a folder. */
  async function within(path) {
    const names = (await readdir(path)).filter((name) => name.endsWith(".csv"));
    return names.sort().map((name) => join(path, name));
  }

  /** Drops files or folders of the disk where an element is, as the system would. */
  async function drop(page, locator, files) {
    const { x, y, width, height } = await locator.boundingBox();
    const session = await page.context().newCDPSession(page);
    const at = { x: x + width / 2, y: y + height / 2, data: { items: [], files, dragOperationsMask: 1 } };
    for (const type of ["dragEnter", "dragOver", "drop"]) await session.send("Input.dispatchDragEvent", { type, ...at });
  }

  /** What the command says of the same files: it ends with 1 where it finds something. */
  function command(...args) {
    return new Promise((done, failed) => {
      execFile(process.env.HEARTH_BIN, ["check", ...args], { maxBuffer: 1 << 28 }, (error, stdout, stderr) =>
        error && error.code !== 1 ? failed(new Error(stderr)) : done(stdout),
      );
    });
  }

  /** Every row of the table, over all of its pages. */
  async function rows(page) {
    const all = [];
    for (;;) {
      all.push(...(await page.locator("#rows tr").evaluateAll((rows) => rows.map((row) => [...row.cells].map((cell) => cell.innerText)))));
      const next = page.getByRole("button", { name: "Next page" });
      if (!(await next.isVisible()) || (await next.isDisabled())) return all;
      await next.click();
    }
  }

  const sentence = (words) => `${words[0].toUpperCase()}${words.slice(1)}${/[.!?]$/.test(words) ? "" : "."}`;
  const severities = { error: "Error", query: "Query" };
  const expected = ({ findings }) =>
    findings.map(({ table, line, rule, severity, child, message, fix }) => [
      `${table}, line ${line}`,
      rule,
      severities[severity],
      child,
      `${sentence(message)}\n${sentence(fix)}`,
    ]);

  async function downloaded(page, name) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }

  async function look(page, name) {
    for (const [wide, size] of Object.entries({ desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } })) {
      await page.setViewportSize(size);
      await page.screenshot({ path: join(out, `${name}-${wide}.png`) });
      await assertNoSidewaysScroll(page, `${name}, ${wide}`);
      await assertAccessible(page, `${name}, ${wide}`);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }

  test("a folder that is dropped gives the findings of the command, and nothing leaves the machine", async () => {
    const { ctx, page, faults } = await opened();
    await look(page, "empty");
    const before = server.asked.length;
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    await drop(page, page.getByRole("button", { name: "Files of the return" }), [made.thousand]);
    await page.locator("#files-chosen").getByText(/^episodes.csv/).waitFor();
    await drop(page, page.getByRole("button", { name: "Files of the year before" }), [join(made.thousand, "last")]);
    await page.locator("#previous-chosen").getByText(/^episodes.csv/).waitFor();
    await page.getByLabel("Authority").selectOption({ label: "Sefton" });
    await checked(page);
    const about = ["ssda903", made.thousand, "--previous", join(made.thousand, "last"), "--authority-code", "E08000014"];
    const json = JSON.parse(await command(...about, "--format", "json"));
    assert.ok(json.findings.length > 100, "mistakes were made");
    assert.deepEqual(await rows(page), expected(json));
    const said = await page.locator("#summary").innerText();
    assert.ok(said.includes(`by ${json.rules_run} rules`) && said.includes(`31 March ${json.collection_year}`), said);
    const csv = await downloaded(page, "Download findings as CSV");
    assert.equal(csv.name, "findings-ssda903.csv");
    assert.equal(csv.bytes.toString(), await command(...about, "--format", "csv"), "row by row, as the command writes it");
    const book = await downloaded(page, "Download findings as a workbook");
    assert.equal(book.name, "findings-ssda903.xlsx");
    assert.ok(book.bytes.subarray(0, 2).equals(Buffer.from("PK")) && book.bytes.includes("xl/worksheets/sheet2.xml"));
    await look(page, "found");
    assert.deepEqual(server.asked.slice(before), [], "nobody was asked for anything");
    const beyond = requests.filter((url) => !url.startsWith("blob:"));
    assert.deepEqual(beyond, [], "and nobody was to be asked");
    assert.deepEqual(faults, []);
    await ctx.close();
  });

  test("the page cannot send anything, not even to where it came from", async () => {
    const { ctx, page } = await opened();
    const before = server.asked.length;
    const refused = await page.evaluate(async () => {
      const ways = [
        fetch("./taken", { method: "POST", body: "a name" }).then(() => "sent", () => "refused"),
        new Promise((done) => {
          const image = new Image();
          image.onload = image.onerror = () => done("refused");
          image.src = "http://127.0.0.2:9/taken.png?a-name";
        }),
        Promise.resolve(navigator.sendBeacon("./taken", "a name") ? "" : "refused").catch(() => "refused"),
      ];
      return Promise.all(ways);
    });
    assert.equal(refused[0], "refused");
    assert.deepEqual(server.asked.slice(before), [], "nothing arrived");
    await ctx.close();
  });

  test("it opens from a folder, without any server", async () => {
    const { ctx, page, faults } = await opened({}, pathToFileURL(join(site, "index.html")).href);
    await choose(page, "files", [file("header.csv", header("X"))]);
    await page.getByLabel("Year in which it ends").fill("2027");
    await checked(page);
    assert.ok((await rows(page)).some(([, rule]) => rule === "101"));
    assert.deepEqual(faults, []);
    await ctx.close();
  });

  test("a census gives the findings of the command", async () => {
    const { ctx, page } = await opened();
    await page.getByRole("radio", { name: "Children in need census" }).check();
    assert.equal(await page.getByRole("button", { name: "Files of the year before" }).count(), 0, "it is checked by itself");
    await choose(page, "files", made.xml);
    await checked(page);
    const json = JSON.parse(await command("cin", made.xml, "--format", "json"));
    assert.ok(json.findings.length > 20, "mistakes were made");
    assert.deepEqual(await rows(page), expected(json));
    await look(page, "census");
    await ctx.close();
  });

  test("many findings are filtered, put in order and turned page by page", async () => {
    const { ctx, page } = await opened();
    await choose(page, "files", await within(made.faulty));
    await checked(page);
    const all = await rows(page);
    assert.ok(all.length > 500, `${all.length} rows make more than a page`);
    assert.match(await page.locator("#shown").innerText(), new RegExp(`^Rows 501 to .* of ${all.length}[.]$`));
    await look(page, "second-page");

    const of = (keep) => all.filter(keep);
    const shows = async (wanted, what) => {
      await page.waitForFunction(
        ([count, more]) => document.querySelectorAll("#rows tr").length === Math.min(count, 500) && document.getElementById("pages").hidden !== more,
        [wanted.length, wanted.length > 500],
      );
      assert.deepEqual(await rows(page), wanted, what);
    };
    const [, , , child] = all[0];
    await page.getByLabel("Child", { exact: true }).fill(child);
    await shows(of((row) => row[3].includes(child)), "one child");
    await page.getByRole("button", { name: "Clear the filters" }).click();
    await page.getByLabel("Show").selectOption("Queries only");
    await shows(of((row) => row[2] === "Query"), "queries");
    await page.getByLabel("Show").selectOption("Errors and queries");
    const [place, rule] = all.at(-1);
    const table = place.split(",")[0];
    await page.getByLabel("Rule", { exact: true }).selectOption(rule);
    await page.getByLabel("Table", { exact: true }).selectOption(table);
    await shows(of((row) => row[1] === rule && row[0].startsWith(`${table},`)), "one rule in one table");
    await page.getByLabel("Words").fill("no such words in any rule");
    await page.getByText(`None of the ${all.length} rows fits the filters.`).waitFor();
    await look(page, "none-fits");
    await page.getByRole("button", { name: "Clear the filters" }).click();

    await page.getByRole("button", { name: "Child", exact: true }).click();
    const collator = new Intl.Collator("en-GB", { numeric: true });
    const rising = all.map((row) => row[3]).sort(collator.compare);
    assert.deepEqual((await rows(page)).map((row) => row[3]), rising);
    await page.getByRole("button", { name: "Child", exact: true }).click();
    assert.equal(await page.locator("th[aria-sort=descending]").innerText(), "Child");
    assert.deepEqual((await rows(page)).map((row) => row[3]), rising.reverse());
    await ctx.close();
  });

  test("a file is put right and checked again: its finding is gone, and nothing found is said in words", async () => {
    const { ctx, page } = await opened();
    const path = join(data, "header.csv");
    await writeFile(path, header("X"));
    await page.getByLabel("Year in which it ends").fill("2027");
    await choose(page, "files", path);
    await checked(page);
    const wrong = page.getByText("Sex is X, which is no code of the year.");
    assert.equal(await wrong.count(), 1);
    await rm(path);
    await checked(page);
    await page.getByRole("alert").getByText(/header.csv cannot be read any more.*choose it again/i).waitFor();
    await writeFile(path, header("F"));
    await choose(page, "files", path);
    await checked(page);
    assert.equal(await wrong.count(), 0, "put right, it is gone");
    await ctx.close();
  });

  test("what cannot be checked is refused with the remedy", async () => {
    const { ctx, page } = await opened();
    const refused = async (words, name) => {
      await checked(page);
      await page.getByRole("alert").getByText(words).waitFor();
      assert.equal(await page.title(), "Error: Check files of a return – Hearth");
      assert.ok(await page.locator("#found").isHidden(), "old findings are of other files");
      if (name) await look(page, name);
    };
    await refused("Choose the files of the return.", "nothing-chosen");
    await page.getByLabel("Year in which it ends").fill("27");
    await choose(page, "files", [file("header.csv", header("F"))]);
    await refused("Write the year with four digits, such as 2027.");
    await page.getByLabel("Year in which it ends").fill("2027");
    await choose(page, "files", [file("return.xlsx", "PK\x03\x04 and no more")]);
    await refused(/return.xlsx.*pack it again as a plain zip/);
    await choose(page, "files", [file("notes.csv", "one,two\n1,2\n")]);
    await refused(/check that the first line of each file gives the column names/);
    await choose(page, "files", [file("header.csv", header("F"))]);
    await choose(page, "providers", [file("towns.csv", "name,town\nA,B\n")]);
    await refused(/towns.csv.*no column URN/);
    await ctx.close();
  });

  test("the keyboard alone is enough", async () => {
    const { ctx, page } = await opened();
    const focused = () => page.evaluate(() => document.activeElement?.id ?? "");
    const to = async (id) => {
      for (let steps = 0; steps < 40; steps += 1) {
        if ((await focused()) === id) return;
        await page.keyboard.press("Tab");
      }
      assert.fail(`${id} was not reached by the tab key`);
    };
    // Asked for early: the browser must know that a test answers before it opens a window of its own.
    const chooser = page.waitForEvent("filechooser");
    await to("files");
    await page.keyboard.press("Enter");
    await (await chooser).setFiles([file("header.csv", header("X"))]);
    await to("year");
    await page.keyboard.type("2027");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "What was found" }).waitFor();
    await page.waitForFunction(() => document.activeElement.id === "found-title");
    await to("by-text");
    await page.keyboard.type("no such words");
    await page.getByText(/^None of the/).waitFor();
    await to("clear");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelectorAll("#rows tr").length > 0);
    assert.equal(await focused(), "by-severity", "the keyboard is where it can go on");
    await ctx.close();
  });

  test("a browser in which it does not start says what to do", async () => {
    const other = "WebAssembly.compile = () => Promise.resolve(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)))";
    for (const [script, words] of [
      ["delete globalThis.DecompressionStream", /^This browser is too old for the check: use Edge/],
      [other, /^The check does not start in this browser .*: load the page again, or use another browser\.$/],
    ]) {
      const ctx = await context(browser);
      const page = await ctx.newPage();
      await page.addInitScript(script);
      await page.goto(server.address);
      await page.getByRole("alert").getByText(words).waitFor();
      await ctx.close();
    }
  });

  test("a check that takes long is stopped, and the next one runs", async () => {
    const { ctx, page } = await opened();
    await choose(page, "files", await within(made.faulty));
    // A press on both at once: the first check is still at work.
    await page.evaluate(() => {
      document.querySelector("#form button[type=submit]").click();
      document.getElementById("stop").click();
    });
    await page.getByRole("alert").getByText("The check was stopped.").waitFor();
    await checked(page);
    assert.ok((await rows(page)).length > 500);
    await ctx.close();
  });

  test("how long a return of a thousand children takes", async (t) => {
    const whole = [];
    const alone = [];
    for (let time = 0; time < 5; time += 1) {
      const { ctx, page } = await opened();
      await choose(page, "files", await within(made.thousand));
      await choose(page, "previous", await within(join(made.thousand, "last")));
      await checked(page);
      const measured = await page.evaluate(() => {
        const [entry] = performance.getEntriesByName("check");
        return { whole: entry.duration, alone: entry.detail.elapsed };
      });
      whole.push(Math.round(measured.whole));
      alone.push(Math.round(measured.alone));
      await ctx.close();
    }
    const middle = (times) => [...times].sort((a, b) => a - b)[2];
    t.diagnostic(
      `from files in memory to findings on the page: ${middle(whole)} ms (${whole.join(", ")}); read, checked and written: ${middle(alone)} ms (${alone.join(", ")})`,
    );
    assert.ok(middle(whole) < 3000, "the machine of the tests may be busy, not as busy as this");
  });
});
