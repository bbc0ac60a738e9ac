// What a person does on the pages, in their own words.

/** Signs in with the card of a role, one click: `Data analyst`, or at the second council `Data analyst, Knowsley`. */
export async function signInAs(page, address, role) {
  const [part, council = "Sefton"] = role.split(", ");
  await page.goto(`${address}/sign-in`);
  await page.getByRole("button", { name: `Sign in as ${part}, ${council}` }).click();
  await page.getByRole("button", { name: "Sign out" }).waitFor();
}

/** Searches from the bar at the top of every page. */
export async function find(page, words) {
  const bar = page.getByRole("banner");
  await bar.getByRole("searchbox", { name: /Find a person/ }).fill(words);
  await bar.getByRole("button", { name: "Find a person" }).click();
  await page.getByRole("heading", { name: "Find a person", level: 1 }).waitFor();
}

/** Goes to a section of the file that is open. */
export async function section(page, name) {
  await page.getByRole("navigation", { name: "Sections of this file" }).getByRole("link", { name }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
}

/** Fills the three boxes of a date, and the time where there is one. */
export async function fillDate(page, legend, { day, month, year, time }) {
  const group = page.getByRole("group", { name: legend });
  await group.getByLabel("Day").fill(day);
  await group.getByLabel("Month").fill(month);
  await group.getByLabel("Year").fill(year);
  if (time) await group.getByLabel(/Time/).fill(time);
}

/** Opens the first child on the page that a worker starts from; one who stands so, if there is one. */
export async function openFirstOfMine(page, standing = "") {
  const rows = page.getByRole("table", { name: /^My children/ }).first().getByRole("row");
  const children = rows.filter({ has: page.getByRole("link") });
  const wanted = children.filter({ hasText: standing });
  await ((await wanted.count()) ? wanted : children).first().getByRole("link").click();
  await page.getByRole("navigation", { name: "Sections of this file" }).waitFor();
}

/** Opens a file that is refused, with a reason. */
export async function breakGlass(page, reason) {
  await page.getByRole("link", { name: "Give a reason and open it" }).click();
  await page.getByLabel(/Why must you open this file/).fill(reason);
  await page.getByRole("button", { name: "Open the file" }).click();
  await page.getByRole("navigation", { name: "Sections of this file" }).waitFor();
}

/** Signs out, and waits until nobody is signed in. */
export async function signOut(page) {
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
}
