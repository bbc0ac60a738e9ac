// The story of the Pryces and of those whose files end beside theirs, scene by scene, as the records service sees it at six in the evening.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { built } from "./support/demo.mjs";
import { demonstration, ways } from "./support/demonstration.mjs";
import { fillDate, find, section } from "./support/steps.mjs";

/** A day in England as the boxes of a date: so many years, months and days ago, as the stories count. */
function ago(years, months, days) {
  const today = new Date(`${new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" }).format(new Date())}T00:00Z`);
  const month = today.getUTCFullYear() * 12 + today.getUTCMonth() - (years * 12 + months);
  const last = new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate();
  const at = new Date(Date.UTC(Math.floor(month / 12), month % 12, Math.min(today.getUTCDate(), last)));
  at.setUTCDate(at.getUTCDate() - days);
  return { day: String(at.getUTCDate()), month: String(at.getUTCMonth() + 1), year: String(at.getUTCFullYear()) };
}

describe("the Pryces", { skip: !built && "HEARTH_BIN names no binary: run make test" }, () => {
  for (const [how, options] of ways) {
    describe(how, () => {
      const council = demonstration("pryce");
      const as = (role, act) => council.as(role, act, options);
      const { look } = council;
      const main = (page) => page.locator("main").innerText();
      const kept = {};

      /** Opens the batch that stands so. */
      async function batch(page, state) {
        await page.goto(`${council.address}/retention`);
        await page.getByRole("row").filter({ hasText: state }).getByRole("link").first().click();
        await page.getByRole("heading", { name: /^Batch of/, level: 1 }).waitFor();
      }

      test("the desk says what needs somebody, what is due and what is kept, each with why", () =>
        as("Records manager", async (page) => {
          assert.match(await main(page), /Inquiry 2015\s+Review the hold[\s\S]*Batch of[^\n]*\s+Execute/, "what needs her stands on the first page of the day");
          await look(page, "1 home");
          await page.goto(`${council.address}/retention`);
          const said = await main(page);
          assert.match(said, /Ready[\s\S]*It may be executed/i);
          assert.match(said, /Megan Pryce[\s\S]*hold: Inquiry 2015/);
          assert.match(said, /Inquiry 2015[\s\S]*Review overdue[\s\S]*Closing proposed/i);
          await look(page, "1 desk");
        }));

      test("the hold on Megan's file: reported in 2022, its review overdue, its closing drafted, and the second signature missing", async () => {
        await as("Records manager", async (page) => {
          await page.goto(`${council.address}/retention`);
          const megan = page.getByRole("row").filter({ hasText: "Megan Pryce" });
          await megan.getByRole("link", { name: /why\?/ }).click();
          assert.match(await main(page), /Kept while a hold stands: Inquiry 2015/);
          await look(page, "2 megan");
          await page.goto(`${council.address}/retention`);
          await page.getByRole("link", { name: "Inquiry 2015" }).click();
          assert.match(await main(page), /published its report in October 2022[\s\S]*You proposed it\. A second person decides/);
          await look(page, "2 hold");
        });
        await as("Records approver", async (page) => {
          await page.goto(`${council.address}/retention`);
          await page.getByRole("link", { name: "Inquiry 2015" }).click();
          await page.getByRole("button", { name: "Close this hold" }).waitFor();
          await look(page, "2 hold second person");
        });
      });

      test("Callum was one day in care, and is kept to the age of 93", () =>
        as("Records manager", async (page) => {
          await find(page, "Callum Reid");
          await page.getByRole("link", { name: "Callum Reid" }).click();
          await look(page, "3 closed to the records service");
          await page.getByRole("link", { name: "How long this file is kept, and why" }).click();
          const { day, month, year } = ago(19, 6, 14);
          const until = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
          const last = until.format(new Date(Date.UTC(Number(year) + 93, Number(month) - 1, Number(day))));
          assert.ok((await main(page)).includes(`Kept until ${last}: looked after`), last);
          await look(page, "3 callum");
        }));

      test("Lily is due, and kept for a year: her mother is assessed before a birth", () =>
        as("Records manager", async (page) => {
          await batch(page, "In review");
          assert.match(await main(page), /Lily Farrow[\s\S]*open case[\s\S]*Keep on, with a reason/i);
          await look(page, "4 batch in review");
          await page.getByRole("link", { name: "Lily Farrow" }).click();
          assert.match(await main(page), /Jess Farrow/);
          await look(page, "4 lily");
        }));

      test("Owen's file goes when two photographs and a letter were offered back", () =>
        as("Records manager", async (page) => {
          await batch(page, "In review");
          await page.getByRole("link", { name: "Owen Pryce" }).click();
          const said = await main(page);
          for (const words of ["Owen and his grandad on the pier", "Paper file, one box", "E-mail account", "SharePoint site", "Megan Pryce", "stay there"])
            assert.ok(said.includes(words), `${words}: ${said}`);
          await look(page, "5 owen");
          await page.getByLabel("Destroy", { exact: true }).check();
          await page.getByRole("button", { name: "Save decision" }).click();
          assert.match(await main(page), /before these were offered back/);
          await look(page, "5 owen refused");
          await page.getByText("It was offered back", { exact: true }).click();
          for (const what of ["Owen and his grandad on the pier", "First day at school", "Letter from his grandad, for when he is older"])
            await page.getByLabel(what, { exact: true }).check();
          await page.getByLabel("To whom?").fill("Owen, at the leaving care office");
          await look(page, "5 owen offered");
          await page.getByRole("button", { name: "They have it now" }).click();
          await page.getByLabel("Destroy", { exact: true }).check();
          await page.getByRole("button", { name: "Save decision" }).click();
          await page.getByRole("button", { name: "Hand on for approval" }).click();
          assert.match(await main(page), /Waits for approval/i);
          kept.batch = new URL(page.url()).pathname;
          await look(page, "5 handed on");
        }));

      test("the batch that has rested is executed: a certificate, nothing found, and a stub that answers", () =>
        as("Records manager", async (page) => {
          await find(page, "Ellis Tamworth");
          assert.match(await main(page), /Ellis Tamworth/);
          await batch(page, "It may be executed");
          await look(page, "6 ready");
          await page.getByRole("button", { name: "Execute" }).click();
          await page.getByText("2 files destroyed.").first().waitFor();
          await look(page, "6 executed");
          await page.getByRole("link", { name: /^Certificate/ }).first().click();
          assert.doesNotMatch(await main(page), /Ellis|Tamworth/);
          await look(page, "6 certificate");
          await find(page, "Ellis Tamworth");
          assert.doesNotMatch(await main(page), /Ellis Tamworth,/);
          await look(page, "6 nobody found");
          await page.goto(`${council.address}/retention/ask`);
          await page.getByLabel("Given name").fill("Ellis");
          await page.getByLabel("Family name").fill("Tamworth");
          await fillDate(page, /Date of birth/, ago(15, 8, 11));
          await page.getByRole("button", { name: "Ask" }).click();
          assert.match(await main(page), /Yes\. A file was held and was destroyed on/);
          await look(page, "6 stub");
        }));

      test("a box, a mailbox and a folder go in the same batch as Owen's file, and Megan's file keeps the assessment", async () => {
        await as("Records approver", async (page) => {
          await page.goto(`${council.address}${kept.batch}`);
          await page.waitForTimeout(5_000);
          await page.getByRole("button", { name: "Approve this batch" }).click();
          assert.match(await main(page), /Rests 29 days more/);
          await look(page, "7 resting");
        });
        await as("Data protection officer", async (page) => {
          await page.goto(`${council.address}${kept.batch}`);
          await page.getByRole("button", { name: "I looked at the sample" }).click();
        });
        await council.again(undefined, { days: 30 });
        await as("Records manager", async (page) => {
          await page.goto(`${council.address}${kept.batch}`);
          await page.getByRole("button", { name: "Execute" }).click();
          await page.getByText("Confirm first that the copies elsewhere were destroyed").first().waitFor();
          await look(page, "7 waits for copies");
          await page.getByRole("link", { name: "Owen Pryce" }).click();
          const destroyed = page.getByRole("button", { name: /^It was destroyed/ });
          for (let copies = await destroyed.count(); copies > 0; copies -= 1) {
            await page.getByLabel(/^Who destroyed it, and how\?/).first().fill("Records store, shredded on site");
            if (copies === 3) await look(page, "7 copies elsewhere");
            await destroyed.first().click();
          }
          await page.goto(`${council.address}${kept.batch}`);
          await page.getByRole("button", { name: "Execute" }).click();
          await page.getByText("1 file destroyed.").first().waitFor();
          await page.getByRole("link", { name: /^Certificate/ }).first().click();
          for (const copy of ["Paper file", "E-mail account", "SharePoint site"])
            assert.match(await main(page), new RegExp(`${copy} destroyed on`));
          await look(page, "7 certificate");
        });
        await as("Head of service", async (page) => {
          await find(page, "Megan Pryce");
          await page.getByRole("link", { name: "Megan Pryce" }).click();
          await page.getByRole("button", { name: "Overseeing the service" }).click();
          await section(page, "Records");
          await page.getByRole("table", { name: /^Assessment, the newest first/ }).getByRole("link").first().click();
          assert.match(await main(page), /I make the toast/, "what was written for both stays with her");
          await look(page, "7 megan keeps it");
        });
      });

      test("at Knowsley, where the schedule was not supplied, nothing is due", () =>
        as("Records manager, Knowsley", async (page) => {
          await page.goto(`${council.address}/retention`);
          assert.match(await main(page), /Schedule not supplied/);
          await look(page, "8 knowsley");
        }));
    });
  }
});
