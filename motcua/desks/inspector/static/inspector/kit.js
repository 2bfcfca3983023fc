// The field kit: takes work along, keeps what is noted on the phone, and sends it when there is a line.
//   #/                        what was taken along       #/viec/<pack>              one piece of work, its rooms and items
//   #/viec/<pack>/muc/<item>  one item                   #/viec/<pack>/moi/<label>  something that stands in no list
import { icon, make, moment } from "./build.js";
import { Busy, NoLine, OtherPerson, SignInNeeded, fetchJson, send, session } from "./sync.js";
import { dropPack, full, keep, observations, owner, packs, putPack, waiting } from "./store.js";
import { newest, showItem, showPack, showUnlisted, standing } from "./work.js";
import { say } from "../shared/words.js";

const root = document.querySelector("[data-kit]");
const { session: sessionAddress, tasks: tasksAddress, signIn: signInAddress, most } = root.dataset;
const status = document.querySelector("[data-kit-status]");
const STALE = 10 * 60 * 1000; // ms after which a pack is fetched anew when there is a line anyway
const SOON = 30000; // ms until sending is tried again; doubled each time, up to LATEST
const LATEST = 300000;
const SETTLED = 3000; // ms after which what reads labels is fetched: on a weak line the work comes first

/** Say one sentence in the status line, read aloud at once; `tone`: good, soon, late. */
function tell(words, tone = "", ...more) {
  status.replaceChildren(words, ...more);
  status.dataset.tone = tone;
}

function stopped(error) {
  if (error instanceof SignInNeeded) tell(`${say("signInFirst")} `, "soon", make("a", { href: signInAddress }, say("signIn")));
  else if (error instanceof OtherPerson) tell(say("otherPerson"), "soon");
  else if (error instanceof Busy) tell(say("busy"), "soon");
  else if (error instanceof NoLine) tell(say("noLine"), "soon");
  else if (full(error)) tell(say("full"), "late");
  else tell(error.message || say("wentWrong"), "late");
}

let sending = false;
let retry = 0;
let wait = SOON;

function later() {
  clearTimeout(retry);
  retry = setTimeout(sendAll, wait);
  wait = Math.min(LATEST, wait * 2);
}

/** Send everything of this person that waits; nothing happens where it is being sent already. */
async function sendAll() {
  if (sending) return;
  sending = true;
  try {
    const { user } = await owner();
    let sent = 0;
    for (const pack of user ? await packs(user) : []) {
      const now = await send(pack, sessionAddress, Number(most), (done, all) => tell(say("sendingParts", { done, all })));
      sent += now;
      if (now && Date.now() - new Date(pack.fetched) > STALE) await fetchPack(pack.pack, user).catch(() => null);
    }
    if (sent) tell(say("allSent"), "good");
    wait = SOON;
  } catch (error) {
    stopped(error);
    if (error instanceof NoLine) later();
  } finally {
    sending = false;
    await count();
    await drawn();
  }
  // What was noted while the rest was being sent goes too.
  const { user } = await owner();
  if (wait === SOON && user && (await waiting(user)) && status.dataset.tone === "good") sendAll();
}

async function count() {
  const { user } = await owner();
  const left = user ? await waiting(user) : 0;
  document.querySelector("[data-kit-left]").textContent = !user ? "" : left ? say("unsent", { n: left }) : say("nothingUnsent");
  document.querySelector("[data-kit-send]").hidden = !left;
}

async function fetchPack(address, user) {
  const pack = await fetchJson(address);
  const key = `${user}:${pack.kind}:${pack.id}`;
  const now = new Date().toISOString();
  const before = (await packs(user)).find((one) => one.key === key);
  await putPack({ ...pack, key, user, taken: before?.taken ?? now, fetched: now });
  return pack;
}

async function takeAlong(address) {
  tell(say("fetching"));
  try {
    const { user } = await session(sessionAddress);
    const pack = await fetchPack(address, user);
    await keep();
    tell(say("fetched", { title: pack.title }), "good");
    await home();
    takeReader();
  } catch (error) {
    stopped(error);
  }
}

