// The ten minutes of the demonstration, as far as they go: what somebody sees who is shown Hearth for the first time.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { counting } from "./support/counting.mjs";
import { built } from "./support/demo.mjs";
import { demonstration, ways } from "./support/demonstration.mjs";
import { fillDate, find, section, signOut } from "./support/steps.mjs";

/** A day in England as the three boxes of a date, so many days from today. */
function dayFromToday(days) {
  const at = new Date(Date.now() + days * 86_400_000);
  const [year, month, day] = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" }).format(at).split("-");
  return { day: String(Number(day)), month: String(Number(month)), year, iso: `${year}-${month}-${day}` };
}

/** The row of the queue in which the neighbour's words stand. */
const neighbour = (page) => page.getByRole("row").filter({ hasText: "I don't want my name put down" });
/** The things to be done that are late. */
const late = (page) => page.locator(".hearth-todo__row--late");
const clocks = (page) => page.locator(".hearth-clocks");

describe("the ten minutes", { skip: !built && "HEARTH_BIN names no binary: run make test" }, () => {
  for (const [how, options] of ways) {
    describe(how, () => {
      const council = demonstration("demo");
      const as = (role, act) => council.as(role, act, options);
      const { look } = council;

      test("the page before signing in has a card for each role, which says what is late there", () =>
        as(null, async (page) => {
          const card = (role) => page.getByRole("listitem").filter({ has: page.getByRole("button", { name: `Sign in as ${role}, Sefton` }) });
          assert.match(await card("Social worker").textContent(), /5 late/);
          assert.match(await card("Contact officer").textContent(), /1 past the decision/);
          await look(page, "0 cards");
        }));

      test("a contact officer sees what waits, and a neighbour's words with who it is, what is known and two checks of four", () =>
        as("Contact officer", async (page) => {
          await page.goto(`${council.address}/queue`);
          assert.match(await page.locator("main").textContent(), /8 families wait for a decision/);
          assert.match(await neighbour(page).textContent(), /Overdue since/);
          assert.match(await neighbour(page).textContent(), /2 of 4 back/);
          await look(page, "1 queue");
          await neighbour(page).getByRole("link").first().click();
          await page.getByRole("heading", { name: "What we were told" }).waitFor();
          const shown = await page.locator("main").textContent();
          for (const words of ["He mustn't know it was me", "Kayleigh Oakell sounds like Kayla Okell", "Merseyside Police", "Not answered yet"])
            assert.ok(shown.includes(words), words);
          await look(page, "1 contact");
          await signOut(page);
        }));

      test("the manager decides, sees what the person who rang can be told, and the clock stops", () =>
        as("MASH manager", async (page) => {
          await page.goto(`${council.address}/queue`);
          await neighbour(page).getByRole("link").first().click();
          const decision = page.getByRole("region", { name: "Decision" });
          assert.match(await decision.textContent(), /Locality team North works where the child lives/, "proposed from the postcode");
          await decision.getByRole("radio", { name: "Passed to the open case" }).check();
          await decision.getByRole("radio", { name: /Level 4/ }).check();
          await decision.getByLabel("Why this decision?").fill("He says that he knows the town. The worker and the refuge must know today.");
          await look(page, "3 decision");
          await decision.getByRole("button", { name: "Decide" }).click();
          const feedback = page.getByRole("region", { name: "Feedback to the person who told us" });
          await feedback.waitFor();
          await look(page, "3 decided");
          await page.goto(`${council.address}/queue`);
          assert.equal(await neighbour(page).count(), 0, "it waits no longer");
          assert.match(await page.locator("main").textContent(), /7 families wait for a decision/);
        }));

      test("a social worker sees why a visit is late, logs it, corrects its date and looks at the file as known yesterday", () =>
        as("Social worker", async (page) => {
          assert.equal(await late(page).count(), 5);
          await look(page, "4 home");
          await late(page).filter({ hasText: "Looked-after visit" }).getByRole("link", { name: /why\?/ }).click();
          const visit = clocks(page).getByRole("listitem").filter({ hasText: "Looked-after visit" });
          assert.match(await visit.textContent(), /16 days late/);
          await visit.locator("summary").click();
          for (const words of ["The rule", "Started by", "The sum"]) await visit.getByText(words, { exact: true }).waitFor();
          await look(page, "4 why");
          const file = new URL(page.url()).pathname;

          await page.getByRole("button", { name: "Record a visit" }).click();
          await page.getByRole("group", { name: "Who did you see?" }).getByRole("checkbox", { name: "Jaden Lewin" }).check();
          await page.getByRole("group", { name: "Who did you see alone?" }).getByRole("checkbox", { name: "Jaden Lewin" }).check();
          await page.getByLabel(/What happened/).fill("Met at school. He asked whether I was cross. I said no, and that I was late.");
          await look(page, "4 visit");
          await page.getByRole("button", { name: "Record visit" }).click();
          await page.getByRole("heading", { name: "Every version" }).waitFor();
          await look(page, "4 visit recorded");
          const record = new URL(page.url()).pathname;

          await page.goto(`${council.address}${file}`);
          const running = clocks(page).getByRole("listitem").filter({ hasText: "Looked-after visit" });
          assert.doesNotMatch((await running.textContent()) ?? "", /late/, "the clock stopped, and the next one runs");
          await page.goto(`${council.address}/`);
          assert.equal(await late(page).count(), 4);

          await page.goto(`${council.address}${record}`);
          await page.getByRole("button", { name: "Correct this record" }).click();
          await fillDate(page, "Date of the visit", dayFromToday(-1));
          await page.getByLabel(/Why are you correcting/).fill("It was yesterday; I wrote it up this morning.");
          await page.getByRole("button", { name: "Save correction" }).click();
          await page.getByRole("heading", { name: "Every version" }).waitFor();
          assert.match(await page.locator("main").textContent(), /Version 2, in force/);
          await look(page, "4 visit corrected");

          await section(page, "Timeline");
          const known = page.getByLabel(/As known at the end of/);
          // On a telephone the filter is folded until it is wanted.
          if (!(await known.isVisible())) await page.getByText("What to show").click();
          await known.fill(dayFromToday(-1).iso);
          await page.getByRole("button", { name: "Show", exact: true }).click();
          await page.getByText("This is the file as it was known at").waitFor();
          await section(page, "Overview");
          assert.match(await clocks(page).first().textContent(), /days late/, "yesterday nobody had been there");
          await look(page, "4 known yesterday");

          await find(page, "Samuel Ashworth");
          assert.equal(await page.getByRole("table").count(), 0, "nobody of that name is here");
          await look(page, "4 nobody found");
          await page.goto(`${council.address}${file}`);
          await section(page, "Family and network");
          const family = await page.locator("main").textContent();
          assert.ok(family.includes("Alfie Lewin"), "the brother by the name that the file knows");
          assert.equal(await page.getByRole("link", { name: "Alfie Lewin" }).count(), 0, "and no way to him");
          assert.ok(!family.includes("Ashworth"));
          await look(page, "4 family");
          await signOut(page);
        }));

      test("the adoption worker finds Samuel, and nobody else is in the way", () =>
        as("Adoption worker", async (page) => {
          await find(page, "Samuel Ashworth");
          await page.getByRole("table").getByRole("link", { name: "Samuel Ashworth" }).click();
          await page.getByRole("navigation", { name: "Sections of this file" }).waitFor();
          const shown = await page.locator("body").textContent();
          assert.ok(shown.includes("Letterbox exchange") && !shown.includes("Lewin"));
          await look(page, "4 samuel");
        }));

      if (how === "at a desk")
        test("what daily acts cost in keys, presses and pages", (t) => costs(t, as, council));
    });
  }
});

