// Real Chromium from the system, told not to talk to anybody but the server under test.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser to drive: `HEARTH_CHROMIUM`, or the first that the system has. */
export function chromiumPath() {
  const path = process.env.HEARTH_CHROMIUM ?? places.find((place) => existsSync(place));
  if (!path) throw new Error("no Chromium was found: install the package chromium or set HEARTH_CHROMIUM");
  return path;
}

/** Starts the browser. */
export function launch() {
  return chromium.launch({
    executablePath: chromiumPath(),
    env: { ...process.env, LANGUAGE: "en_GB" },
    // Chromium refuses its sandbox to root, as which containers run.
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-default-apps",
      "--disable-sync",
      "--lang=en-GB",
      "--font-render-hinting=none",
    ],
  });
}

/** The widths that every page is looked at in. */
export const widths = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

/** A fresh context of its own cookies. `options` are Playwright's; `wide` names one of {@link widths}. */
export function context(browser, { wide = "desk", ...options } = {}) {
  return browser.newContext({
    viewport: widths[wide],
    locale: "en-GB",
    timezoneId: "Europe/London",
    reducedMotion: "reduce",
    ...options,
  });
}
