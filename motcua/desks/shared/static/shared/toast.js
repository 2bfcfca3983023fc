// Short words that pass. Good news goes after seven seconds unless looked at; what is late or refused stays.
// From the server: HX-Trigger: {"motcua:toast": {"text": "…", "tone": "good"}}; in a page: told.toast in block toasts.
import { say } from "./words.js";

const STAY = 7000;
const region = document.getElementById("toasts");

function goAway(element) {
  if ("keep" in element.dataset) return;
  let timer = 0;
  const start = () => {
    timer = setTimeout(() => element.remove(), STAY);
  };
  ["pointerenter", "focusin"].forEach((kind) => element.addEventListener(kind, () => clearTimeout(timer)));
  ["pointerleave", "focusout"].forEach((kind) => element.addEventListener(kind, start));
  start();
}

/** Show `text` in `tone` (good, soon, late, plain); `act` is {label, run}; returns the element. */
export function toast(text, { tone = "good", keep = tone === "late", act = null } = {}) {
  const element = document.createElement("div");
  element.className = `toast tone-${tone}`;
  element.dataset.toast = "";
  if (keep) element.dataset.keep = "";
  element.append(Object.assign(document.createElement("p"), { textContent: text }));
  if (act) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button look-quiet", textContent: act.label });
    button.addEventListener("click", () => {
      element.remove();
      act.run();
    });
    element.append(button);
  }
  const close = Object.assign(document.createElement("button"), { type: "button", className: "icon-button", textContent: "×" });
  close.setAttribute("aria-label", say("close"));
  close.dataset.closeToast = "";
  element.append(close);
  region?.append(element);
  goAway(element);
  return element;
}

region?.querySelectorAll("[data-toast]").forEach(goAway);
document.addEventListener("click", (event) => event.target.closest("[data-close-toast]")?.closest("[data-toast]").remove());
document.addEventListener("motcua:toast", (event) => toast(event.detail.text ?? event.detail.value, event.detail));

const REFUSALS = { 401: "signedOut", 403: "forbidden", 409: "conflict", 429: "tooMany" };
document.addEventListener("htmx:responseError", (event) => {
  // the server's own sentence (_refusal.html) is better than ours
  const { status, responseText } = event.detail.xhr;
  const told = new DOMParser().parseFromString(responseText, "text/html").querySelector("[role=alert]")?.textContent.trim();
  toast(told || say(REFUSALS[status] ?? "wentWrong"), { tone: "late" });
});
