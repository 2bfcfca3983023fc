// One piece of work on the phone: its rooms, its items, and where to go after each. What is asked is told by the pack,
// so that counting devices and checking zones are the same page.
import { apart } from "./apart.js";
import { form } from "./ask.js";
import { icon, instant, make, moment } from "./build.js";
import { hidden } from "./engine.js";
import { placed } from "./kinds.js";
import { captioned } from "./photo.js";
import { ahead, file, observations, pack as packOf, putFile, putObservation } from "./store.js";
import { newest, standing } from "./rows.js";
import { fold, say } from "../shared/words.js";

const SHOWN = 60; // items drawn at once; searching or choosing a room narrows them
const view = { pack: "", room: "", words: "", by: "" }; // by: how the last item was reached: scan, camera

const DRAWINGS = { waiting: "hourglass", recorded: "done", already: "done", conflict: "warning", refused: "cross", seen: "eye", open: "undated" };

const address = (pack, ...rest) => `#/${["viec", pack.key, ...rest].map(encodeURIComponent).join("/")}`;

/** Return what each person said of an item, as far as this phone knows: [{id, who, at, words, answers, mine}]. */
function said(pack, item, row) {
  return row?.seen?.length && !(pack.fetched > (row.judged ?? "")) ? row.seen : (item.seen ?? []);
}

function words(state, item) {
  if (state === "seen") return say("seenBy", { who: item.seen.at(-1).who });
  return say({ already: "recorded", open: "notYet" }[state] ?? state);
}

function line(pack, item, row) {
  const state = standing(pack, item, row);
  return make(
    "li",
    { class: "kit-item", "data-state": state },
    make(
      "a",
      { href: address(pack, "muc", item.key) },
      icon(DRAWINGS[state]),
      make("span", {}, make("b", {}, item.title), make("span", { class: "soft" }, [item.code, item.hint].filter(Boolean).join(" · ")), make("span", { class: "kit-state" }, words(state, item)), row?.said && state === row.state ? make("span", { class: "kit-said" }, row.said) : ""),
    ),
  );
}

function loose(pack, row) {
  const { name, code, words: told } = row.body.answers;
  const title = name || code || told;
  return make(
    "li",
    { class: "kit-item", "data-state": row.state },
    make(
      row.state === "refused" ? "a" : "div",
      row.state === "refused" ? { href: address(pack, "moi", `~${row.id}`) } : {},
      icon(DRAWINGS[row.state]),
      make("span", {}, make("b", {}, title), make("span", { class: "kit-state" }, words(row.state, {})), row.said ? make("span", { class: "kit-said" }, row.said) : ""),
    ),
  );
}

function fits(item, sought) {
  const text = fold(`${item.title} ${item.code ?? ""} ${item.hint ?? ""}`);
  return sought.every((word) => text.includes(word));
}

/** Show the rooms and items of one pack. */
export async function showPack(root, key, tell) {
  const pack = await packOf(key);
  if (!pack) {
    location.hash = "#/";
    return;
  }
  if (view.pack !== key) Object.assign(view, { pack: key, room: "", words: "", by: "" });
  const all = await observations(key);
  const rows = newest(all);
  const out = await unasked(pack, rows, tell);
  const items = pack.items.filter((item) => !out.has(item.key));
  const list = make("ul", { class: "kit-items" });
  const told = make("p", { class: "soft", role: "status" });

  function draw() {
    const sought = fold(view.words).split(/\s+/).filter(Boolean);
    const found = items.filter((item) => (!view.room || item.group === view.room) && fits(item, sought));
    list.replaceChildren(...found.slice(0, SHOWN).map((item) => line(pack, item, rows.get(item.key))));
    const done = found.filter((item) => rows.has(item.key) || item.seen?.length).length;
    told.textContent = found.length > SHOWN ? say("someShown", { shown: SHOWN, all: found.length, done }) : say("progress", { done, all: found.length });
    return found;
  }

  function openLabel(text, by) {
    const code = text.trim().toUpperCase();
    if (!code) return;
    const hit = items.find((item) => item.code && (item.code.toUpperCase() === code || code.endsWith(`/${item.code.toUpperCase()}`))) ?? items.find((item) => fold(item.title) === fold(text));
    const only = hit ?? (by === "scan" && draw().length === 1 ? draw()[0] : null);
    if (only) {
      Object.assign(view, { words: "", by });
      location.hash = address(pack, "muc", only.key);
    } else {
      const more = pack.unlisted_questions?.some((question) => question.name === "code") ? make("a", { href: address(pack, "moi", code) }, pack.unlisted) : "";
      tell(`${say("unknownLabel", { text: code })} `, "soon", more);
    }
  }

  const search = make("input", { type: "search", id: "kit-search", value: view.words, autocomplete: "off", autocapitalize: "off", enterkeyhint: "search" });
  search.value = view.words;
  search.addEventListener("input", () => {
    view.words = search.value;
    draw();
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    openLabel(search.value, "scan");
  });
  const rooms = make(
    "select",
    { id: "kit-room", onchange: (event) => ((view.room = event.target.value), draw()) },
    make("option", { value: "" }, say("everywhere")),
    pack.groups.map((group) => make("option", { value: group.key, selected: group.key === view.room }, group.title)),
  );
  const reader = root.dataset.reader ?? "";
  const canScan = Boolean(reader) || "BarcodeDetector" in window;
  const look = () => camera(reader, (text) => openLabel(text, "camera"), tell);
  // What the server told of since is among what it knows.
  const heard = (row) => pack.known && ["recorded", "already"].includes(row.state) && pack.fetched > (row.judged ?? "");
  const outside = all.filter((row) => !row.item && !heard(row));
  root.replaceChildren(
    make("p", {}, make("a", { class: "kit-back", href: "#/" }, icon("back"), make("span", {}, say("title")))),
    make("h1", { tabindex: "-1" }, pack.title),
    make("p", { class: "soft" }, pack.lead),
    make("div", { class: "kit-find" }, make("label", { for: "kit-search" }, say("search")), search, canScan ? make("button", { type: "button", class: "button look-plain", onclick: look }, icon("camera"), make("span", {}, say("camera"))) : "", make("label", { for: "kit-room" }, say("room")), rooms),
    told,
    list,
    ...(pack.known ?? []).map((one) => make("p", { class: "kit-seen" }, one)),
    outside.length ? make("ul", { class: "kit-items" }, outside.map((row) => loose(pack, row))) : "",
    pack.unlisted ? make("p", {}, make("a", { class: "button look-plain", href: address(pack, "moi") }, icon("plus"), make("span", {}, pack.unlisted))) : "",
  );
  draw();
  // Whoever goes from label to label goes on so.
  if (view.by === "scan") search.focus();
  if (view.by === "camera" && canScan) look();
  view.by = "";
}

