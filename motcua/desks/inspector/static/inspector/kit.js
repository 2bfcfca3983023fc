// The field kit: takes work along, keeps what is noted on the phone, and sends it when there is a line.
//   #/                        what was taken along       #/viec/<pack>              one piece of work, its rooms and items
//   #/viec/<pack>/muc/<item>  one item                   #/viec/<pack>/moi/<label>  something that stands in no list
//   #/pin                     change the PIN
import { dropSetting } from "./base.js";
import { make } from "./build.js";
import { announce, identity, orders } from "./device.js";
import { destroy, gate, lostOf, lostTold, showChange } from "./gate.js";
import { home, showsFor, shownFor } from "./home.js";
import { Busy, NoLine, SignInNeeded } from "./line.js";
import { full, keep, owner, packs, putPack, waiting } from "./store.js";
import { OtherPerson, fetchJson, send, session } from "./sync.js";
import { Locked, isOpen, lock, standing } from "./vault.js";
import { say } from "../shared/words.js";

const root = document.querySelector("[data-kit]");
const { session: sessionAddress, tasks: tasksAddress, signIn: signInAddress, announce: announceAddress, orders: ordersAddress, devices: devicesAddress, most } = root.dataset;
const ROUNDS = Number(root.dataset.rounds); // of PBKDF2, for a PIN chosen now
const IDLE = Number(root.dataset.idle); // ms without a touch after which the kit locks itself
const status = document.querySelector("[data-kit-status]");
const locker = document.querySelector("[data-kit-lock]");
const STALE = 10 * 60 * 1000; // ms after which a pack is fetched anew when there is a line anyway
const SOON = 30000; // ms until sending is tried again; doubled each time, up to LATEST
const LATEST = 300000;
const SETTLED = 3000; // ms after which what reads labels is fetched: on a weak line the work comes first
const kit = { takeAlong, tell, stopped, drawn: () => inTurn(() => home(root, kit)), tasksAddress, devicesAddress };

// What shows one piece of work is fetched after the first page was shown, and is there when it is asked for.
const rest = () => import("./work.js");

/** Say one sentence in the status line, read aloud at once; `tone`: good, soon, late. */
function tell(words, tone = "", ...more) {
  status.replaceChildren(words, ...more);
  status.dataset.tone = tone;
}

