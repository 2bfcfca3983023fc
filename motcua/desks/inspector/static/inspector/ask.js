// The form of one item: what the pack asks, kept letter by letter until it is saved, so that neither a reload nor a
// crash nor a full phone costs what was typed. Files are kept (sealed) as soon as they are there.
import { icon, make } from "./build.js";
import { chosenSeveral, graded, photograph, photographs, signature, voice } from "./kinds.js";
import { draft, putDraft } from "./store.js";
import { say } from "../shared/words.js";

const PAUSE = 300; // ms without a key before what was typed is kept
const KINDS = { day: "date", text: "text" };
const OWN = { choice, list: chosen, choices: chosenSeveral, grade: graded };
const FILED = { photo: photograph, photos: photographs, voice, signature };

export const optional = (question) => (question.required ? "" : ` (${say("optional")})`);

function choice(question, value) {
  return make(
    "fieldset",
    { class: "kit-choice", "data-question": question.name },
    make("legend", {}, question.label),
    question.options.map(([option, words]) => make("label", {}, make("input", { type: "radio", name: question.name, value: option, required: Boolean(question.required), checked: option === value }), make("span", {}, words))),
  );
}

function chosen(question, value) {
  const options = [["", ""], ...question.options];
  if (value && !options.some(([option]) => option === value)) options.push([value, value]);
  return make("select", { id: `q-${question.name}`, name: question.name, required: Boolean(question.required) }, options.map(([option, words]) => make("option", { value: option, selected: option === (value ?? "") }, words)));
}

const number = ({ decimal }) => (decimal ? { inputmode: "decimal", pattern: "-?[0-9]+([.,][0-9]+)?" } : { inputmode: "numeric", pattern: "[0-9]*" });

function typed(question, value) {
  const shared = { id: `q-${question.name}`, name: question.name, required: Boolean(question.required), maxLength: question.most ?? 300, autocomplete: "off" };
  const field =
    question.kind === "long"
      ? make("textarea", { ...shared, rows: "3" })
      : make("input", { ...shared, type: KINDS[question.kind] ?? "text", ...(question.kind === "number" ? number(question) : {}) });
  field.value = value ?? "";
  return field;
}

// Blanks are no words: what must be said must say something.
function notBlank(field) {
  if (!field.matches?.("textarea, input[type=text]")) return;
  field.setCustomValidity(field.required && field.value && !field.value.trim() ? say("blank") : "");
}

let openForm = null;

/** Keep what is half filled in now: before the store is locked. */
export const keepOpenForm = () => openForm?.() ?? null;

/** Return the form. `save({answers, files})` keeps it; `stopped(error)` tells why it could not be kept. `pack` is its pack,
 *  `files` are those of an earlier answer that go on with this one. */
export async function form({ key, pack, questions, answers, files = [], hadFiles = false, save, stopped }) {
  const kept = await draft(key);
  const start = kept?.answers ?? answers;
  const state = { files: [...(kept?.files ?? files)], ready: [], pack };
  const page = make("form", { class: "kit-form" });
  let saved = false;
  let touched = Boolean(kept);

  const given = () => {
    const found = {};
    for (const [name, value] of new FormData(page).entries()) {
      if (typeof value !== "string" || value.trim() === "") continue;
      found[name] = found[name] ? `${found[name]} ${value.trim()}` : value.trim();
    }
    return found;
  };
  const keepDraft = async () => {
    if (touched && !saved) await putDraft(key, { answers: given(), files: state.files });
  };
  openForm = () => (page.isConnected ? keepDraft() : null);
  // A file's maker calls this when something became of it; whoever saves at once waits for what is still being kept.
  state.changed = () => {
    touched = true;
    return keepDraft();
  };
  state.wait = (work) => {
    state.ready.push(work.catch(stopped));
    return work;
  };
  let pause = 0;
  const changed = () => {
    touched = true;
    clearTimeout(pause);
    pause = setTimeout(() => keepDraft().catch(stopped), PAUSE);
  };

  const asked = questions.map((question) => {
    const value = start[question.name];
    const made = OWN[question.kind]?.(question, value, start) ?? FILED[question.kind]?.(question, state, start, stopped) ?? typed(question, value);
    const whole = made.matches?.("fieldset");
    const field = whole ? made : make("div", { class: "kit-field", "data-question": question.name }, make("label", { for: `q-${question.name}` }, question.label, optional(question)), question.hint ? make("p", { class: "soft" }, question.hint) : "", made);
    page.append(field);
    return [question, field];
  });
  if (hadFiles && !state.files.length) page.append(make("p", { class: "soft" }, say("photoKept")));

  function follow() {
    for (const [question, field] of asked.filter(([one]) => one.when)) {
      // A disabled field is not in FormData: its question is asked of the field itself.
      const on = question.when.values.includes(new FormData(page).get(question.when.name) ?? "");
      field.hidden = !on;
      field.querySelectorAll("input, textarea, select").forEach((input) => {
        input.disabled = !on;
      });
    }
  }

  page.addEventListener("input", (event) => {
    notBlank(event.target);
    changed();
  });
  page.addEventListener("change", () => {
    follow();
    changed();
  });
  follow();
  // Whoever turns to another app or lets the screen go dark may not come back to this page.
  const leave = () => (page.isConnected ? keepDraft().catch(stopped) : document.removeEventListener("visibilitychange", leave));
  document.addEventListener("visibilitychange", leave);
  const button = make("button", { class: "button look-primary" }, icon("check"), make("span", {}, say("save")));
  page.append(button);

  function missing() {
    const found = asked.find(([question, field]) => question.required && FILED[question.kind] && !field.hidden && !state.files.some((one) => one.question === question.name));
    found?.[1].querySelector("input, button, canvas")?.focus();
    return found?.[0];
  }

  page.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(pause);
    button.disabled = true;
    try {
      await Promise.all(state.ready);
      const lacking = missing();
      if (lacking) throw new Error(say("fileMissing", { label: lacking.label }));
      saved = true;
      await save({ answers: given(), files: state.files });
    } catch (error) {
      saved = false;
      button.disabled = false;
      stopped(error);
    }
  });
  return page;
}
