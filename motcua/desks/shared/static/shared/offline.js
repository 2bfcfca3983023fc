// Says when the line is down, keeps the form as it is, and sends it again when asked.
import { keepAll } from "./drafts.js";
import { free } from "./once.js";
import { say } from "./words.js";
import { toast } from "./toast.js";

const bar = document.querySelector("[data-offline-bar]");
let waiting = null; // the form that could not be sent, and the button it was sent with

function show() {
  if (!bar || !bar.hidden) return;
  const again = Object.assign(document.createElement("button"), { type: "button", className: "button look-plain", textContent: say("retry") });
  again.addEventListener("click", retry);
  bar.replaceChildren(Object.assign(document.createElement("p"), { textContent: say("offline") }), again);
  bar.hidden = false;
  keepAll();
}

async function reachable() {
  try {
    await fetch(import.meta.url, { method: "HEAD", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}

async function retry() {
  if (!(await reachable())) return;
  if (bar) bar.hidden = true;
  toast(say("online"));
  const [form, button] = waiting ?? [];
  waiting = null;
  if (form?.isConnected) form.requestSubmit(button ?? undefined);
}

function notSent(form, button) {
  waiting = [form, button];
  free(form);
  show();
  toast(say("notSent"), { tone: "soon" });
}

document.addEventListener("submit", (event) => {
  if (navigator.onLine || event.target.method !== "post") return;
  event.preventDefault();
  notSent(event.target, event.submitter);
});
document.addEventListener("htmx:sendError", (event) => {
  const form = event.detail.elt.closest?.("form");
  if (form) notSent(form, null);
  else show();
});
window.addEventListener("offline", show);
window.addEventListener("online", retry);
if (!navigator.onLine) show();
