// The end of a file, in one walk: a child in need plan that was closed ten years ago is due, proposed, reviewed, approved by a second person,
// left to rest for four weeks and executed; its certificate is checked offline, and a backup from before brings nothing back.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { describe, test } from "node:test";
import { promisify } from "node:util";
import { built } from "./support/demo.mjs";
import { demonstration } from "./support/demonstration.mjs";
import { fillDate, find } from "./support/steps.mjs";

const run = promisify(execFile);
const verifier = fileURLToPath(new URL("../docs/verify/verify.py", import.meta.url));

describe("the end of a file", { skip: !built && "HEARTH_BIN names no binary: run make test" }, () => {
  const council = demonstration("retention");
  const main = (page) => page.locator("main").innerText();
  /** What is handed on from one test to the next: they tell one story. */
  const kept = {};

  test("before anything happens a backup is made", () =>
    council.again(() => council.hearth("backup", "--out", council.path("backup"))));

  test("a plan that was closed ten years ago is shown as due, with why", () =>
    council.as("Records manager", async (page) => {
      await find(page, "Josie Maddock");
      assert.match(await main(page), /Josie Maddock/, "until then she is found");
      await page.goto(`${council.address}/retention`);
      const due = page.getByRole("table", { name: "Files whose day has come" }).getByRole("row").filter({ hasText: "Josie Maddock" });
      assert.match(await due.innerText(), /Child in need plan[\s\S]*Nothing/, "nothing speaks against it");
      await council.look(page, "due");
      await due.getByRole("link", { name: /why\?/ }).click();
      assert.match(await main(page), /10 years[\s\S]*Destruction may be proposed from/);
      await council.look(page, "due-why");
    }));

  test("it is proposed in a batch, and each file of it is reviewed", () =>
    council.as("Records manager", async (page) => {
      await page.goto(`${council.address}/retention`);
      await page.getByRole("button", { name: "Propose a batch" }).click();
      await page.getByRole("heading", { name: /^Batch of/, level: 1 }).waitFor();
      kept.batch = new URL(page.url()).pathname;
      await council.look(page, "proposed");
      const open = page.getByRole("row").filter({ hasText: "Not decided" }).getByRole("link");
      for (kept.files = 0; await open.count(); kept.files += 1) {
        await open.first().click();
        if (kept.files === 0) await council.look(page, "review");
        const name = await page.getByRole("heading", { level: 1 }).innerText();
        if (name === "Josie Maddock") {
          const [, born] = /Born (.*)/.exec(await main(page));
          kept.born = new Date(`${born} UTC`);
        }
        await page.getByLabel("Destroy", { exact: true }).check();
        await page.getByRole("button", { name: "Save decision" }).click();
        await page.getByRole("heading", { name: /^Batch of/, level: 1 }).waitFor();
      }
      await page.getByRole("button", { name: "Hand on for approval" }).click();
      assert.match(await main(page), /Waits for approval/i);
      assert.equal(await page.getByRole("button", { name: "Approve this batch" }).count(), 0, "whoever began it does not approve it");
    }));

  test("a second person reads it and approves it, and it rests from then on", () =>
    council.as("Records approver", async (page) => {
      await page.goto(`${council.address}${kept.batch}`);
      await page.getByRole("button", { name: "Approve this batch" }).click();
      assert.match(await main(page), /cannot be read in \d+ seconds/);
      await council.look(page, "approved-too-soon");
      await page.waitForTimeout(Number(/take (\d+) seconds/.exec(await main(page))[1]) * 1000);
      await page.getByRole("button", { name: "Approve this batch" }).click();
      assert.match(await main(page), /Rests 29 days more/);
      await council.look(page, "resting");
    }));

  test("the data protection officer looks at the sample while it rests", () =>
    council.as("Data protection officer", async (page) => {
      await page.goto(`${council.address}${kept.batch}`);
      await page.getByRole("button", { name: "I looked at the sample" }).click();
      assert.match(await main(page), /The data protection officer looked at the sample on/);
      assert.equal(await page.getByRole("button", { name: "Execute" }).count(), 0, "nobody executes it before its day");
    }));

  test("thirty days later it is executed, and nothing of it is found", async () => {
    await council.again(undefined, { days: 30 });
    await council.as("Records manager", async (page) => {
      await page.goto(`${council.address}${kept.batch}`);
      await council.look(page, "ready");
      await page.getByRole("button", { name: "Execute" }).click();
      await page.getByText(`${kept.files} files destroyed.`).first().waitFor();
      await council.look(page, "executed");
      await page.getByRole("link", { name: /^Certificate/ }).first().click();
      kept.certificate = new URL(page.url()).pathname;
      assert.doesNotMatch(await main(page), /Josie|Maddock/);
      await council.look(page, "certificate");
      const link = page.getByRole("link", { name: "Certificate with its proof, as a file" });
      const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
      kept.proof = council.path("certificate.json");
      await download.saveAs(kept.proof);
      await find(page, "Josie Maddock");
      assert.doesNotMatch(await main(page), /Josie Maddock,/, "no search finds her");
    });
  });

  test("whoever asks is told that a file was held", () =>
    council.as("Records manager", async (page) => {
      await page.goto(`${council.address}/retention`);
      await page.getByRole("link", { name: "Somebody asks whether we ever held a file on them" }).click();
      await page.getByLabel("Given name").fill("Josie");
      await page.getByLabel("Family name").fill("Maddock");
      const [day, month, year] = [kept.born.getUTCDate(), kept.born.getUTCMonth() + 1, kept.born.getUTCFullYear()].map(String);
      await fillDate(page, /Date of birth/, { day, month, year });
      await page.getByRole("button", { name: "Ask" }).click();
      assert.match(await main(page), /Yes\. A file was held and was destroyed on/);
      await council.look(page, "asked");
    }));

  test("its certificate holds offline, and no letter of it can be changed", async () => {
    await council.again(async () => {
      kept.key = (await council.hearth("ledger", "key")).trim();
    });
    const { stdout } = await run("python3", [verifier, kept.proof, "--key", kept.key]);
    assert.match(stdout, /stands in the audit/);
    const text = await readFile(kept.proof, "utf8");
    const forged = council.path("forged.json");
    await writeFile(forged, text.replace("file.destroy", "file.destroi"));
    await assert.rejects(run("python3", [verifier, forged, "--key", kept.key]));
  });

  test("the backup from before is restored, and cannot read it", async () => {
    // The keys stand where they stood; the data are lost and come from the backup.
    await council.again(async () => {
      for (const name of ["data.db", "data.db-wal", "data.db-shm"])
        await rename(council.path("instance", name), council.path(`lost-${name}`)).catch(() => undefined);
      await rm(council.path("instance", "blobs"), { recursive: true, force: true });
      await council.hearth("restore", council.path("backup"));
    });
    await council.as("Records manager", async (page) => {
      await find(page, "Josie Maddock");
      assert.doesNotMatch(await main(page), /Josie Maddock,/, "destroyed again before it opened");
      await page.goto(`${council.address}${kept.certificate}`);
      assert.match(await main(page), /Unrecoverable after/);
    });
  });
});
