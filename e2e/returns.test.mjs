// The returns, in Chromium: files are checked, put right and checked again; the calendar leads to what is wrong and from there to the
// child's page, where it is put right.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { built } from "./support/demo.mjs";
import { demonstration, ways } from "./support/demonstration.mjs";
import { signOut } from "./support/steps.mjs";

const HEADING = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
/** The file of headings with one child, as somebody chooses it. */
const headings = (sex) => ({
  name: "header.csv",
  mimeType: "text/csv",
  buffer: Buffer.from(`${HEADING}101,${sex},16/03/2015,WBRI,UN3,,\n`),
});

describe("returns", { skip: !built && "HEARTH_BIN names no binary: run make test" }, () => {
  const council = demonstration("returns", { children: 30 });

  for (const [how, options] of ways) {
    test(`a file is checked, put right and checked again, ${how}`, () =>
      council.as("Data analyst", async (page) => {
        await page.getByRole("button", { name: "Statutory returns" }).click();
        await page.getByRole("heading", { name: "Statutory returns", level: 1 }).waitFor();
        await page.getByRole("link", { name: "Check files of a return" }).click();
        await council.look(page, "check-files");
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
        await council.look(page, "files-found");
        await check("F");
        assert.equal(await wrong.count(), 0, "put right, it is gone");
        await page.getByRole("button", { name: "Check files" }).click();
        await page.getByRole("heading", { name: "There is a problem" }).waitFor();
        await council.look(page, "files-missing");
      }, options));

    test(`a check of the records leads to the child's page, ${how}`, () =>
      council.as("Head of service", async (page) => {
        await page.goto(`${council.address}/returns`);
        await council.look(page, "returns");
        await page.getByRole("button", { name: /Check the whole return.*SSDA903.*1 April 2026/ }).click();
        await page.getByRole("heading", { name: /^SSDA903, children looked after, 2026 to 2027$/ }).waitFor();
        await council.look(page, "returns-found");
        assert.ok(await page.getByRole("button", { name: "Download findings as CSV" }).isVisible());
        await signOut(page);
      }, options));

    test(`what is to be put right is one press from the child, ${how}`, () =>
      council.as("Head of service", async (page) => {
        await page.goto(`${council.address}/returns`);
        const name = /What is to be put right.*SSDA903/;
        await page.getByRole("button", { name }).or(page.getByRole("link", { name })).click();
        await page.getByRole("heading", { name: "What is to be put right", level: 1 }).waitFor();
        await council.look(page, "put-right");
        const rule = page.getByRole("link", { name: /^Rule / }).first();
        const code = await rule.innerText();
        await rule.click();
        await page.getByText(`${code} Show all`).waitFor();
        await council.look(page, "put-right-narrowed");
        await page.getByRole("link", { name: /, [A-Z0-9]*\d+$/ }).first().click();
        await page.waitForURL(/\/children\/[0-9a-f]+#quality$/);
        await council.look(page, "from-put-right");
      }, options));

    test(`a return is signed off, and said to be sent, ${how}`, () =>
      council.as("Head of service", async (page) => {
        await page.goto(`${council.address}/returns`);
        await page.getByRole("button", { name: /Check the whole return.*need census.*1 April 2026/ }).click();
        await page.getByRole("heading", { name: "Sign off" }).waitFor();
        const why = page.getByLabel("Why is it sent with errors in it?");
        if (await why.isVisible()) {
          await page.getByRole("button", { name: "Sign off" }).click();
          await page.getByRole("heading", { name: "There is a problem" }).waitFor();
          await council.look(page, "sign-unexplained");
          await why.fill("The families were asked and have not answered.");
        }
        await page.getByRole("button", { name: "Sign off" }).click();
        await page.getByText("The return is signed off, and the file that you signed is kept.").waitFor();
        await council.look(page, "signed");
        await page.getByRole("button", { name: /The signed file was sent.*need census.*1 April 2026/ }).click();
        await page.getByText("It is written down that the return was sent").waitFor();
        await council.look(page, "sent");
        const kept = await page.context().request.get(await page.getByRole("link", { name: "The file as it was sent" }).first().evaluate((a) => a.href));
        assert.match(await kept.text(), /<LAchildID>/);
      }, options));
  }
});
