// Kinds of answers beyond a line of text: a grade with words, several choices, photographs, a voice, a signature. What is
// made here is kept sealed at once; the form carries its id and what is known of it.
import { icon, instant, make } from "./build.js";
import { small } from "./photo.js";
import { ahead, dropFile, file, putFile } from "./store.js";
import { say } from "../shared/words.js";

const VOICE_MOST = 300; // seconds
const VOICE_BITS = 24000;
const VOICES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const PLACE = { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 };

/** Several choices of a list, told as XForms does: values with a blank between. */
export function chosenSeveral(question, value) {
  const had = new Set((value ?? "").split(" "));
  return make(
    "fieldset",
    { class: "kit-choice", "data-question": question.name },
    make("legend", {}, question.label),
    question.options.map(([option, words]) => make("label", {}, make("input", { type: "checkbox", name: question.name, value: option, checked: had.has(option) }), make("span", {}, words))),
  );
}

/** A grade with words beside it: of what falls short (`unmet`) something must be said. */
export function graded(question, value, start) {
  const name = `${question.name}_words`;
  const words = make("textarea", { id: `q-${name}`, name, rows: "3", maxLength: question.most ?? 300 });
  words.value = start[name] ?? "";
  const told = make("label", { for: `q-${name}` });
  const page = make(
    "fieldset",
    { class: "kit-choice kit-grade", "data-question": question.name },
    make("legend", {}, question.label),
    question.options.map(([option, text]) => make("label", {}, make("input", { type: "radio", name: question.name, value: option, required: Boolean(question.required), checked: option === value }), make("span", {}, text))),
    make("div", { class: "kit-field" }, told, words),
  );
  const follow = () => {
    const short = (question.unmet ?? []).includes(page.querySelector("input:checked")?.value);
    words.required = short;
    words.setCustomValidity(short && words.value && !words.value.trim() ? say("blank") : "");
    told.textContent = say(short ? "shortcoming" : "remark");
  };
  page.addEventListener("change", follow);
  follow();
  return page;
}

/** What has controls of its own is a group under the words of its question: a label would take their names. */
function grouped(question, ...parts) {
  const optional = question.required ? "" : ` (${say("optional")})`;
  return make("fieldset", { class: "kit-group", "data-question": question.name }, make("legend", {}, question.label, optional), question.hint ? make("p", { class: "soft" }, question.hint) : "", ...parts);
}

function held(state, question) {
  return state.files.filter((one) => one.question === question.name);
}

async function letGo(state, one) {
  state.files = state.files.filter((other) => other !== one);
  await state.changed();
  await dropFile(one.file);
}

async function preview(one, element) {
  const kept = await file(one.file);
  if (kept?.blob) element.src = URL.createObjectURL(kept.blob);
}

const remover = (words, act) => make("button", { type: "button", class: "button look-quiet", onclick: act }, icon("cross"), make("span", {}, words));

/** One photograph, whose strip bears the answer of another question. */
export function photograph(question, state, start, failed) {
  const seen = make("img", { alt: say("photo"), hidden: true });
  const field = make("input", { id: `q-${question.name}`, type: "file", accept: "image/*", capture: "environment" });
  const show = async () => {
    const [one] = held(state, question);
    seen.hidden = !one;
    if (one) await preview(one, seen);
  };
  const take = async (taken, at) => {
    const before = held(state, question);
    const made = { question: question.name, single: true, file: await putFile(await small(taken, question.longest), state.pack.key), taken: at };
    state.files = [...state.files.filter((one) => !before.includes(one)), made];
    await state.changed();
    for (const one of before) await dropFile(one.file);
    await show();
  };
  field.addEventListener("change", () => {
    const [taken] = field.files;
    if (taken) state.wait(take(taken, instant(ahead()))).catch(failed);
  });
  show().catch(failed);
  return make("div", {}, field, seen);
}

