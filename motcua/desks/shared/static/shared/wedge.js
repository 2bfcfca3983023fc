// A scanner that types like a keyboard. What it types is recognised by its speed and its final Enter or Tab, and goes
// as one string to the scan field, wherever the cursor was; the field the cursor stood in is left as it had been.
//   data-scan            on the input that wants scans; the focused one wins, else the first usable one on the page
//   data-scan-send       on it as well: its form is sent after a scan
//   data-no-scan         on a field that may be typed into by fast devices of its own
// The field hears "motcua:scan" with {text}. Vietnamese input methods rewrite what a scanner types (backspaces and
// replaced letters arrive among the keys, or keys without a letter): both are followed; the server undoes the rest.
import { takesTyping, usable } from "./words.js";

const GAP = 45; // ms between two keys of a scanner; a very fast typist needs more than 60
const LEAST = 6; // keys; shorter bursts are typing
const SURE = 4; // keys after which the cursor's field is given back its text and the rest is held
const QUIET = 120; // ms after which a burst without an end was not a scan

let burst = null;

// what a US keyboard means by a key whose letter the input method hides
const PLAIN = { Backslash: "\\|", Minus: "-_", Equal: "=+", Slash: "/?", Period: ".>", Comma: ",<", Semicolon: ";:", Space: "  ", Quote: "'\"", BracketLeft: "[{", BracketRight: "]}", Backquote: "`~" };
const SHIFTED = ")!@#$%^&*(";

function letter(event) {
  if (event.key.length === 1) return event.key;
  if (event.key !== "Process" && event.key !== "Unidentified") return "";
  const { code, shiftKey } = event;
  if (/^Digit\d$/.test(code)) return shiftKey ? SHIFTED[Number(code[5])] : code[5];
  if (/^Numpad\d$/.test(code)) return code[6];
  if (/^Key[A-Z]$/.test(code)) return shiftKey ? code[3] : code[3].toLowerCase();
  return PLAIN[code]?.[shiftKey ? 1 : 0] ?? "";
}

function scanField() {
  const focused = document.activeElement;
  if (focused?.matches("[data-scan]")) return focused;
  const scope = document.querySelector("dialog[open]") ?? document;
  return [...scope.querySelectorAll("[data-scan]")].find((field) => usable(field) && !field.readOnly);
}

function guarded(field) {
  return field?.matches("[type=password], [autocomplete='one-time-code'], [data-no-scan]") ?? false;
}

function begin(event, text) {
  const field = takesTyping(document.activeElement) ? document.activeElement : null;
  const typed = field && !field.matches("select");
  burst = {
    text,
    keys: 1,
    last: event.timeStamp,
    field: typed ? field : null,
    before: typed ? field.value : "",
    start: typed ? field.selectionStart : null,
    end: typed ? field.selectionEnd : null,
    held: false,
  };
}

function setText(field, text, at = null) {
  field.value = text;
  if (at !== null && field.selectionStart !== null) field.setSelectionRange(at, at);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// The cursor's field gets back what it had; from here on the burst's keys do not reach the page.
function hold() {
  burst.held = true;
  if (burst.field) setText(burst.field, burst.before, burst.start);
}

// It was typing after all: the held letters are put where the cursor was.
function release() {
  const { field, held, before, start, end, text } = burst;
  burst = null;
  if (!held || !field) return;
  const from = start ?? before.length;
  setText(field, before.slice(0, from) + text + before.slice(end ?? from), from + text.length);
}

function deliver(target, text) {
  target.focus();
  setText(target, text);
  target.dispatchEvent(new Event("change", { bubbles: true }));
  const heard = target.dispatchEvent(new CustomEvent("motcua:scan", { bubbles: true, cancelable: true, detail: { text } }));
  if (heard && "scanSend" in target.dataset) target.form?.requestSubmit();
}

function swallow(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
}

let quiet = 0;
document.addEventListener(
  "keydown",
  (event) => {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || event.key === "Shift") return;
    const target = scanField();
    if (!target || guarded(document.activeElement)) return;
    clearTimeout(quiet);
    const slow = !burst || event.timeStamp - burst.last > GAP;
    if (slow && burst) release();
    const ends = event.key === "Enter" || event.key === "Tab";
    if (burst && ends && burst.keys >= LEAST) {
      swallow(event);
      if (!burst.held) hold();
      const { text } = burst;
      burst = null;
      deliver(target, text);
      return;
    }
    const typed = letter(event);
    const erased = burst && event.key === "Backspace";
    if (!typed && !erased) {
      if (burst) release();
      return;
    }
    if (!burst) begin(event, typed);
    else {
      burst.text = erased ? burst.text.slice(0, -1) : burst.text + typed;
      burst.keys += 1;
      burst.last = event.timeStamp;
      if (burst.keys === SURE) hold();
    }
    if (burst.held) swallow(event);
    quiet = setTimeout(() => burst && release(), QUIET);
  },
  true,
);
