// Saves a half-written form to the server a moment after the last key, so that nothing typed is lost. Nothing is ever
// kept in the browser: another person may sit down at this machine.

const PAUSE = 1500;

/** Starts a draft keeper on every form that names its draft address in `data-draft`. */
export function keepDrafts(root) {
  for (const form of root.querySelectorAll("form[data-draft]")) keepDraft(form);
}

function keepDraft(form) {
  const status = form.ownerDocument.querySelector("[data-draft-status]");
  let timer;
  let sent = serialise(form);
  let handedIn = false;

  const save = async () => {
    clearTimeout(timer);
    const body = serialise(form);
    // A draft that arrived after the form itself would outlive the record that was made from it.
    if (handedIn || body === sent) return;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST",
        body,
        credentials: "same-origin",
        headers: { "content-type": "application/x-www-form-urlencoded", accept: "text/plain" },
        keepalive: body.length < 60_000,
      });
      if (!answer.ok) throw new Error(String(answer.status));
      sent = body;
      say(status, (await answer.text()).trim() || "Draft saved");
    } catch {
      say(status, "Not saved yet. Keep this page open: it will try again when you type.");
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  form.addEventListener("submit", () => {
    handedIn = true;
    clearTimeout(timer);
  });
  form.ownerDocument.addEventListener("visibilitychange", () => {
    if (form.ownerDocument.visibilityState === "hidden") save();
  });
}

function serialise(form) {
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return new URLSearchParams(fields).toString();
}

function say(status, words) {
  if (status) status.textContent = words;
}