/** Where the phone is now: {latitude, longitude, accuracy in m}, or {place: why it is not known}. */
function whereabouts() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) return resolve({ place: "none" });
    const found = ({ coords }) => resolve({ latitude: coords.latitude, longitude: coords.longitude, accuracy: Math.round(coords.accuracy) });
    return navigator.geolocation.getCurrentPosition(found, ({ code }) => resolve({ place: code === 1 ? "refused" : "none" }), PLACE);
  });
}

/** Return in words where something was taken, and how exactly that is known. */
export function placed({ latitude, longitude, accuracy, place }) {
  if (latitude !== undefined) return `${latitude.toFixed(5)}, ${longitude.toFixed(5)} (±${accuracy} m)`;
  return place ? say(place === "refused" ? "placeRefused" : "placeUnknown") : "";
}

/** Several photographs, each with caption, time and place; `question.most` says how many. */
export function photographs(question, state, start, failed) {
  const list = make("ul", { class: "kit-photos" });
  const field = make("input", { id: `q-${question.name}`, type: "file", accept: "image/*", capture: "environment" });
  const row = (one, number) => {
    const seen = make("img", { alt: one.caption || say("photoNumber", { n: number + 1 }) });
    preview(one, seen).catch(failed);
    const where = make("p", { class: "soft" }, placed(one) || say("placeAsked"));
    one.shown = () => (where.textContent = placed(one));
    const id = `q-${question.name}-${number}`;
    const words = make("input", { id, type: "text", maxlength: "200", autocomplete: "off" });
    words.value = one.caption ?? "";
    words.addEventListener("input", () => (one.caption = words.value.trim()));
    return make("li", {}, seen, make("div", { class: "kit-field" }, make("label", { for: id }, say("caption", { n: number + 1 })), words), where, remover(say("removePhoto", { n: number + 1 }), () => letGo(state, one).then(draw).catch(failed)));
  };
  function draw() {
    list.replaceChildren(...held(state, question).map(row));
    field.hidden = held(state, question).length >= (question.most ?? 10);
  }
  const take = async (taken, at) => {
    const made = { question: question.name, file: await putFile(await small(taken, question.longest), state.pack.key), taken: at, caption: "" };
    // `shown` is of this page only: it is left out of whatever is kept.
    Object.defineProperty(made, "shown", { value: null, writable: true, enumerable: false });
    state.files = [...state.files, made];
    draw();
    await state.changed();
    const where = await whereabouts();
    if (!state.files.includes(made)) return;
    Object.assign(made, where);
    made.shown?.();
    await state.changed();
  };
  field.addEventListener("change", () => {
    const [taken] = field.files;
    if (taken) state.wait(take(taken, instant(ahead()))).catch(failed);
    field.value = "";
  });
  for (const one of held(state, question)) Object.defineProperty(one, "shown", { value: null, writable: true, enumerable: false });
  draw();
  return make("div", {}, list, field);
}

const clocked = (seconds) => `${Math.trunc(seconds / 60)}:${String(Math.trunc(seconds % 60)).padStart(2, "0")}`;

async function record(button, told, finished, failed) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const type = VOICES.find((one) => MediaRecorder.isTypeSupported(one));
  const recorder = new MediaRecorder(stream, { ...(type ? { mimeType: type } : {}), audioBitsPerSecond: VOICE_BITS });
  const parts = [];
  const begun = Date.now();
  const spent = () => (Date.now() - begun) / 1000;
  const stop = () => recorder.state === "recording" && recorder.stop();
  const beat = setInterval(() => {
    told.textContent = say("recording", { time: clocked(spent()) });
    if (spent() >= VOICE_MOST || !button.isConnected) stop();
  }, 250);
  recorder.addEventListener("dataavailable", ({ data }) => data.size && parts.push(data));
  recorder.addEventListener("stop", () => {
    clearInterval(beat);
    stream.getTracks().forEach((track) => track.stop());
    const sound = new Blob(parts, { type: (recorder.mimeType || type || "audio/webm").split(";")[0] });
    finished(sound, Math.max(1, Math.round(spent()))).catch(failed);
  });
  recorder.start(1000);
  return stop;
}

