// The page: what is chosen goes to the worker, what the worker says goes onto the page, and nothing goes anywhere else.

import { FileUpload, Radios, SkipLink, createAll } from "govuk-frontend";
import { takeDrops } from "./dropping.mjs";
import { Engine } from "./engine.mjs";
import { Findings, make, sentence } from "./findings.mjs";

const $ = (id) => document.getElementById(id);
/** How many remarks about the files are shown: a file that is wrong throughout makes one of each row. */
const REMARKS = 200;
const roles = ["files", "previous", "providers", "postcodes"];
// The boxes that are drawn over the inputs take their ids: the inputs are found before that.
const inputs = Object.fromEntries(roles.map((role) => [role, $(role)]));

document.body.classList.add("js-enabled", "govuk-frontend-supported");
createAll(Radios);
createAll(SkipLink);
for (const role of roles) {
  const many = inputs[role].multiple;
  new FileUpload(inputs[role].parentElement, {
    i18n: {
      chooseFilesButton: many ? "Choose files" : "Choose file",
      dropInstruction: many ? "or drop them, or their folder, here" : "or drop it here",
    },
  });
  // A comma that is heard and not seen: whoever steers by voice says what they see, and it must be what the button is called.
  $(`${role}-comma`).remove();
}
$("form").hidden = false;

const engine = new Engine((state) => ($("state").textContent = `${state}…`));
const findings = new Findings();
takeDrops(inputs.files);

const which = () => document.querySelector("input[name=return]:checked").value;
const number = (count, one, many) => `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(1)} MB`);

for (const role of ["files", "previous"]) {
  inputs[role].addEventListener("change", () => {
    const chosen = [...inputs[role].files].sort((a, b) => (a.name < b.name ? -1 : 1));
    $(`${role}-chosen`).replaceChildren(...chosen.map((file) => make("li", { text: `${file.name}, ${size(file.size)}` })));
    $(`${role}-chosen`).hidden = chosen.length === 0;
  });
}
for (const radio of document.querySelectorAll("input[name=return]")) radio.addEventListener("change", suit);

/** Shows what the return that is chosen is checked against: a census is checked by itself. */
function suit() {
  for (const id of ["previous-group", "lists"]) $(id).hidden = which() === "cin";
}
suit();

$("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  const year = $("year").value.trim();
  if (!inputs.files.files.length) return problem("choose the files of the return", "files");
  if (year && !/^\d{4}$/.test(year)) return problem("write the year with four digits, such as 2027", "year");
  const asked = which() === "cin" ? ["files"] : roles;
  const files = asked.flatMap((role) => [...inputs[role].files].map((file) => ({ role, file })));
  await working(`Reading ${number(files.length, "file", "files")}…`, async () => {
    const said = await engine.ask("check", {
      what: which(),
      year: year ? Number(year) : 0,
      authority: $("authority").value,
      files,
    });
    const begun = performance.now();
    show(said);
    // What the figure in docs/performance.md is: from the files in memory to the findings on the page.
    performance.measure("check", { start: begun - said.elapsed, end: performance.now(), detail: { elapsed: said.elapsed } });
  });
});

/** Runs something long: the button waits, the state is told, a fault is shown with its words. */
async function working(state, work) {
  busy(true);
  $("problem").hidden = true;
  document.title = document.title.replace(/^Error: /, "");
  $("state").textContent = state;
  try {
    await work();
    $("state").textContent = "";
  } catch (error) {
    problem(error.message, "files");
  } finally {
    busy(false);
  }
}

function busy(is) {
  $("form").querySelector("button[type=submit]").disabled = is;
  $("progress").hidden = !is;
  $("stop").hidden = !is;
  for (const id of ["csv", "xlsx"]) $(id).disabled = is;
}

$("stop").addEventListener("click", () => engine.stop());

/** Says what is wrong, and leaves the page as it was otherwise: old findings go, for they are of other files. */
function problem(words, at) {
  $("found").hidden = true;
  $("state").textContent = "";
  const link = make("a", { href: `#${at}`, text: sentence(words) });
  link.addEventListener("click", (event) => {
    event.preventDefault();
    $(at).focus();
  });
  $("problem-words").replaceChildren(link);
  $("problem").hidden = false;
  document.title = document.title.replace(/^(Error: )?/, "Error: ");
  $("problem").focus();
}

/** Puts what was found onto the page. */
function show({ json, about, elapsed }) {
  const report = JSON.parse(new TextDecoder().decode(json));
  const { children, rows, remarks } = JSON.parse(about);
  const of = (severity) => report.findings.filter((finding) => finding.severity === severity).length;
  const [errors, queries] = [of("error"), of("query")];
  const counted =
    errors + queries === 0 ? "No rows" : `${number(errors, "row", "rows")} with errors and ${number(queries, "row", "rows")} with queries`;
  $("summary").textContent =
    `${counted}: ${number(rows, "row", "rows")} of ${number(children, "child", "children")}, year to 31 March ${report.collection_year}, ` +
    `by ${number(report.rules_run, "rule", "rules")} in ${seconds(elapsed)}.`;
  const whole = report.authority_findings.map(({ rule, message }) => `Rule ${rule}: ${sentence(message)}`);
  const nothing = report.findings.length + whole.length === 0 ? ["Nothing was found: every rule that ran is kept."] : [];
  $("whole").replaceChildren(...[...nothing, ...whole].map((text) => make("p", { class: "govuk-body", text })));
  const could = new Map();
  for (const { rule, because } of report.could_not_run) could.set(because, [...(could.get(because) ?? []), rule]);
  const beside = [
    ...remarks.slice(0, REMARKS).map(sentence),
    ...(remarks.length > REMARKS ? [`And ${number(remarks.length - REMARKS, "other remark", "other remarks")}.`] : []),
    ...[...could].map(([because, rules]) => `Could not run, because ${because}: ${rules.join(", ")}.`),
  ];
  $("remarks").replaceChildren(...beside.map((text) => make("p", { class: "govuk-body-s", text })));
  $("beside").hidden = beside.length === 0;
  $("some").hidden = report.findings.length === 0;
  findings.take(report.findings);
  $("found").hidden = false;
  $("found-title").focus({ preventScroll: true });
  $("found").scrollIntoView();
}

const seconds = (ms) => (ms < 950 ? `${Math.max(1, Math.round(ms))} milliseconds` : `${(ms / 1000).toFixed(1)} seconds`);

for (const [id, type] of [
  ["csv", "text/csv"],
  ["xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
]) {
  $(id).addEventListener("click", () =>
    working("Writing…", async () => {
      const { bytes } = await engine.ask(id);
      const address = URL.createObjectURL(new Blob([bytes], { type }));
      const link = make("a", { href: address, download: `findings-${which()}.${id}` });
      link.click();
      // The browser takes the file in its own time.
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
    }),
  );
}
$("print").addEventListener("click", () => window.print());

// Everything is fetched, unpacked and compiled while somebody chooses the files.
engine
  .ask("authorities")
  .then(({ standing }) => {
    for (const [code, name] of JSON.parse(standing)) $("authority").append(make("option", { value: code, text: name }));
  })
  .catch((error) => problem(error.message, "files"));
