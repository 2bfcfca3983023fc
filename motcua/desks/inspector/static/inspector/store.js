// What the phone keeps: packs (what to count or check), observations with their files, and forms half filled in. All of it
// is sealed (vault.js) but for what is needed to count and to send: whose it is, of which piece of work, and its state.
// Every pack and observation carries the person's key: whoever signs in next sees and sends their own work only, and
// nobody's unsent work is dropped for it. Who that is, is noted by every page of the house that somebody signed in sees
// (shared/drafts.js), and by the kit when the server says so.
import { HERE, store as browserStore } from "../shared/words.js";
import { asked, full, keepSetting, setting, within } from "./base.js";
import { openBytes, recordOf, seal, sealBytes, unseal, veiled } from "./vault.js";

const AHEAD = "motcua.field.ahead";
const NEAR = 120000; // ms by which two clocks may differ, or an answer be late

export { full };

/** Ask the browser not to throw our store away when space runs short; say whether it agreed. */
export async function keep() {
  return (await navigator.storage?.persist?.()) ?? false;
}

/** Return {user, name}: whose work is shown; "" when nobody is known to be signed in here. */
export async function owner() {
  const user = browserStore("localStorage")?.getItem(HERE) ?? "";
  return { user, name: (user && (await setting(`name:${user}`))) || "" };
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
  await keepSetting(`name:${user}`, name);
}

async function openPack({ key, user, taken, fetched, sealed }) {
  return { ...(await unseal(`pack ${key}`, sealed)), key, user, taken, fetched };
}

/** Return the packs of one person, newest first. */
export async function packs(user) {
  const all = await within(["packs"], "readonly", (at) => asked(at.objectStore("packs").getAll()));
  const own = all.filter((pack) => pack.user === user).sort((one, other) => (one.taken < other.taken ? 1 : -1));
  return Promise.all(own.map(openPack));
}

/** Return a pack, nothing when it is not there or somebody else's. */
export async function pack(key) {
  const { user } = await owner();
  const found = await within(["packs"], "readonly", (at) => asked(at.objectStore("packs").get(key)));
  return found?.user === user ? openPack(found) : undefined;
}

export async function putPack({ key, user, taken, fetched, ...content }) {
  const sealed = await seal(`pack ${key}`, content);
  return within(["packs"], "readwrite", (at) => asked(at.objectStore("packs").put({ key, user, taken, fetched, sealed })));
}

async function of(at, store, key) {
  return (await asked(at.objectStore(store).getAll())).filter((one) => one.pack === key);
}

/** Return how many half-filled forms of a pack there are. */
export const drafts = (key) => within(["drafts"], "readonly", async (at) => (await of(at, "drafts", key)).length);

/** Forget a pack and what the server has of it, but only when nothing of it still waits; say whether it was forgotten. */
export function dropPack(key) {
  return within(["packs", "outbox", "drafts", "files"], "readwrite", async (at) => {
    const rows = await asked(at.objectStore("outbox").index("pack").getAll(key));
    if (rows.some((row) => row.state === "waiting")) return false;
    for (const row of rows) at.objectStore("outbox").delete(row.id);
    for (const draft of await of(at, "drafts", key)) at.objectStore("drafts").delete(draft.id);
    for (const id of await asked(at.objectStore("files").index("pack").getAllKeys(key))) at.objectStore("files").delete(id);
    at.objectStore("packs").delete(key);
    return true;
  });
}

async function openRow({ sealed, verdict, ...row }) {
  const told = verdict ? await unseal(`verdict ${row.id}`, verdict) : {};
  return { said: "", ...row, ...(await unseal(`row ${row.id}`, sealed)), ...told };
}

/** Return every observation made in a pack, in the order in which it was made. */
export async function observations(key) {
  const rows = await within(["outbox"], "readonly", (at) => asked(at.objectStore("outbox").index("pack").getAll(key)));
  return Promise.all(rows.sort((one, other) => one.number - other.number).map(openRow));
}

/** Put an observation among those that wait; `draft` names the half-filled form it came from, `instead` a refused one
 *  it replaces, `drop` files it no longer needs. Files it names (`row.files`) were kept before. It is on the disk when the promise is kept. */
export async function putObservation({ id, user, pack: of_, ...content }, { draft: from = "", instead = "", drop = [] } = {}) {
  const sealed = await seal(`row ${id}`, content);
  const name = from && (await veiled(from));
  return within(["outbox", "settings", "drafts", "files"], "readwrite", async (at) => {
    const settings = at.objectStore("settings");
    const number = ((await asked(settings.get("number"))) ?? 0) + 1;
    settings.put(number, "number");
    const kept = { id, user, pack: of_, number, state: "waiting", sealed };
    at.objectStore("outbox").put(kept);
    if (name) at.objectStore("drafts").delete(name);
    if (instead) at.objectStore("outbox").delete(instead);
    for (const one of drop) at.objectStore("files").delete(one);
    return { ...kept, ...content };
  });
}

/** Note what the server said of observations: {id: {state, said, seen}}. */
export async function judge(verdicts) {
  const sealed = await Promise.all(
    Object.entries(verdicts).map(async ([id, { state, said, seen }]) => [id, state, await seal(`verdict ${id}`, { said: said ?? "", seen: seen ?? [] })]),
  );
  return within(["outbox"], "readwrite", async (at) => {
    const outbox = at.objectStore("outbox");
    for (const [id, state, verdict] of sealed) {
      const row = await asked(outbox.get(id));
      if (row) outbox.put({ ...row, state, verdict, judged: new Date().toISOString() });
    }
  });
}