// A scanner that types like a keyboard is heard wherever the cursor is.
document.addEventListener("keydown", (event) => {
  const search = document.getElementById("kit-search");
  if (!search || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
  if (!document.activeElement?.matches("input, textarea, select")) search.focus();
});

// The camera looks until it sees a label. Where there is none, or it is refused, a photograph of the label does as well.
async function camera(reader, opened, tell) {
  const stop = new AbortController();
  const video = make("video", { playsinline: true, muted: true });
  const told = make("p", { role: "status" });
  const shot = make("input", { id: "kit-label-shot", type: "file", accept: "image/*", capture: "environment" });
  const end = make("button", { type: "button", class: "button look-primary", onclick: () => stop.abort() }, say("stop"));
  const pane = make("dialog", { class: "kit-camera", "aria-label": say("camera"), onclose: () => stop.abort() }, video, told, make("p", { class: "kit-shot" }, make("label", { for: "kit-label-shot" }, say("labelShot")), shot), end);
  const read = (text) => {
    if (!text || stop.signal.aborted) return;
    stop.abort();
    opened(text);
  };
  stop.signal.addEventListener("abort", () => pane.remove());
  window.addEventListener("hashchange", () => stop.abort(), { once: true, signal: stop.signal });
  document.body.append(pane);
  pane.showModal();
  end.focus();
  const labels = import("./labels.js").then((script) => script.reading(reader));
  shot.addEventListener("change", async () => {
    const [file] = shot.files;
    if (!file) return;
    told.textContent = say("readingLabel");
    const text = await labels.then((one) => one.picture(file)).catch(() => "");
    shot.value = "";
    told.textContent = text ? "" : say("noCode");
    read(text);
  });
  try {
    await labels;
  } catch {
    stop.abort();
    tell(say("noReader"), "soon");
    return;
  }
  try {
    read(await (await labels).scan(video, stop.signal, () => (told.textContent = say("closer"))));
  } catch {
    video.hidden = true;
    told.textContent ||= say("noCamera");
  }
}

function titled(pack, item) {
  return [item.code, pack.groups.find((group) => group.key === item.group)?.title, item.hint].filter(Boolean).join(" · ");
}

// Time, thing, caption and place go into a strip under each photograph, once; what was taken goes when that is kept.
async function stamped(pack, item, questions, answers, files) {
  const drop = [];
  const kept = [];
  for (const one of files) {
    const question = questions.find(({ name }) => name === one.question);
    const picture = ["photo", "photos"].includes(question?.kind) && !one.stamped ? (await file(one.file))?.blob : null;
    if (!picture) {
      kept.push(one);
      continue;
    }
    const words = question.kind === "photo" ? answers[question.caption] : one.caption;
    const where = one.latitude === undefined ? "" : placed(one);
    const text = [moment(one.taken), item?.title ?? answers.name, item?.code, words, where].filter(Boolean).join(" · ");
    drop.push(one.file);
    kept.push({ ...one, stamped: true, file: await putFile(await captioned(picture, text, question.longest), pack.key) });
  }
  return { kept, drop };
}

async function keepIt(pack, item, questions, { answers, files = [], base }, more = {}) {
  const row = { id: crypto.randomUUID(), user: pack.user, pack: pack.key, item: item?.key ?? "", at: instant(ahead()) };
  const { kept, drop } = await stamped(pack, item, questions, answers, files);
  row.body = { item: row.item, answers, ...(base ? { base } : {}) };
  if (kept.length) row.files = kept;
  await putObservation(row, { ...more, drop });
}

/** Return what is asked of an item: its own questions, then those of every item of the pack. */
const questionsOf = (pack, item) => [...(item.questions ?? []), ...pack.questions].filter((question) => !item.skip?.includes(question.name));

// Which items are not asked: told by the engine from what this phone noted, else from what is known of others.
async function unasked(pack, rows, tell = () => {}) {
  if (!pack.form) return new Set();
  const answered = new Map();
  for (const item of pack.items) {
    const answers = rows.get(item.key)?.body.answers ?? item.seen?.at(-1)?.answers ?? item.start ?? {};
    answered.set(item.key, answers[item.questions?.[0]?.name ?? ""] ?? "");
  }
  try {
    return await hidden(pack, answered);
  } catch {
    tell(say("noEngine"), "soon");
    return new Set();
  }
}

/** Show the form of one item; saving leads to the next one of the room that is still open. */
export async function showItem(root, key, itemKey, { noted, stopped }) {
  const pack = await packOf(key);
  const item = pack?.items.find((one) => one.key === itemKey);
  if (!item) {
    location.hash = "#/";
    return;
  }
  const here = location.hash;
  const rows = newest(await observations(key));
  const own = rows.get(item.key);
  const state = standing(pack, item, own);
  const everybody = said(pack, item, own);
  const mine = everybody.find((one) => one.mine);

  async function next() {
    if (view.by) return "";
    const now = newest(await observations(key));
    const out = await unasked(pack, now);
    const open = (one) => !out.has(one.key) && one.key !== item.key && one.group === item.group && !now.has(one.key) && !one.seen?.length;
    const at = pack.items.indexOf(item);
    return (pack.items.slice(at).find(open) ?? pack.items.find(open))?.key ?? "";
  }

  async function save(given) {
    await keepIt(pack, item, questions, { base: item.base, ...given }, { draft: `${key}|${item.key}` });
    await noted();
    const following = await next();
    if (location.hash !== here) return; // whoever went elsewhere while it was kept stays there
    location.hash = following ? address(pack, "muc", following) : address(pack);
  }

  const questions = questionsOf(pack, item);
  const refused = own?.state === "refused" ? (own.files ?? []) : [];
  const answers = own?.body.answers ?? mine?.answers ?? item.start ?? {};
  root.replaceChildren(
    make("p", {}, make("a", { class: "kit-back", href: address(pack) }, icon("back"), make("span", {}, pack.title))),
    make("h1", { tabindex: "-1" }, item.title),
    make("p", { class: "soft" }, titled(pack, item)),
    item.told ? make("p", { class: "kit-seen" }, item.told) : "",
    make("p", { class: "kit-state", "data-state": state }, icon(DRAWINGS[state]), " ", words(state, item), own?.said && state === own.state ? `: ${own.said}` : ""),
    ...(state === "conflict" ? [apart(pack, everybody, own?.body.answers ?? mine?.answers, save, stopped)] : everybody.filter((one) => !one.mine).map((one) => make("p", { class: "kit-seen" }, say("seenThen", { who: one.who, at: moment(one.at), words: one.words })))),
    await form({ key: `${key}|${item.key}`, pack, questions, answers, files: refused, hadFiles: Boolean(own?.files?.length && own.state === "waiting"), save, stopped }),
  );
}

/** Show the form for something that stands in no list: `label` is a code that was read, or "~id" of a refused one. */
export async function showUnlisted(root, key, label, { noted, stopped }) {
  const pack = await packOf(key);
  if (!pack?.unlisted) {
    location.hash = "#/";
    return;
  }
  const again = label.startsWith("~") ? (await observations(key)).find((row) => row.id === label.slice(1)) : null;
  const answers = again?.body.answers ?? { ...(label ? { code: label } : {}), ...(view.room ? { room: view.room } : {}) };

  async function save(given) {
    await keepIt(pack, null, pack.unlisted_questions, given, { draft: `${key}|`, instead: again?.id });
    await noted();
    location.hash = address(pack);
  }

  root.replaceChildren(
    make("p", {}, make("a", { class: "kit-back", href: address(pack) }, icon("back"), make("span", {}, pack.title))),
    make("h1", { tabindex: "-1" }, pack.unlisted),
    again?.said ? make("p", { class: "kit-said" }, again.said) : "",
    await form({ key: `${key}|`, pack, questions: pack.unlisted_questions, answers, files: again?.files ?? [], save, stopped }),
  );
}

export { keepOpenForm } from "./ask.js";