function stopped(error) {
  if (error instanceof Locked) return; // the PIN is being asked for
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

const mine = async () => (await standing((await owner()).user)) === "open";

/** Send everything of this person that waits; nothing happens where it is being sent already, or the kit is locked. */
async function sendAll() {
  if (sending) return;
  sending = true; // before anything is waited for: two callers at once must not both go on
  if (!(await mine().catch(() => false))) {
    sending = false;
    return;
  }
  let signed = null;
  try {
    const { user } = await owner();
    const here = async () => (signed ??= await session(sessionAddress));
    const megabytes = (bytes) => (bytes / 1048576).toFixed(1);
    let sent = 0;
    for (const pack of await packs(user)) {
      const heard = (done, all) => tell(say("sendingParts", { done, all }));
      const file = (done, all) => tell(say("sendingFile", { done: megabytes(done), all: megabytes(all) }));
      const now = await send(pack, here, Number(most), heard, file);
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
  if (signed) contact(signed).catch(() => null);
  // What was noted while the rest was being sent goes too.
  const { user } = await owner();
  if (wait === SOON && user && (await waiting(user)) && status.dataset.tone === "good") sendAll();
}

async function count() {
  const { user } = await owner();
  const left = user ? await waiting(user) : 0;
  document.querySelector("[data-kit-left]").textContent = !user ? "" : left ? say("unsent", { n: left }) : say("nothingUnsent");
  document.querySelector("[data-kit-send]").hidden = !left || !isOpen();
  locker.hidden = !isOpen();
}

let contacting = null;

/** Tell the server what this phone holds and do what it orders, once at a time; `signed` is who was found signed in. */
function contact(signed = null) {
  contacting ??= touch(signed).finally(() => (contacting = null));
  return contacting;
}

async function touch(signed) {
  const { user } = await owner();
  if (!user) return;
  const lost = await lostOf(user);
  if (lost && !lost.told) {
    await orders(ordersAddress, lost.device, lost);
    await lostTold(user);
  }
  try {
    const here = signed ?? (await session(sessionAddress));
    if (here.user !== user) return;
    // A phone has a name once its user has chosen a PIN.
    if ((await standing(user)) === "none") return;
    const titles = (await mine()) ? new Map((await packs(user)).map((pack) => [`${pack.kind}:${pack.id}`, [pack.title, pack.lead].filter(Boolean).join(" – ")])) : new Map();
    await obey(await announce(announceAddress, here, titles), user);
  } catch (error) {
    if (!(error instanceof SignInNeeded)) throw error;
    await obey(await orders(ordersAddress, await identity(user)), user);
  }
}

async function obey(order, user) {
  if (order === "wipe") {
    const lost = await destroy(user, "ordered");
    lock();
    await show();
    await orders(ordersAddress, lost.device, lost);
    await lostTold(user);
  } else if (order === "lost") {
    await lockNow();
    tell(say("reportedLost"), "late");
  } else if (order === "new") await dropSetting(`device:${user}`);
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
    await inTurn(() => home(root, kit));
    takeReader();
  } catch (error) {
    stopped(error);
  }
}

// What reads labels goes along with the work where the browser cannot read them by itself; what knows the conditions of
// a checklist where one was taken along.
let settling = 0;

function takeReader() {
  clearTimeout(settling);
  if (!navigator.onLine || !(root.dataset.reader || root.dataset.engine)) return;
  settling = setTimeout(async () => {
    if (sending || !(await mine())) return sending && takeReader();
    const own = await packs((await owner()).user);
    if (!own.length) return;
    const told = status.textContent;
    try {
      if (own.some((pack) => pack.form)) await (await import("./engine.js")).keepEngine();
      const fresh = await (await import("./labels.js")).keepReader(root.dataset.reader);
      if (fresh && told && status.textContent === told) tell(`${told} ${say("readerKept")}`, status.dataset.tone);
    } catch {
      // Without a line, or with a full phone, codes are typed; it is tried again when the kit is opened or a line comes.
    }
  }, SETTLED);
}

function place() {
  const [, part, key, view, item] = location.hash.split("/").map(decodeURIComponent);
  return part === "viec" && key ? { key, view, item: item ?? "" } : { part };
}

async function route() {
  const { key, view, item, part } = place();
  const { user } = await owner();
  if (part === "pin" && user) return showChange(root, user, ROUNDS, { tell, destroyed });
  if (!key) return home(root, kit);
  showsFor(user);
  const { showItem, showPack, showUnlisted } = await rest();
  if (view === "muc") return showItem(root, key, item, { noted, stopped });
  if (view === "moi") return showUnlisted(root, key, item, { noted, stopped });
  return showPack(root, key, tell);
}

// One page is drawn after the other: a page begun before somebody else was heard of must not come out after theirs.
let turn = Promise.resolve();

function inTurn(draw) {
  const done = turn.then(draw);
  turn = done.catch(() => null);
  return done;
}

const show = () => inTurn(showNow);
const drawn = () => inTurn(drawnNow).catch(stopped);

// What is shown follows what the server said, but nobody's half-filled form or search is drawn anew under their hands.
async function drawnNow() {
  const { user } = await owner();
  if (user && !(await mine())) return showNow();
  const { key, view, part } = place();
  if (part === "pin") return;
  if (!key || shownFor() !== user) await home(root, kit, { asks: false });
  else if (!view && !root.contains(document.activeElement?.closest("input, select"))) await (await rest()).showPack(root, key, tell);
}

async function noted() {
  tell(say("kept"), "good");
  await count();
  if (navigator.onLine) sendAll();
}

async function opened() {
  tell("");
  await show();
  if (!navigator.onLine) return;
  contact().catch(() => null);
  sendAll();
  takeReader();
}

async function destroyed() {
  lock();
  tell("");
  await show();
  if (navigator.onLine) contact().catch(() => null);
}

const keepForm = async () => (await rest()).keepOpenForm()?.catch(stopped);

/** Lock the kit; a form half filled in is kept first. */
async function lockNow() {
  await keepForm();
  lock();
  tell("");
  await show();
}

async function showNow() {
  try {
    const here = await owner();
    if (isOpen() && (await standing(here.user)) !== "open") await keepForm();
    lock(here.user);
    await count();
    if (!here.user || (await gate(root, here, ROUNDS, { opened, destroyed }))) await route();
    await count();
  } catch (error) {
    if (!(error instanceof Locked)) {
      console.error(error);
      tell(say("storeBroken"), "late");
    }
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
    const heard = (error) => (error instanceof SignInNeeded ? contact().catch(() => null).then(() => stopped(error)) : stopped(error));
    const other = () => show().then(() => before && tell(say("otherPerson"), "soon")).then(sendAll);
    asking.then((now) => (now.user === before ? contact(now).catch(() => null) : other())).catch(heard);
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

let touched = Date.now();
const idle = () => isOpen() && !sending && Date.now() - touched > IDLE && lockNow();
for (const kind of ["pointerdown", "keydown", "input"]) document.addEventListener(kind, () => (touched = Date.now()), { capture: true, passive: true });
setInterval(idle, Math.min(5000, IDLE));
document.addEventListener("visibilitychange", idle);
document.querySelector("[data-kit-send]").addEventListener("click", sendAll);
locker.addEventListener("click", lockNow);
window.addEventListener("hashchange", show);
window.addEventListener("online", async () => {
  // Who has just signed in without a line is asked for now; a PIN half typed stays as it is (gate.js).
  if (!(await mine())) return (await arrived().catch(() => false)) && show();
  return place().key ? sendAll() : inTurn(() => home(root, kit)).catch(stopped).then(sendAll);
});
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
rest().catch(() => null);
