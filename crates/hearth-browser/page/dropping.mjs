// Files that are dropped: onto a box, anywhere on the page, one by one or as a folder.

/** The files of a drop; of a folder those that lie in it, not deeper, as the command reads a folder. */
async function dropped(transfer) {
  // The entries must be taken at once: after the first wait the drop is over.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.());
  if (!entries.some((entry) => entry?.isDirectory)) return [...transfer.files];
  const files = [];
  for (const entry of entries.filter(Boolean)) {
    if (entry.isFile) files.push(await fileOf(entry));
    else for (const inside of await list(entry)) if (inside.isFile) files.push(await fileOf(inside));
  }
  return files.filter((file) => !file.name.startsWith("."));
}

const fileOf = (entry) => new Promise((done, failed) => entry.file(done, failed));

/** A folder tells its entries a hundred at a time. */
async function list(folder) {
  const reader = folder.createReader();
  const entries = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return entries;
    entries.push(...some);
  }
}

/** Gives files to an input, as if they had been chosen. */
function give(input, files) {
  const transfer = new DataTransfer();
  for (const file of input.multiple ? files : files.slice(0, 1)) transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Takes whatever is dropped on the page: a browser would open the file and leave the page otherwise. */
export function takeDrops(standard) {
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener(
    "drop",
    async (event) => {
      event.preventDefault();
      event.stopPropagation();
      const input = event.target.closest?.("[data-drop]")?.querySelector("input[type=file]") ?? standard;
      const files = await dropped(event.dataTransfer);
      if (files.length) give(input, files);
      for (const box of document.querySelectorAll(".govuk-file-upload-button--dragging")) {
        box.classList.remove("govuk-file-upload-button--dragging");
      }
    },
    true,
  );
}
