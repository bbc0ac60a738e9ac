// The clock of a program that is started, set forward: what rests for four weeks is looked at four weeks later, by the same binary on the
// same data. The programs are told by libfaketime (the package faketime); nothing of Hearth knows of it.

import { execFileSync } from "node:child_process";

/** What a program must find in its environment so that it is so much later for it than it is. */
export function ahead({ days = 0, minutes = 0 }) {
  const seconds = (days * 24 * 60 + minutes) * 60;
  if (seconds === 0) return {};
  // Where the library lies differs from machine to machine: its own command knows.
  const library = execFileSync("faketime", ["-m", "-f", "+0", "printenv", "LD_PRELOAD"], { encoding: "utf8" }).trim();
  return { LD_PRELOAD: library, FAKETIME: `+${seconds}`, FAKETIME_DONT_FAKE_MONOTONIC: "1", DONT_FAKE_MONOTONIC: "1" };
}