/** Counts what the three daily acts cost, from the page on which one is when the need comes up. */
async function costs(t, as, council) {
  const spent = {};
  await as("Social worker", async (page) => {
    await page.getByRole("link", { name: "Jaden Lewin" }).first().click();
    await page.getByRole("button", { name: "Record a visit" }).waitFor();
    const visit = counting(page);
    await visit.press(page.getByRole("button", { name: "Record a visit" }));
    await visit.choose(page.getByRole("group", { name: "Who did you see?" }).getByRole("checkbox", { name: "Jaden Lewin" }));
    await visit.tell(page.getByLabel(/What happened/), "All well. He showed me the bicycle.");
    await visit.press(page.getByRole("button", { name: "Record visit" }));
    await page.getByRole("heading", { name: "Every version" }).waitFor();
    spent["log a visit"] = visit.spent();

    await page.goto(`${council.address}/`);
    await page.getByRole("link", { name: "Kayla Okell" }).first().click();
    await page.getByRole("button", { name: "Add a note" }).waitFor();
    const note = counting(page);
    await note.press(page.getByRole("button", { name: "Add a note" }));
    await note.tell(page.getByLabel("Note", { exact: true }), "Rang the refuge: all three rooms are theirs until the spring.");
    for (const sibling of [/^Theo/, /^Unborn/])
      await note.choose(page.getByRole("group", { name: "Write it in these files too?" }).getByRole("checkbox", { name: sibling }));
    await note.press(page.getByRole("button", { name: "Record note" }));
    await page.getByRole("heading", { name: "Every version" }).waitFor();
    const beside = await page.getByText("Written at the same time for").textContent();
    assert.ok(beside.includes("Theo") && beside.includes("Unborn"), "written once, into three files");
    spent["record one note for three siblings"] = note.spent();
  });
  await as("Contact officer", async (page) => {
    await page.goto(`${council.address}/queue`);
    const contact = counting(page);
    await contact.press(page.getByRole("button", { name: "Record a contact" }));
    await contact.tell(page.getByRole("textbox", { name: /^What we were told/ }), "Kayla told the dinner lady that she has a secret house.");
    const child = page.getByRole("group", { name: "Child 1" });
    await contact.type(child.getByLabel(/First names/), "Kayla");
    await contact.type(child.getByLabel(/Last name/), "Okell");
    await contact.type(page.getByRole("textbox", { name: /^Postcode/ }), "L20 6QX");
    await contact.press(page.getByRole("button", { name: "Who is this?" }).last());
    await page.getByRole("heading", { name: "Who is this?" }).waitFor();
    await contact.choose(page.getByRole("radio", { name: /^Kayla Okell/ }));
    await contact.press(page.getByRole("button", { name: "Record contact" }));
    await page.getByRole("heading", { name: "What we were told" }).waitFor();
    spent["record a contact and match it"] = contact.spent();
  });
  for (const [what, { pages, presses, keys }] of Object.entries(spent))
    t.diagnostic(`${what}: ${presses} presses, ${keys} keys besides the words, ${pages} pages`);
  await writeFile(council.picture("counted.json"), `${JSON.stringify(spent, null, 2)}\n`);
  assert.ok(spent["log a visit"].presses <= 4 && spent["log a visit"].pages <= 3);
  assert.ok(spent["record one note for three siblings"].presses <= 6 && spent["record one note for three siblings"].pages <= 3);
  assert.ok(spent["record a contact and match it"].presses <= 6 && spent["record a contact and match it"].pages <= 4);
}
