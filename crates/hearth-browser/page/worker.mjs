// Off the page's own thread: reads the files, checks them and writes what was found, so that the page answers while it works.

import { Question, authorities, fault, initSync } from "glue";

/** The return that was read last, for the downloads. */
let answer;

const work = {
  /** Gets the compiled module, before anything else. */
  start({ module }) {
    initSync({ module });
    warm();
    return {};
  },

  /** Checks files; gives the JSON of the command and what there is to say about the files. */
  async check({ what, year, authority, files }) {
    answer?.free();
    answer = undefined;
    const read = [];
    for (const { role, file } of files) read.push({ role, name: file.name, bytes: await bytesOf(file) });
    tell("Checking");
    const begun = performance.now();
    const question = new Question(what);
    if (year) question.inYear(year);
    if (authority) question.sentBy(authority);
    for (const { role, name, bytes } of read) question.add(role, name, bytes);
    answer = question.read();
    const json = answer.json();
    const elapsed = performance.now() - begun;
    return { json, about: answer.about(), elapsed, moved: [json.buffer] };
  },

  authorities: () => ({ standing: authorities() }),
  csv: () => moved(answer.csv()),
  xlsx: () => moved(answer.xlsx()),
};

/** A browser compiles a function when it is first called: a child nobody has, checked while somebody chooses files, calls most of them. */
function warm() {
  const rows = {
    header: "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,F,16/03/2015,WBRI,UN3,,\n",
    episodes:
      "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n" +
      "1,01/05/2026,S,C2,N1,U4,PR1,02/06/2026,P,CARPL,L20 3NJ,L20 3NJ,SC1\n1,02/06/2026,P,C2,N1,U4,PR1,,,,L20 3NJ,L20 3NJ,SC1\n",
    reviews: "CHILD,DOB,REVIEW,REVIEW_CODE\n1,16/03/2015,29/05/2026,PN1\n",
  };
  const question = new Question("ssda903");
  for (const role of ["files", "previous"]) {
    for (const [name, text] of Object.entries(rows)) question.add(role, `${name}.csv`, new TextEncoder().encode(text));
  }
  const read = question.read();
  read.json();
  read.free();
}

const moved = (bytes) => ({ bytes, moved: [bytes.buffer] });
const tell = (state) => postMessage({ state });

async function bytesOf(file) {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Error(`${file.name} cannot be read any more: it was changed, moved or is open elsewhere; choose it again`);
  }
}

onmessage = async ({ data: { id, ask, ...rest } }) => {
  try {
    const { moved = [], ...said } = await work[ask](rest);
    postMessage({ id, said }, moved);
  } catch (error) {
    const faulty = broke(ask, error);
    postMessage({ id, failed: faulty ?? error.message, broken: faulty !== undefined });
  }
};

/** Words for a fault after which nothing of the module can be trusted; nothing for a refusal, which brings its own. */
function broke(ask, error) {
  if (ask === "start") return `the check does not start in this browser (${error.message}): load the page again, or use another browser`;
  if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) return undefined;
  const place = fault();
  // A panic says where it was. What ends without one is memory that a browser does not give.
  return place
    ? `the check met a fault of its own (at ${place}): tell whoever looks after Hearth what stands here, and use the command hearth check meanwhile`
    : "the files are too large for this browser: close other tabs, or check them with the command hearth check";
}
