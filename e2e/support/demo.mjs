// The real server: `hearth demo` on a free port, in a folder that goes away again.

import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const bin = process.env.HEARTH_BIN;

/** Whether there is a binary to test; the script of `make test` builds one and says where. */
export const built = Boolean(bin);

/** A folder for an instance. */
export function folder() {
  return mkdtemp(join(tmpdir(), "hearth-e2e-"));
}

/** Runs the binary to its end and gives what it printed. */
export function hearth(...args) {
  return hearthAt({}, ...args);
}

/** The same at another time, which {@link ahead} sets. */
export async function hearthAt(env, ...args) {
  const { stdout } = await run(bin, args, { maxBuffer: 32 * 1024 * 1024, env: { ...process.env, ...env } });
  return stdout;
}

function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Starts the demonstration on `data` and waits until it answers. `stop` ends it and waits until it is gone. */
export async function demo(data, { children = 60, env = {} } = {}) {
  const port = await freePort();
  const address = `http://localhost:${port}`;
  const child = spawn(bin, ["demo", "--listen", `127.0.0.1:${port}`, "--data", data, "--children", String(children)], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => (said += bytes));
  const gone = new Promise((done) => child.on("exit", done));
  for (const begun = Date.now(); ; ) {
    if (child.exitCode !== null) throw new Error(`hearth demo ended: ${said}`);
    const answer = await fetch(`${address}/ready`).catch(() => null);
    if (answer?.ok) break;
    if (Date.now() - begun > 180_000) {
      child.kill("SIGKILL");
      throw new Error(`hearth demo did not answer in three minutes: ${said}`);
    }
    await new Promise((later) => setTimeout(later, 100));
  }
  const stop = async () => {
    child.kill("SIGTERM");
    await gone;
  };
  // What it printed at the start are the accounts; what comes later are its complaints.
  const started = said.length;
  return { address, stop, log: () => said.slice(started).slice(-1500) };
}

/** Ends the instance and takes its folder away. */
export async function clear(server, data) {
  await server?.stop();
  if (data) await rm(data, { recursive: true, force: true });
}
