// A demonstration that is served for the tests of one file: its people at work, and the pages looked at as they go.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before } from "node:test";
import { assertAccessible, assertNoSidewaysScroll } from "./axe.mjs";
import { context, launch } from "./browser.mjs";
import { clear, demo, folder, hearthAt } from "./demo.mjs";
import { signInAs } from "./steps.mjs";
import { ahead } from "./time.mjs";

/** The ways in which a walk is walked. */
export const ways = [
  ["at a desk", {}],
  ["on a telephone", { wide: "phone" }],
  ["without JavaScript", { javaScriptEnabled: false }],
];

/**
 * A demonstration for the tests of the suite that calls this. Pictures go to `e2e/out/NAME`, or below `HEARTH_PICTURES`.
 */
export function demonstration(name, { children = 6 } = {}) {
  const out = process.env.HEARTH_PICTURES ? join(process.env.HEARTH_PICTURES, name) : fileURLToPath(new URL(`../out/${name}`, import.meta.url));
  /** How each page is looked at: its word in the names of pictures, and whether it runs scripts. */
  const how = new WeakMap();
  let browser;
  let data;
  let server;
  let env = {};

  before(async () => {
    await mkdir(out, { recursive: true });
    data = await folder();
    [browser, server] = await Promise.all([launch(), demo(join(data, "instance"), { children })]);
  });
  after(async () => {
    await browser?.close();
    await clear(server, data);
  });

  return {
    /** Where the pages are. */
    get address() {
      return server.address;
    },
    /** A place for what is to be kept of the tests, beside the pictures. */
    picture: (name) => join(out, name),
    /** A place for files, beside the instance. */
    path: (...parts) => join(data, ...parts),

    /** Somebody at a machine of their own: `Records manager`, or `Records manager, Knowsley`; nobody, before they have signed in. */
    async as(role, act, options = {}) {
      const ctx = await context(browser, options);
      const page = await ctx.newPage();
      const scripted = options.javaScriptEnabled !== false;
      how.set(page, { word: scripted ? (options.wide ?? "desk") : "plain", scripted });
      page.setDefaultTimeout(20_000);
      const said = [];
      page.on("console", (message) => message.type() === "error" && said.push(message.text()));
      page.on("pageerror", (error) => said.push(String(error)));
      try {
        if (role) await signInAs(page, server.address, role);
        else await page.goto(`${server.address}/sign-in`);
        const done = await act(page);
        // A refusal is an answer with its own status, which Chromium reports as a resource that failed to load.
        assert.deepEqual(said.filter((line) => !line.includes("status of 4")), [], "the console stays quiet");
        return done;
      } catch (error) {
        await page.screenshot({ path: join(out, "failed.png"), fullPage: true }).catch(() => {});
        const shown = await page.locator("main").innerText().catch(() => "");
        throw new Error(`${error.message}\nThe page at ${page.url()} said:\n${shown.slice(0, 1500)}\nThe log ends:\n${server.log()}`, { cause: error });
      } finally {
        await ctx.close();
      }
    },

    /** Looks at the page that is open: kept as a picture, no wider than the window, accessible. */
    async look(page, what) {
      const { word, scripted } = how.get(page);
      if (scripted) await page.evaluate(() => document.fonts.ready);
      await page.screenshot({ path: join(out, `${what} ${word}.png`.replaceAll(" ", "-")), fullPage: true });
      await assertNoSidewaysScroll(page, what);
      if (scripted) await assertAccessible(page, what);
    },

    /** Runs a command of Hearth on the instance, at the time that the instance has. */
    hearth: (...args) => hearthAt(env, ...args, "--data", join(data, "instance")),

    /**
     * Ends the server, lets something happen to what it keeps, and starts it again; for the machine it is so much later then (`days`,
     * `minutes`), and stays so.
     */
    async again(happens = async () => {}, later) {
      await server.stop();
      if (later) env = ahead(later);
      await happens();
      server = await demo(join(data, "instance"), { children, env });
    },
  };
}
