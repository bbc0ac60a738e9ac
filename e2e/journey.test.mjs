// The main journeys, against the real server: with and without JavaScript, at the desk and on a telephone.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { assertAccessible, assertNoSidewaysScroll } from "./support/axe.mjs";
import { context, launch } from "./support/browser.mjs";
import { built, clear, demo, folder, hearth } from "./support/demo.mjs";
import { fillDate, find, section, signInAs } from "./support/steps.mjs";

const out = fileURLToPath(new URL("./out/journey", import.meta.url));
const picture = fileURLToPath(new URL("../docs/screenshot.png", import.meta.url));

describe("the journeys of the demonstration", { skip: !built && "HEARTH_BIN names no binary: run make test" }, () => {
  let browser;
  let server;
  let data;
  let imported;

  before(async () => {
    await mkdir(out, { recursive: true });
    data = await folder();
    const returned = join(data, "return");
    // The demonstration is made, a return of invented children is imported into it, and it is served again.
    await (await demo(data)).stop();
    await hearth("synth", "ssda903", "--children", "5", "--seed", "7", "--out", returned);
    await hearth("import", "ssda903", returned, "--authority", "sefton", "--data", data);
    imported = await firstChild(returned);
    [browser, server] = await Promise.all([launch(), demo(data)]);
  });
  after(async () => {
    await browser?.close();
    await clear(server, data);
  });
});
