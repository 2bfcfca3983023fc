// The form of one item: what the pack asks, kept letter by letter until it is saved, so that neither a reload nor a
// crash nor a full phone costs what was typed.
import { icon, instant, make } from "./build.js";
import { small } from "./photo.js";
import { ahead, draft, putDraft } from "./store.js";
import { say } from "../shared/words.js";

const PAUSE = 300; // ms without a key before what was typed is kept
const KINDS = { day: "date", text: "text" };

const label = (question) => [question.label, question.required ? "" : ` (${say("optional")})`];

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

function typed(question, value) {
  const shared = { id: `q-${question.name}`, name: question.name, required: Boolean(question.required), maxLength: question.most ?? 300, autocomplete: "off" };
  const field =
    question.kind === "long"
      ? make("textarea", { ...shared, rows: "3" })
      : make("input", { ...shared, type: KINDS[question.kind] ?? "text", ...(question.kind === "number" ? { inputmode: "numeric", pattern: "[0-9]*" } : {}) });
  field.value = value ?? "";
  return field;
}

function picture(question, state, changed, failed) {
  const seen = make("img", { alt: say("photo"), hidden: true });
  const field = make("input", { id: `q-${question.name}`, type: "file", accept: "image/*", capture: "environment" });
  const show = () => {
    seen.hidden = !state.photo;
    if (state.photo) seen.src = URL.createObjectURL(state.photo);
  };
  const take = async (file, taken) => {
    try {
      Object.assign(state, { photo: await small(file), taken });
      show();
      await changed();
    } catch (error) {
      failed(error);
    }
  };
  field.addEventListener("change", () => {
    const [file] = field.files;
    // Whoever saves at once waits for the picture: it must not be left behind.
    if (file) state.ready = take(file, instant(ahead()));
  });
  show();
  return [field, seen];
}

/** Return the form. `save({answers, photo, taken})` keeps it; `stopped(error)` tells why it could not be kept. */
export async function form({ key, questions, answers, photo, save, stopped }) {
  const kept = await draft(key);
  const start = kept?.answers ?? answers;
  const state = { photo: kept?.photo ?? null, taken: kept?.taken ?? "" };
  const page = make("form", { class: "kit-form" });
  let saved = false;
  let touched = Boolean(kept);

  const given = () => Object.fromEntries([...new FormData(page).entries()].filter(([, value]) => typeof value === "string" && value.trim() !== "").map(([name, value]) => [name, value.trim()]));
  const keepDraft = async () => {
    if (touched && !saved) await putDraft(key, { answers: given(), ...(state.photo ? { photo: state.photo, taken: state.taken } : {}) });
  };
  const pictured = () => {
    touched = true;
    return keepDraft();
  };
  let pause = 0;
  const changed = () => {
    touched = true;
    clearTimeout(pause);
    pause = setTimeout(() => keepDraft().catch(stopped), PAUSE);
  };

  const asked = questions.map((question) => {
    const value = start[question.name];
    const parts = { choice, list: chosen }[question.kind]?.(question, value) ?? (question.kind === "photo" ? picture(question, state, pictured, stopped) : typed(question, value));
    const field = question.kind === "choice" ? parts : make("div", { class: "kit-field", "data-question": question.name }, make("label", { for: `q-${question.name}` }, label(question)), parts);
    page.append(field);
    return [question, field];
  });
  if (photo && !state.photo) page.append(make("p", { class: "soft" }, say("photoKept")));

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

  page.addEventListener("input", changed);
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
  page.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(pause);
    button.disabled = true;
    saved = true;
    try {
      await state.ready;
      await save({ answers: given(), photo: state.photo, taken: state.taken });
    } catch (error) {
      saved = false;
      button.disabled = false;
      stopped(error);
    }
  });
  return page;
}
