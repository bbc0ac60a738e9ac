// The automatic part of accessibility: zero violations of WCAG 2.2 AA and of axe's best practices, on every page.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with every violation on the page that is open, in words. Works where the page runs no script of its own. */
export async function assertAccessible(page, what) {
  // Evaluated by the debugger, so the page's content policy neither stops it nor has to be loosened for it.
  await page.evaluate(source);
  const { violations } = await page.evaluate((only) => window.axe.run(document, { runOnly: only }), tags);
  const words = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n${nodes.map((node) => `    ${node.target.join(" ")}: ${node.failureSummary}`).join("\n")}`,
  );
  assert.equal(words.length, 0, `${what}\n  ${words.join("\n  ")}`);
}

/** Fails where the page is wider than the window. */
export async function assertNoSidewaysScroll(page, what) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(over <= 0, `${what} is ${over} px wider than the window`);
}
