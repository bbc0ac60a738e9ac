// The table of what was found: filtered, put in order, a page at a time.

/** How many rows a page of the table has. */
const A_PAGE = 500;
/** How many rows are printed at most. */
const ON_PAPER = 5000;

const $ = (id) => document.getElementById(id);

/** Makes an element. What is given as text stays text, whatever the files say. */
export function make(tag, { text, ...attributes } = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  element.append(...inside);
  return element;
}

const collator = new Intl.Collator("en-GB", { numeric: true });
const severities = { error: "Error", query: "Query" };

/** The columns: what they are called, and what their order goes by. Where two rows are alike, the order of the files decides. */
const columns = [
  { key: "place", title: "Where", by: () => 0 },
  { key: "rule", title: "Rule", by: (a, b) => collator.compare(a.rule, b.rule) },
  { key: "severity", title: "How bad", by: (a, b) => (a.severity === b.severity ? 0 : a.severity === "error" ? -1 : 1) },
  { key: "child", title: "Child", by: (a, b) => collator.compare(a.child, b.child) },
  { key: "message", title: "What is wrong", by: (a, b) => collator.compare(a.message, b.message) },
];

export class Findings {
  #all = [];
  #kept = [];
  #page = 0;
  #order = { key: "place", falls: false };

  constructor() {
    this.#heads();
    for (const id of ["by-severity", "by-rule", "by-table"]) $(id).addEventListener("change", () => this.#filter());
    for (const id of ["by-child", "by-text"]) {
      let later;
      $(id).addEventListener("input", () => {
        clearTimeout(later);
        later = setTimeout(() => this.#filter(), 120);
      });
    }
    $("by-order").addEventListener("change", () => {
      const [key, falls] = $("by-order").value.split(" ");
      this.#sort({ key, falls: falls === "falls" });
    });
    $("clear").addEventListener("click", () => {
      this.#clear();
      this.#filter();
      $("by-severity").focus();
    });
    $("before").addEventListener("click", () => this.#turn(-1));
    $("after").addEventListener("click", () => this.#turn(1));
    window.addEventListener("beforeprint", () => this.#show(0, ON_PAPER));
    window.addEventListener("afterprint", () => this.#show());
  }

  /** Takes the findings of a new check. A filter stays set where it still can be: a second look is for what was put right. */
  take(findings) {
    this.#all = findings.map((finding, at) => ({
      ...finding,
      at,
      text: `${finding.message} ${finding.fix} ${finding.fields.join(" ")}`.toLowerCase(),
    }));
    const count = (of) => {
      const counted = new Map();
      for (const finding of this.#all) counted.set(of(finding), (counted.get(of(finding)) ?? 0) + 1);
      return [...counted].sort(([a], [b]) => collator.compare(a, b));
    };
    const choices = (id, first, counted) => {
      const chosen = $(id).value;
      const options = counted.map(([name, rows]) => make("option", { value: name, text: `${name} (${rows})` }));
      $(id).replaceChildren(make("option", { value: "", text: first }), ...options);
      $(id).value = counted.some(([name]) => name === chosen) ? chosen : "";
    };
    choices("by-rule", "Every rule", count((finding) => finding.rule));
    choices("by-table", "Every table", count((finding) => finding.table));
    this.#filter();
  }

  #clear() {
    for (const id of ["by-severity", "by-rule", "by-table", "by-child", "by-text"]) $(id).value = "";
  }

  #filter() {
    const [severity, rule, table] = ["by-severity", "by-rule", "by-table"].map((id) => $(id).value);
    const [child, text] = ["by-child", "by-text"].map((id) => $(id).value.trim().toLowerCase());
    this.#kept = this.#all.filter(
      (finding) =>
        (!severity || finding.severity === severity) &&
        (!rule || finding.rule === rule) &&
        (!table || finding.table === table) &&
        (!child || finding.child.toLowerCase().includes(child)) &&
        (!text || finding.text.includes(text)),
    );
    $("clear").hidden = ![severity, rule, table, child, text].some(Boolean);
    this.#sort(this.#order);
  }

  #sort(order) {
    this.#order = order;
    const { by } = columns.find((column) => column.key === order.key);
    const way = order.falls ? -1 : 1;
    this.#kept.sort((a, b) => way * (by(a, b) || a.at - b.at));
    this.#page = 0;
    $("by-order").value = `${order.key} ${order.falls ? "falls" : "rises"}`;
    for (const head of $("headings").children) {
      const mine = head.dataset.key === order.key;
      if (mine) head.setAttribute("aria-sort", order.falls ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    this.#show();
  }

  #turn(by) {
    this.#page += by;
    this.#show();
    $("shown").scrollIntoView();
  }

  #heads() {
    for (const { key, title } of columns) {
      const button = make("button", { type: "button", class: "hearth-check__link", text: title });
      button.addEventListener("click", () =>
        this.#sort({ key, falls: this.#order.key === key && !this.#order.falls }),
      );
      $("headings").append(make("th", { scope: "col", class: "govuk-table__header", "data-key": key }, button));
      for (const [way, words] of [["rises", ""], ["falls", ", from the end"]]) {
        $("by-order").append(make("option", { value: `${key} ${way}`, text: `${title}${words}` }));
      }
    }
  }

  #show(from = this.#page * A_PAGE, most = A_PAGE) {
    const shown = this.#kept.slice(from, from + most);
    $("rows").replaceChildren(...shown.map(row));
    const [kept, all] = [this.#kept.length, this.#all.length];
    $("shown").textContent = told({ kept, all, from, shown: shown.length });
    $("table").hidden = kept === 0;
    const pages = Math.ceil(kept / A_PAGE);
    $("pages").hidden = pages < 2;
    $("page").textContent = `Page ${this.#page + 1} of ${pages}`;
    $("before").disabled = this.#page === 0;
    $("after").disabled = this.#page + 1 >= pages;
  }
}

/** How many rows there are to see, and of how many. */
function told({ kept, all, from, shown }) {
  const [few, many] = [kept, all].map((count) => count.toLocaleString("en-GB"));
  if (kept === 0) return `None of the ${many} rows fits the filters.`;
  if (kept > shown) {
    const some = `Rows ${(from + 1).toLocaleString("en-GB")} to ${(from + shown).toLocaleString("en-GB")} of ${few}`;
    return kept === all ? `${some}.` : `${some} that fit the filters, of ${many} in all.`;
  }
  return kept === all ? `${many} ${all === 1 ? "row" : "rows"}.` : `${few} of ${many} rows fit the filters.`;
}

function row({ rule, severity, table, line, child, message, fix }) {
  const cell = (label, text) => make("td", { class: "govuk-table__cell", ...(label && { "data-label": label }), text });
  const wrong = cell("", sentence(message));
  wrong.append(make("span", { class: "hearth-check__fix", text: sentence(fix) }));
  return make(
    "tr",
    { class: "govuk-table__row" },
    make("th", { scope: "row", class: "govuk-table__header", text: `${table}, line ${line}` }),
    cell("Rule", rule),
    cell("", severities[severity] ?? severity),
    cell("Child", child),
    wrong,
  );
}

/** Words of a rule or a fault as a sentence. */
export function sentence(words) {
  const text = words.trim();
  if (!text) return "";
  // The name of a file stays as it is.
  if (/^\S+\.\S/.test(text)) return `${text}${/[.!?]$/.test(text) ? "" : "."}`;
  return `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
}
