// The desk where dossiers are worked: the list left, the dossier right, acts without leaving.
//   data-copy-field="id"     copies what stands in that field now
// An act that is unfolded puts the cursor into its first field.
// Without this file links and forms still work, a page at a time.
import { say } from "../shared/words.js";
import { toast } from "../shared/toast.js";

const PANE = "ho-so";
const narrow = window.matchMedia("(max-width: 63.99rem)");
const rows = () => [...document.querySelectorAll(".mail-row")];

// On a phone the dossier is a page, not a pane under the list.
document.addEventListener("htmx:beforeRequest", (event) => {
  const link = event.detail.elt;
  if (!link.matches?.(".mail-row a[data-open]") || !narrow.matches) return;
  event.preventDefault();
  window.location.assign(link.href);
});

// Whoever works fast needs only the last good word, not a pile of them.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!event.detail.elt.matches?.("form[data-once]")) return;
  document.querySelectorAll(".toast:not([data-keep])").forEach((word) => word.remove());
});

// Whoever acts beside a list goes on to the row after this one, as they see it.
document.addEventListener("htmx:configRequest", (event) => {
  const form = event.detail.elt;
  const pane = form.closest?.(".dossier");
  if (!form.matches?.("form") || !pane) return;
  const all = rows();
  const here = all.findIndex((row) => row.id === `hs-${pane.dataset.dossier}`);
  const next = all[here + 1] ?? all[here - 1];
  const box = next?.querySelector("[data-select-row]");
  if (here >= 0 && box) event.detail.parameters.set?.("tiep", box.value) ?? (event.detail.parameters.tiep = box.value);
});

// A refused form comes back with its words beside its fields, whatever its status.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.xhr.getResponseHeader("X-Motcua-Form") !== "1") return;
  event.detail.shouldSwap = true;
  event.detail.isError = false;
});

document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id !== PANE) return;
  const pane = document.getElementById(PANE);
  const open = pane.querySelector(".dossier")?.dataset.dossier;
  rows().forEach((row) => {
    const here = row.id === `hs-${open}`;
    row.toggleAttribute("data-here", here);
    if (here) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
    if (here) row.scrollIntoView({ block: "nearest" });
  });
  pane.scrollTop = 0;
  if (document.activeElement === document.body || !document.activeElement?.isConnected) {
    (document.querySelector(`#hs-${CSS.escape(open ?? "")} a[data-open]`) ?? pane).focus({ preventScroll: true });
  }
});

document.addEventListener("click", async (event) => {
  const copier = event.target.closest("[data-copy-field]");
  if (!copier) return;
  const field = document.getElementById(copier.dataset.copyField);
  field.select();
  let done = true;
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    done = document.execCommand("copy");
  }
  copier.focus();
  copier.toggleAttribute("data-done", done);
  if (!done) toast(say("notCopied"), { tone: "soon" });
});

// "toggle" does not bubble, so it is caught on its way down.
document.addEventListener(
  "toggle",
  (event) => {
    if (!event.target.matches?.(".act-more") || !event.target.open) return;
    event.target.querySelector("textarea, input:not([type=hidden]), select")?.focus();
  },
  true,
);