// What reads labels goes along with the work where the browser cannot read them by itself.
let settling = 0;

function takeReader() {
  clearTimeout(settling);
  if (!root.dataset.reader || !navigator.onLine) return;
  settling = setTimeout(async () => {
    if (sending) return takeReader();
    const { user } = await owner();
    if (!user || !(await packs(user)).length) return;
    const told = status.textContent;
    try {
      const fresh = await (await import("./labels.js")).keepReader(root.dataset.reader);
      if (fresh && told && status.textContent === told) tell(`${told} ${say("readerKept")}`, status.dataset.tone);
    } catch {
      // Without a line, or with a full phone, codes are typed; it is tried again when the kit is opened or a line comes.
    }
  }, SETTLED);
}

function drop(pack, refused) {
  let sure = !refused;
  return async () => {
    if (!sure) {
      sure = true;
      tell(say("dropRefused", { n: refused }), "late");
    } else if (await dropPack(pack.key)) await home();
    else tell(say("sendFirst"), "soon");
  };
}

function packCard(pack, rows) {
  const own = newest(rows);
  const done = pack.items.filter((item) => own.has(item.key) || item.seen?.length).length;
  const left = rows.filter((row) => row.state === "waiting").length;
  const states = [...pack.items.map((item) => standing(pack, item, own.get(item.key))), ...rows.filter((row) => !row.item).map((row) => row.state)];
  const refused = states.filter((state) => state === "refused").length;
  const asks = refused + states.filter((state) => state === "conflict").length;
  return make(
    "li",
    { class: "kit-card" },
    make("a", { class: "kit-card-link", href: `#/viec/${encodeURIComponent(pack.key)}` }, make("b", {}, pack.title), make("span", { class: "soft" }, pack.lead)),
    make("p", {}, say("progress", { done, all: pack.items.length }), left ? ` · ${say("unsent", { n: left })}` : "", asks ? ` · ${say("asksYou", { n: asks })}` : ""),
    make("progress", { max: pack.items.length || 1, value: done, "aria-label": pack.title }),
    make("p", { class: "soft" }, say("takenAt", { at: moment(pack.fetched) })),
    make(
      "p",
      { class: "kit-acts" },
      make("button", { type: "button", class: "button look-plain", onclick: () => takeAlong(pack.pack) }, icon("refresh"), make("span", {}, say("again"))),
      make("button", { type: "button", class: "button look-quiet", onclick: drop(pack, refused) }, make("span", {}, say("drop"))),
    ),
  );
}

function offer(task) {
  return make(
    "li",
    { class: "kit-card" },
    make("b", {}, task.title),
    make("p", { class: "soft" }, task.lead),
    make("button", { type: "button", class: "button look-plain", onclick: () => takeAlong(task.pack) }, icon("download"), make("span", {}, say("take"))),
  );
}

let offers = 0;

async function offered(list, words, own) {
  const asked = (offers += 1);
  list.replaceChildren(make("li", { class: "soft" }, say("looking")));
  try {
    const { tasks } = await fetchJson(words ? `${tasksAddress}?tim=${encodeURIComponent(words)}` : tasksAddress);
    if (asked !== offers) return;
    const fresh = tasks.filter((task) => !own.some((pack) => pack.pack === task.pack));
    list.replaceChildren(...fresh.map(offer));
    if (!fresh.length) list.replaceChildren(make("li", { class: "soft" }, say(tasks.length ? "allTaken" : "nothingOffered")));
  } catch (error) {
    if (asked !== offers) return;
    list.replaceChildren(make("li", { class: "soft" }, say("offeredWithLine")));
    stopped(error);
  }
}

function finder(list, own) {
  const field = make("input", { type: "search", id: "kit-offer", autocomplete: "off", enterkeyhint: "search" });
  const find = (event) => {
    event.preventDefault();
    offered(list, field.value.trim(), own);
  };
  return make("form", { class: "kit-find", onsubmit: find }, make("label", { for: "kit-offer" }, say("findOffer")), field);
}

