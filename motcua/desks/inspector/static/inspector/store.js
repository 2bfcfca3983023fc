// What the phone keeps: packs (what to count or check), observations with their photographs, and forms half filled in.
// IndexedDB behind promises. Every pack and observation carries the person's key: whoever signs in next sees and sends
// their own work only, and nobody's unsent work is dropped for it. Who that is, is noted by every page of the house
// that somebody signed in sees (shared/drafts.js), and by the kit when the server says so.
import { HERE, store as browserStore } from "../shared/words.js";

const NAME = "motcua-field";
const VERSION = 1;
const AHEAD = "motcua.field.ahead";
const NEAR = 120000; // ms by which two clocks may differ, or an answer be late

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const base = request.result;
      base.createObjectStore("settings");
      base.createObjectStore("packs", { keyPath: "key" });
      base.createObjectStore("drafts");
      const outbox = base.createObjectStore("outbox", { keyPath: "id" });
      outbox.createIndex("pack", "pack");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
  return opened;
}

async function within(names, mode, work) {
  const base = await open();
  const transaction = base.transaction(names, mode, { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
  done.catch(() => null); // heard below; without this a failing `work` would leave it unheard
  const answer = await work(transaction);
  await done;
  return answer;
}

/** Say whether an error means that the phone is full. */
export function full(error) {
  return error?.name === "QuotaExceededError";
}

/** Ask the browser not to throw our store away when space runs short; say whether it agreed. */
export async function keep() {
  return (await navigator.storage?.persist?.()) ?? false;
}

/** Return {user, name}: whose work is shown; "" when nobody is known to be signed in here. */
export async function owner() {
  const user = browserStore("localStorage")?.getItem(HERE) ?? "";
  const name = user ? await within(["settings"], "readonly", (at) => asked(at.objectStore("settings").get(`name:${user}`))) : "";
  return { user, name: name ?? "" };
}

/** Return how many ms the server's clock was ahead of this phone's when last heard of. */
export function ahead() {
  return Number(browserStore("localStorage")?.getItem(AHEAD) ?? 0);
}

/** Note who is signed in, and the server's clock: a phone set wrong must not put what it notes into another day. */
export async function setOwner(user, name, now) {
  browserStore("localStorage")?.setItem(HERE, user);
  const off = new Date(now) - Date.now();
  browserStore("localStorage")?.setItem(AHEAD, String(Math.abs(off) > NEAR ? off : 0));
  await within(["settings"], "readwrite", (at) => asked(at.objectStore("settings").put(name, `name:${user}`)));
}

/** Return the packs of one person, newest first. */
export async function packs(user) {
  const all = await within(["packs"], "readonly", (at) => asked(at.objectStore("packs").getAll()));
  return all.filter((pack) => pack.user === user).sort((one, other) => (one.taken < other.taken ? 1 : -1));
}

/** Return a pack, nothing when it is not there or somebody else's. */
export async function pack(key) {
  const { user } = await owner();
  const found = await within(["packs"], "readonly", (at) => asked(at.objectStore("packs").get(key)));
  return found?.user === user ? found : undefined;
}

export function putPack(value) {
  return within(["packs"], "readwrite", (at) => asked(at.objectStore("packs").put(value)));
}

/** Forget a pack and what the server has of it, but only when nothing of it still waits; say whether it was forgotten. */
export function dropPack(key) {
  return within(["packs", "outbox"], "readwrite", async (at) => {
    const rows = await asked(at.objectStore("outbox").index("pack").getAll(key));
    if (rows.some((row) => row.state === "waiting")) return false;
    for (const row of rows) at.objectStore("outbox").delete(row.id);
    at.objectStore("packs").delete(key);
    return true;
  });
}

/** Return every observation made in a pack, in the order in which it was made. */
export async function observations(key) {
  const rows = await within(["outbox"], "readonly", (at) => asked(at.objectStore("outbox").index("pack").getAll(key)));
  return rows.sort((one, other) => one.number - other.number);
}

/** Put an observation among those that wait; `draft` names the half-filled form it came from, `instead` a refused one
 *  it replaces. It is on the disk when the promise is kept. */
export function putObservation(row, { draft = "", instead = "" } = {}) {
  return within(["outbox", "settings", "drafts"], "readwrite", async (at) => {
    const settings = at.objectStore("settings");
    const number = ((await asked(settings.get("number"))) ?? 0) + 1;
    settings.put(number, "number");
    const kept = { ...row, number, state: "waiting", said: "" };
    at.objectStore("outbox").put(kept);
    if (draft) at.objectStore("drafts").delete(draft);
    if (instead) at.objectStore("outbox").delete(instead);
    return kept;
  });
}

/** Note what the server said of observations: {id: {state, said, seen}}; `photo` is the hash of one that arrived. */
export function judge(verdicts) {
  return within(["outbox"], "readwrite", async (at) => {
    const outbox = at.objectStore("outbox");
    for (const [id, { state, said, seen, photo }] of Object.entries(verdicts)) {
      const row = await asked(outbox.get(id));
      if (!row) continue;
      if (state) Object.assign(row, { state, said: said ?? "", seen: seen ?? [], judged: new Date().toISOString() });
      if (photo) {
        row.photo_sha256 = photo;
        delete row.photo;
      }
      outbox.put(row);
    }
  });
}

/** Return how many observations of a person wait, over all packs. */
export async function waiting(user) {
  const all = await within(["outbox"], "readonly", (at) => asked(at.objectStore("outbox").getAll()));
  return all.filter((row) => row.user === user && row.state === "waiting").length;
}

/** Return a half-filled form, nothing where there is none. */
export function draft(key) {
  return within(["drafts"], "readonly", (at) => asked(at.objectStore("drafts").get(key)));
}

export function putDraft(key, value) {
  return within(["drafts"], "readwrite", (at) => asked(at.objectStore("drafts").put(value, key)));
}
