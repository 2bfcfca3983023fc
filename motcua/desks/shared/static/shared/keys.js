// Keys of the counter: F-keys press the buttons they are printed on, "/" searches, j and k walk a list, Enter goes on.
//   data-key="F9"        on a button, link or input: pressed, followed or focused by that key
//   data-enter="next"    on a form: Enter goes to the next field, on the last one to the first button
//   data-list, data-row  a list and its rows; data-href or a[data-open] is where Enter leads
//   on a row of a list the arrows walk too and Space ticks it
// Typing is never taken away: single letters work only outside fields, and the person can switch them off.
import { say, store, takesTyping, usable } from "./words.js";
import { toast } from "./toast.js";

const SINGLE = "motcua.single-keys";
const singleKeys = () => store("localStorage")?.getItem(SINGLE) !== "off";
const composing = (event) => event.isComposing || event.keyCode === 229;

function press(element) {
  if (element.getAttribute("aria-disabled") === "true") {
    toast(element.dataset.why || element.textContent, { tone: "soon" });
    element.focus();
  } else if (takesTyping(element)) {
    element.focus();
    element.select?.();
  } else {
    element.click();
  }
}

function keyed(key) {
  const scope = document.querySelector("dialog[open]") ?? document;
  return [...scope.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(usable);
}

function rows() {
  return [...document.querySelectorAll("[data-list] [data-row]")].filter(usable);
}

function walk(step) {
  const all = rows();
  if (!all.length) return;
  const here = all.findIndex((row) => row.hasAttribute("data-here"));
  const there = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + step, 0), all.length - 1);
  all[here]?.removeAttribute("data-here");
  const row = all[there];
  row.setAttribute("data-here", "");
  const target = row.querySelector("a[data-open]") ?? row.querySelector("a, button, input") ?? row;
  if (target === row) row.tabIndex = -1;
  target.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  row.dispatchEvent(new CustomEvent("motcua:here", { bubbles: true }));
}

function open(row) {
  const link = row.querySelector("a[data-open]");
  if (link) link.click();
  else if (row.dataset.href) window.location.assign(row.dataset.href);
}

function nextField(from, back) {
  const all = [...from.form.elements].filter(
    (field) => usable(field) && !field.readOnly && field.type !== "hidden" && !field.matches("fieldset, output"),
  );
  // one stop for a group of radios: where one stands, else the chosen one, else the first
  const stop = (radio) => {
    const group = all.filter((other) => other.type === "radio" && other.name === radio.name);
    return group.includes(from) ? from : (group.find((other) => other.checked) ?? group[0]);
  };
  const stops = all.filter((field) => field.type !== "radio" || stop(field) === field);
  return stops[stops.indexOf(from) + (back ? -1 : 1)];
}

function enterGoesOn(event) {
  const field = event.target;
  if (field.form?.dataset.enter !== "next" || composing(event)) return;
  if (field.matches("button, textarea") || /^(submit|button|file)$/.test(field.type)) return;
  event.preventDefault();
  const next = nextField(field, event.shiftKey);
  if (!next) return;
  next.focus();
  if (takesTyping(next)) next.select?.();
}

function fillHints() {
  const list = document.querySelector("[data-key-list]");
  if (!list) return;
  list.replaceChildren(
    ...[...document.querySelectorAll("[data-key]")].filter(usable).map((element) => {
      const line = document.createElement("div");
      const key = document.createElement("dt");
      const what = document.createElement("dd");
      key.append(Object.assign(document.createElement("kbd"), { className: "key", textContent: element.dataset.key }));
      what.textContent =
        element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.querySelector("span")?.textContent ?? element.textContent;
      line.append(key, what);
      return line;
    }),
  );
  const box = document.querySelector("[data-single-keys]");
  if (box) box.checked = singleKeys();
}

function single(event) {
  if (takesTyping(event.target) || !singleKeys() || document.querySelector("dialog[open]")) return false;
  const here = document.querySelector("[data-row][data-here]");
  if (event.key === "j") walk(1);
  else if (event.key === "k") walk(-1);
  else if (event.key === "x" && here?.querySelector("[data-select-row]")) here.querySelector("[data-select-row]").click();
  else if (event.key === "?") keyed("F1")?.click();
  else if (event.key === "/" && keyed("/")) press(keyed("/"));
  else return false;
  return true;
}

function onRow(event) {
  const row = event.target.closest?.("[data-list] [data-row]");
  if (!row || takesTyping(event.target)) return false;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (event.target.matches("select")) return false;
    rows().forEach((other) => other.toggleAttribute("data-here", other === row));
    walk(event.key === "ArrowDown" ? 1 : -1);
    return true;
  }
  const box = row.querySelector("[data-select-row]");
  // a button or a box of the row keeps its own Space
  if (event.key !== " " || !box || event.target.matches("button, input, select, summary")) return false;
  box.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (/^F\d+$/.test(event.key)) {
    const element = keyed(event.key);
    if (!element) return;
    event.preventDefault();
    if (!event.repeat) press(element);
  } else if (event.key === "Enter") {
    const row = event.target.closest?.("[data-row]");
    if (row && !event.target.matches("a, button, input, select, textarea")) open(row);
    else if (event.target.form) enterGoesOn(event);
  } else if (onRow(event)) {
    event.preventDefault();
  } else if (!composing(event) && event.key.length === 1 && single(event)) {
    event.preventDefault();
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-dialog='keys']")) fillHints();
  const row = event.target.closest("[data-row][data-href]");
  if (row && !event.target.closest("a, button, input, label, select") && !window.getSelection()?.toString()) open(row);
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-single-keys]")) return;
  store("localStorage")?.setItem(SINGLE, event.target.checked ? "on" : "off");
  toast(say(event.target.checked ? "keysOn" : "keysOff"));
});
