// The worker from the page's side: started when it is needed, started anew after a fault or when somebody stops it.

import source from "worker-source";
import packed from "module.gz";

/** The module that was compiled: unpacking and compiling is done once. */
let compiled;

async function compile() {
  if (typeof DecompressionStream === "undefined" || typeof WebAssembly === "undefined") {
    throw new Error("this browser is too old for the check: use Edge, Chrome, Firefox or Safari of 2023 or later");
  }
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(unpacked).arrayBuffer());
}

const STOPPED = "the check was stopped";

/** What runs a check. `onState` is told what it is doing. */
export class Engine {
  #worker;
  #waiting = new Map();
  #next = 0;
  #stops = 0;
  #onState;

  constructor(onState) {
    this.#onState = onState;
  }

  /** Starts the worker where there is none. */
  async #ready() {
    compiled ??= compile();
    const module = await compiled;
    if (this.#worker) return;
    const address = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
    this.#worker = new Worker(address);
    this.#worker.onmessage = ({ data }) => this.#heard(data);
    this.#worker.onerror = (event) => this.#end(event.message || "the check could not start: load the page again");
    await this.#asked("start", { module });
    URL.revokeObjectURL(address);
  }

  /** Asks the worker. Fails with words for people. */
  async ask(ask, rest = {}) {
    const stops = this.#stops;
    await this.#ready();
    if (stops !== this.#stops) throw new Error(STOPPED);
    return this.#asked(ask, rest);
  }

  /** Stops whatever runs. */
  stop() {
    this.#stops += 1;
    this.#end(STOPPED);
  }

  #asked(ask, rest) {
    const id = (this.#next += 1);
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      this.#worker.postMessage({ id, ask, ...rest });
    });
  }

  #heard({ id, state, said, failed, broken }) {
    if (state) return this.#onState(state);
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (failed === undefined) waiting?.done(said);
    else waiting?.failed(new Error(failed));
    if (broken) this.#end(failed);
  }

  #end(why) {
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { failed } of this.#waiting.values()) failed(new Error(why));
    this.#waiting.clear();
  }
}