/** A voice note: recorded, heard again, thrown away; its length is shown. A browser that cannot says so. */
export function voice(question, state, start, failed) {
  const told = make("p", { class: "soft", role: "status" });
  const box = make("div", {});
  let stop = null;
  if (!window.MediaRecorder || !navigator.mediaDevices?.getUserMedia) return grouped(question, make("p", { class: "soft" }, say("noVoice")));
  const button = make("button", { type: "button", class: "button look-plain" });
  const draw = () => {
    const notes = held(state, question).map((one) => {
      const sound = make("audio", { controls: true });
      preview(one, sound).catch(failed);
      return make("p", { class: "kit-voice" }, make("span", {}, say("voiceLength", { time: clocked(one.seconds) })), sound, remover(say("removeVoice"), () => letGo(state, one).then(draw).catch(failed)));
    });
    box.replaceChildren(...notes);
    button.replaceChildren(icon(stop ? "check" : "plus"), make("span", {}, say(stop ? "voiceStop" : "voiceStart")));
  };
  const finished = async (sound, seconds) => {
    stop = null;
    told.textContent = "";
    const made = { question: question.name, file: await putFile(sound, state.pack.key), taken: instant(ahead()), seconds };
    state.files = [...state.files, made];
    await state.changed();
    draw();
  };
  button.addEventListener("click", async () => {
    if (stop) return stop();
    try {
      // Whoever saves while it is being recorded keeps what was said until then.
      const done = new Promise((resolve) => {
        record(button, told, (sound, seconds) => finished(sound, seconds).finally(resolve), failed).then(
          (stopping) => {
            stop = stopping;
            draw();
          },
          () => {
            told.textContent = say("voiceRefused");
            resolve();
          },
        );
      });
      button.form?.addEventListener("submit", () => stop?.(), { once: true, capture: true });
      state.wait(done);
    } catch (error) {
      failed(error);
    }
    return null;
  });
  draw();
  return grouped(question, button, told, box);
}

/** A signature on the glass: that somebody was there and saw it; no signature in the sense of the law, and it says so. */
export function signature(question, state, start, failed) {
  const pad = make("canvas", { class: "kit-sign", width: "600", height: "240", tabindex: "0", role: "img", "aria-label": question.label });
  const name = `${question.name}_by`;
  const who = make("input", { id: `q-${name}`, name, type: "text", maxlength: "120", autocomplete: "off" });
  who.value = start[name] ?? "";
  const told = make("p", { class: "soft", role: "status" });
  const seen = make("img", { alt: question.label, hidden: true });
  const clear = remover(say("signAgain"), () => Promise.all(held(state, question).map((one) => letGo(state, one))).then(show).catch(failed));
  let pen = null;
  const [had] = held(state, question);
  async function show() {
    const [one] = held(state, question);
    seen.hidden = !one;
    pad.hidden = Boolean(one);
    clear.hidden = !one;
    who.required = Boolean(one) || Boolean(question.required);
    if (one) await preview(one, seen);
    else pen?.clear();
  }
  const keep = async () => {
    const drawn = await new Promise((resolve) => pad.toBlob(resolve, "image/png"));
    const before = held(state, question);
    const made = { question: question.name, file: await putFile(drawn, state.pack.key), taken: instant(ahead()), stamped: true };
    state.files = [...state.files.filter((one) => !before.includes(one)), made];
    who.required = true;
    clear.hidden = false;
    await state.changed();
    for (const one of before) await dropFile(one.file);
  };
  import(document.querySelector("[data-kit]").dataset.pad).then(
    ({ default: Pad }) => {
      pen = new Pad(pad, { backgroundColor: "#fff", penColor: "#111" });
      pen.addEventListener("endStroke", () => state.wait(keep()).catch(failed));
      if (had) pad.hidden = true;
    },
    () => (told.textContent = say("noPad")),
  );
  show().catch(failed);
  return grouped(question, make("p", { class: "soft" }, say("signNote")), pad, seen, clear, told, make("div", { class: "kit-field" }, make("label", { for: `q-${name}` }, say("signedBy")), who));
}
