// Somebody who works with the keyboard alone, and what it costs them.

import assert from "node:assert/strict";

/** Seconds that a key of the tabulator or of the space bar takes a tired hand. */
const PRESS = 0.35;
/** Letters a second of somebody who types forty words a minute. */
const TYPED = 40 * 5.5 / 60;

/** Counts what somebody does with the keyboard: each key beside those of the text itself, the letters of the text, and each page that comes. */
export function keyboard(page) {
  const count = { keys: 0, letters: 0, pages: 0 };
  const began = Date.now();
  page.on("framenavigated", (frame) => {
    if (frame === page.mainFrame()) count.pages += 1;
  });
  const press = async (key) => {
    count.keys += 1;
    await page.keyboard.press(key);
  };
  /** Goes on with the tabulator until what has the focus answers to `wanted`. */
  const reach = async (wanted, words) => {
    for (let stop = 0; stop < 120; stop += 1) {
      if (await page.evaluate(wanted, words)) return;
      await press("Tab");
    }
    assert.fail(`nothing answers to ${wanted} ${words ?? ""}`);
  };
  return {
    count,
    press,
    reach,
    /** Goes on to the link or button of these words. */
    reachWords: (words) => reach((wanted) => document.activeElement?.textContent?.trim() === wanted, words),
    /** Goes on to the field of this name and types into it. */
    fill: async (name, text) => {
      await reach((wanted) => document.activeElement?.name === wanted, name);
      count.letters += text.length;
      await page.keyboard.type(text);
    },
    /** Presses what has the focus, and waits for the page that comes. */
    enter: (address) => Promise.all([page.waitForURL(address), press("Enter")]),
    /** How long it took the machine, and how long it takes a person who types at an ordinary speed, in seconds. */
    took: () => {
      const machine = (Date.now() - began) / 1000;
      return { machine, person: machine + count.keys * PRESS + count.letters / TYPED };
    },
  };
}
