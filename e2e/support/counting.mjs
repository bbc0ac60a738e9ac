// What a task costs: the keys that are typed, the presses (a click, a choice, a shortcut) and the pages that come of it.

/** Counts on a page from here on; `spent()` tells. Words of a narrative are typed with {@link tell} and counted apart. */
export function counting(page) {
  const cost = { pages: 0, presses: 0, keys: 0 };
  const navigated = (frame) => frame === page.mainFrame() && (cost.pages += 1);
  page.on("framenavigated", navigated);
  return {
    press: async (locator) => {
      cost.presses += 1;
      await locator.click();
    },
    choose: async (locator) => {
      cost.presses += 1;
      await locator.check();
    },
    select: async (locator, value) => {
      cost.presses += 1;
      await locator.selectOption(value);
    },
    type: async (locator, text) => {
      cost.keys += text.length;
      await locator.fill(text);
    },
    /** What nobody can shorten: what happened, in words. */
    tell: async (locator, text) => locator.fill(text),
    spent: () => {
      page.off("framenavigated", navigated);
      return { ...cost };
    },
  };
}
