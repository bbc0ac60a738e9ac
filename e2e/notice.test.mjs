// The privacy notice, in Chromium: the data protection officer reads the draft beside what keeps each line and approves it; anybody reads
// it a moment later, in large print and as a child.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { built } from "./support/demo.mjs";
import { demonstration, ways } from "./support/demonstration.mjs";

describe("the privacy notice", { skip: !built && "HEARTH_BIN names no binary: run make test" }, () => {
  const council = demonstration("notice", { children: 20 });
  let versions = 1;

  for (const [how, options] of ways) {
    test(`the officer approves the draft and anybody reads it, ${how}`, () =>
      council.as("Data protection officer", async (page) => {
        await page.getByRole("button", { name: "Privacy notice" }).click();
        await page.getByRole("heading", { name: "The privacy notice, line by line", level: 1 }).waitFor();
        await page.getByText(/^What does not hold up: \d+$/).click();
        assert.match(await page.locator("main").innerText(), /gcsx/, "warnings stand above the draft");
        await council.look(page, "desk");
        await page.getByRole("button", { name: "Approve the draft" }).click();
        versions += 1;
        await page.getByRole("link", { name: `Version ${versions}, written from the settings` }).waitFor();
        await page.getByRole("link", { name: "What people read" }).click();
        await page.getByText(new RegExp(`Version ${versions}, in force from`)).first().waitFor();
        assert.match(await page.locator("main").innerText(), /automated decisions about me\?\s+No\./);
        await council.look(page, "public");
        await page.getByRole("link", { name: "Large print" }).click();
        await page.getByRole("link", { name: "Usual print" }).waitFor();
        await council.look(page, "large");
        await page.getByRole("link", { name: "For children" }).click();
        await page.getByRole("heading", { name: "Who else sees it?" }).waitFor();
        await council.look(page, "children");
        await page.goto(`${council.address}/privacy/sefton/versions/1`);
        await page.getByText(/Version 1, in force from/).first().waitFor();
      }, options));

    test(`the owner of the information reads the registers, ${how}`, () =>
      council.as("Information asset owner", async (page) => {
        for (const register of ["purposes", "legislation", "recipients", "agreements", "automated", "contacts"]) {
          await page.goto(`${council.address}/settings/${register}`);
          await page.getByRole("heading", { level: 1 }).waitFor();
          await council.look(page, register);
        }
        await page.goto(`${council.address}/settings/purposes/new`);
        await council.look(page, "purpose-new");
        await page.getByRole("button", { name: "Add the purpose" }).click();
        await page.getByRole("heading", { name: "There is a problem" }).waitFor();
        await council.look(page, "purpose-wrong");
      }, options));
  }
});