/** Return how much of a person waits: [{kind, id, n}], a line for each piece of work that lies here, 0 where none does. */
export async function unsent(user) {
  const [taken, all] = await within(["packs", "outbox"], "readonly", async (at) => [await asked(at.objectStore("packs").getAll()), await asked(at.objectStore("outbox").getAll())]);
  const found = new Map(taken.filter((pack) => pack.user === user).map(({ key }) => [key, 0]));
  for (const row of all) if (row.user === user && row.state === "waiting") found.set(row.pack, (found.get(row.pack) ?? 0) + 1);
  return [...found].map(([key, n]) => ({ kind: key.split(":")[1], id: key.split(":")[2], n }));
}

/** Return how many observations of a person wait, over all packs. */
export async function waiting(user) {
  return (await unsent(user)).reduce((sum, { n }) => sum + n, 0);
}

/** Return a half-filled form, nothing where there is none. */
export async function draft(key) {
  const name = await veiled(key);
  const found = await within(["drafts"], "readonly", (at) => asked(at.objectStore("drafts").get(name)));
  return found && unseal(`draft ${name}`, found.sealed);
}

export async function putDraft(key, value) {
  const id = await veiled(key);
  const sealed = await seal(`draft ${id}`, value);
  return within(["drafts"], "readwrite", (at) => asked(at.objectStore("drafts").put({ id, user: key.split(":")[0], pack: key.split("|")[0], sealed }, id)));
}

/** Keep a file (photograph, voice, signature) before anything refers to it; return its id. `pack` is the key of its pack. */
export async function putFile(blob, pack, id = crypto.randomUUID()) {
  const sealed = await sealBytes(`file ${id}`, await blob.arrayBuffer());
  const kept = { id, pack, user: pack.split(":")[0], type: blob.type, size: blob.size, sealed };
  await within(["files"], "readwrite", (at) => asked(at.objectStore("files").put(kept)));
  return id;
}

/** Return a file of ours {id, type, size, sha256, blob}: `blob` is gone once the server has it and said its `sha256`. */
export async function file(id) {
  const found = await within(["files"], "readonly", (at) => asked(at.objectStore("files").get(id)));
  if (!found) return null;
  const { sealed, ...told } = found;
  return { ...told, blob: sealed ? new Blob([await openBytes(`file ${id}`, sealed)], { type: found.type }) : null };
}

/** Note that the server has a file: its bytes leave the phone. */
export function fileSent(id, sha256) {
  return within(["files"], "readwrite", async (at) => {
    const { sealed, ...told } = (await asked(at.objectStore("files").get(id))) ?? {};
    if (told.id) at.objectStore("files").put({ ...told, sha256 });
  });
}

export const dropFile = (id) => within(["files"], "readwrite", (at) => asked(at.objectStore("files").delete(id)));

/** Destroy the key of a person and everything under it; return what was lost: {works, unsent, drafts}. */
export function wipe(user) {
  return within(["packs", "outbox", "drafts", "files", "settings"], "readwrite", async (at) => {
    at.objectStore("settings").delete(recordOf(user));
    const own = async (name) => (await asked(at.objectStore(name).getAll())).filter((one) => one.user === user);
    const [works, rows, halves] = [await own("packs"), await own("outbox"), await own("drafts")];
    for (const { key } of works) at.objectStore("packs").delete(key);
    for (const { id } of rows) at.objectStore("outbox").delete(id);
    for (const { id } of halves) at.objectStore("drafts").delete(id);
    // Files may be larger than the memory: they go by their keys, unread.
    const files = await asked(at.objectStore("files").index("pack").getAllKeys(IDBKeyRange.bound(`${user}:`, `${user}:\uffff`)));
    for (const id of files) at.objectStore("files").delete(id);
    return { works: works.length, unsent: rows.filter((row) => row.state === "waiting").length, drafts: halves.length };
  });
}

/** Seal what an older kit left open on this phone: after a PIN was chosen. */
export async function sealOld(user) {
  const [oldPacks, oldRows, oldDrafts, names] = await within(["packs", "outbox", "drafts"], "readonly", async (at) => [
    (await asked(at.objectStore("packs").getAll())).filter((one) => one.user === user && !one.sealed),
    (await asked(at.objectStore("outbox").getAll())).filter((one) => one.user === user && !one.sealed),
    await asked(at.objectStore("drafts").getAll()),
    await asked(at.objectStore("drafts").getAllKeys()),
  ]);
  for (const one of oldPacks) await putPack(one);
  for (const { photo, photo_sha256: sha256, said, seen, judged, number, state, id, pack: of_, ...content } of oldRows) {
    const files = photo ? [{ question: "photo", single: true, stamped: true, file: await putFile(photo, of_) }] : [];
    if (sha256) content.photo = sha256;
    const sealed = await seal(`row ${id}`, { ...content, files });
    const verdict = await seal(`verdict ${id}`, { said: said ?? "", seen: seen ?? [] });
    await within(["outbox"], "readwrite", (at) => asked(at.objectStore("outbox").put({ id, user, pack: of_, number, state, judged, sealed, verdict })));
  }
  for (const [at_, name] of names.entries()) {
    if (oldDrafts[at_].sealed || !name.startsWith(`${user}:`)) continue;
    const { photo, taken, answers } = oldDrafts[at_];
    const files = photo ? [{ question: "photo", single: true, file: await putFile(photo, name.split("|")[0]), taken }] : [];
    await putDraft(name, { answers, files });
    await within(["drafts"], "readwrite", (at) => asked(at.objectStore("drafts").delete(name)));
  }
}