let drawnFor = "";

/** Show what was taken along, and what could be; `asks`: the server is asked anew what could be. */
async function home({ asks = true } = {}) {
  const { user, name } = await owner();
  const own = user ? await packs(user) : [];
  const cards = await Promise.all(own.map(async (pack) => packCard(pack, await observations(pack.key))));
  const before = document.getElementById("kit-offered");
  asks ||= drawnFor !== user;
  drawnFor = user;
  const list = before && !asks ? before : make("ul", { class: "kit-list", id: "kit-offered" });
  root.replaceChildren(
    make("h1", { tabindex: "-1" }, say("title")),
    name ? make("p", { class: "soft" }, name) : "",
    make("h2", {}, say("along")),
    cards.length ? make("ul", { class: "kit-list" }, cards) : make("p", { class: "soft" }, say(user ? "nothingAlong" : "nobody")),
    make("h2", {}, say("offered")),
    finder(list, own),
    list,
  );
  if (!asks) return;
  if (navigator.onLine) offered(list, "", own);
  else list.replaceChildren(make("li", { class: "soft" }, say("offeredWithLine")));
}

function place() {
  const [, part, key, view, item] = location.hash.split("/").map(decodeURIComponent);
  return part === "viec" && key ? { key, view, item: item ?? "" } : {};
}

async function route() {
  const { key, view, item } = place();
  if (!key) return home();
  drawnFor = (await owner()).user;
  if (view === "muc") return showItem(root, key, item, { noted, stopped });
  if (view === "moi") return showUnlisted(root, key, item, { noted, stopped });
  return showPack(root, key, tell);
}

// What is shown follows what the server said, but nobody's half-filled form or search is drawn anew under their hands.
async function drawn() {
  const { key, view } = place();
  if (!key || drawnFor !== (await owner()).user) await home({ asks: false });
  else if (!view && !root.contains(document.activeElement?.closest("input, select"))) await showPack(root, key, tell);
}

async function noted() {
  tell(say("kept"), "good");
  await count();
  if (navigator.onLine) sendAll();
}

async function show() {
  try {
    await count();
    await route();
  } catch (error) {
    console.error(error);
    tell(say("storeBroken"), "late");
  }
  if (!root.contains(document.activeElement)) root.querySelector("h1")?.focus();
}

// Whoever has just signed in here may be somebody else: nothing is shown before the server has said who it is.
async function arrived() {
  const here = new URL(location.href);
  const fresh = here.searchParams.has("vao");
  if (!navigator.onLine && !fresh) return true;
  if (fresh) tell(say("whoAreYou"));
  const before = (await owner()).user;
  const asking = session(sessionAddress);
  if (!fresh) {
    asking.then(({ user }) => user !== before && show().then(sendAll)).catch(stopped);
    return true;
  }
  try {
    await asking;
    here.searchParams.delete("vao");
    history.replaceState(null, "", here);
    tell("");
    return true;
  } catch (error) {
    stopped(error);
    return false;
  }
}

document.querySelector("[data-kit-send]").addEventListener("click", sendAll);
window.addEventListener("hashchange", show);
window.addEventListener("online", () => (place().key ? sendAll() : home().then(sendAll)));
window.addEventListener("online", takeReader);
window.addEventListener("offline", () => tell(say("noLine"), "soon"));
const theme = /(?:^|; )theme=(\w+)/.exec(document.cookie)?.[1];
if (theme === "dark" || theme === "light") document.querySelector("[data-theme-sheet]").media = theme === "dark" ? "all" : "not all";
if (await arrived().catch(() => true)) {
  await show();
  if (navigator.onLine) sendAll();
  takeReader();
}
// Registered last: on a weak line the page comes first, then what keeps it.
navigator.serviceWorker?.register(root.dataset.worker, { scope: root.dataset.scope }).catch(() => null);
