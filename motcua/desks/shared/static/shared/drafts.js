// What was typed is never lost: kept on this machine per person and form until the command has succeeded.
//   data-draft="key"            on a form; "key" names the form and the thing it is about
//   data-draft-keep="machine"   also outlives the browser (default: this tab only, surviving lock, reload and crash)
//   data-no-draft               on a field that must not be kept; passwords, one-time codes and files never are
//   data-sign-out               on the sign-out form: everything this person typed is wiped
//   data-wipe-drafts            on <body>: wiped for everybody (the page after signing out)
// A form that came back with faults carries data-wrong: its answers are the server's, and its draft goes on.
// A draft that was sent is forgotten on the next page, unless that page was reached by going back or reloading: then the
// answer never came, and the form gets back its words and its once_key, so that sending again cannot do it twice.
import { HERE, say, store } from "./words.js";

const AGE = 12 * 3600 * 1000; // ms a draft is kept: a day's work, not longer on a shared machine
const user = document.body.dataset.user ?? "";
const prefix = `motcua.draft:${user}:`;
const stores = () => [store("sessionStorage"), store("localStorage")].filter(Boolean);
const home = (form) => store(form.dataset.draftKeep === "machine" ? "localStorage" : "sessionStorage");
const keyOf = (form) => prefix + form.dataset.draft;
const sent = new WeakSet();
let signingOut = false;

function keepable(field) {
  return (
    field.name &&
    !field.matches("button, fieldset, output, [type=password], [type=file], [type=hidden], [type=submit], [data-no-draft]") &&
    !/one-time-code|password|^cc-/.test(field.autocomplete) &&
    !field.closest("[data-no-draft]")
  );
}

function values(form) {
  return [...form.elements].filter(keepable).map((field) => [
    field.name,
    field.value,
    /^(checkbox|radio)$/.test(field.type) ? field.checked : null,
  ]);
}

function touched(form) {
  return [...form.elements].some(
    (field) =>
      keepable(field) &&
      (/^(checkbox|radio)$/.test(field.type)
        ? field.checked !== field.defaultChecked
        : field.matches("select")
          ? [...field.options].some((option) => option.selected !== option.defaultSelected)
          : field.value !== field.defaultValue),
  );
}

function keep(form, more = {}) {
  if (!form.dataset.draft || !(touched(form) || more.sent || "wrong" in form.dataset)) return;
  const once = form.elements.once_key?.value ?? "";
  home(form)?.setItem(keyOf(form), JSON.stringify({ at: Date.now(), sent: false, once, values: values(form), ...more }));
}

export function drop(form) {
  stores().forEach((kept) => kept.removeItem(keyOf(form)));
}

function wipe(start) {
  stores().forEach((kept) => {
    Object.keys(kept)
      .filter((key) => key.startsWith(start))
      .forEach((key) => kept.removeItem(key));
  });
}

function fill(form, kept) {
  let filled = 0;
  kept.forEach(([name, value, checked]) => {
    const field = [...form.elements].find(
      (one) => one.name === name && keepable(one) && (checked === null || one.value === value),
    );
    if (!field || field.readOnly) return;
    if (checked === null ? field.value === value : field.checked === checked) return;
    if (checked === null) field.value = value;
    else field.checked = checked;
    filled += 1;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  return filled;
}

function tell(form, at) {
  const bar = document.createElement("p");
  bar.className = "draft-back";
  bar.setAttribute("role", "status");
  const time = new Date(at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  const undo = Object.assign(document.createElement("button"), { type: "button", className: "button look-quiet", textContent: say("draftDrop") });
  undo.addEventListener("click", () => {
    form.reset();
    drop(form);
    bar.remove();
  });
  bar.append(Object.assign(document.createElement("span"), { textContent: say("draftBack", { time }) }), undo);
  form.prepend(bar);
}

function read(kept, key) {
  try {
    return JSON.parse(kept.getItem(key));
  } catch {
    return null;
  }
}

function restore(form) {
  const draft = home(form) && read(home(form), keyOf(form));
  if ("wrong" in form.dataset) keep(form);
  if (!draft || "wrong" in form.dataset) return;
  if (draft.sent && draft.once && form.elements.once_key) form.elements.once_key.value = draft.once;
  if (fill(form, draft.values)) tell(form, draft.at);
}

function forgetDone() {
  const answered = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  stores().forEach((kept) => {
    Object.keys(kept)
      .filter((key) => key.startsWith(prefix))
      .forEach((key) => {
        const draft = read(kept, key);
        const form = document.querySelector(`form[data-draft="${CSS.escape(key.slice(prefix.length))}"]`);
        const done = draft?.sent && answered && !(form && "wrong" in form.dataset);
        if (!draft || done || Date.now() - draft.at > AGE) kept.removeItem(key);
      });
  });
}

let later = 0;
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (!form?.dataset.draft) return;
  clearTimeout(later);
  later = setTimeout(() => keep(form), 300);
});

export function keepAll() {
  if (signingOut) return;
  document.querySelectorAll("form[data-draft]").forEach((form) => sent.has(form) || keep(form));
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  clearTimeout(later);
  if ("signOut" in form.dataset) {
    signingOut = true;
    wipe(prefix);
    store("localStorage")?.removeItem(HERE);
  } else if (form.dataset.draft && !event.defaultPrevented) {
    keep(form, { sent: !form.matches("[hx-post], [data-hx-post]") });
    sent.add(form);
  }
});
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt;
  if (!form.matches?.("form[data-draft]")) return;
  sent.delete(form);
  if (event.detail.successful && !("wrong" in form.dataset)) drop(form);
});
document.addEventListener("htmx:load", (event) => {
  const part = event.detail.elt;
  if (part !== document.body) part.querySelectorAll?.("form[data-draft]").forEach(restore);
});
window.addEventListener("pagehide", keepAll);
window.addEventListener("pageshow", (event) => event.persisted && document.querySelectorAll("form[data-draft]").forEach((form) => sent.delete(form)));

// What works without a line cannot ask the server whose work it may show.
if (user) store("localStorage")?.setItem(HERE, user);
if ("wipeDrafts" in document.body.dataset) wipe("motcua.draft:");
forgetDone();
document.querySelectorAll("form[data-draft]").forEach(restore);
