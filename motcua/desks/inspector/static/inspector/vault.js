// The keys of what lies on the phone. Everything is sealed with AES-GCM under keys that are made of 32 random bytes; these
// lie sealed under a key made of the person's PIN (PBKDF2) and of a key of this browser that never leaves it, so that the
// PIN with a copy of the sealed bytes alone opens nothing. Ten wrong PINs destroy them: docs/decisions/0013.
import { asked, within } from "./base.js";

export const TRIES = 10;
const WAITS = [0, 0, 0, 30, 60, 300, 900, 1800, 3600, 0]; // seconds to wait after the first, second … wrong PIN
const { subtle } = crypto;
const bytes = (text) => new TextEncoder().encode(text);
const random = (size) => crypto.getRandomValues(new Uint8Array(size));
const recordOf = (user) => `vault:${user}`;

let keys = null; // {user, body, names} while somebody's store is open

export class Locked extends Error {}

/** Say why a PIN will not do: "short" (6 to 12 digits are asked for), "obvious"; "" when it will. */
export function weak(pin) {
  if (!/^\d{6,12}$/.test(pin)) return "short";
  const steps = new Set([...pin].slice(1).map((digit, at) => (digit - pin[at] + 10) % 10));
  const repeated = [1, 2, 3].some((size) => pin.slice(size) === pin.slice(0, -size));
  const pairs = /^(\d)\1(\d)\2(\d)\3/.test(pin);
  const mirrored = [...pin].reverse().join("") === pin;
  const columns = ["147258", "258369", "159753", "753159", "789456", "456123", "147369"].some((line) => pin.startsWith(line));
  const same = steps.size === 1 && (steps.has(0) || steps.has(1) || steps.has(9));
  return same || repeated || pairs || mirrored || columns ? "obvious" : "";
}

async function pinKey(pin, { salt, rounds, device }) {
  const typed = await subtle.importKey("raw", bytes(pin), "PBKDF2", false, ["deriveBits"]);
  const derived = await subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds }, typed, 256);
  const mixed = await subtle.sign("HMAC", device, derived);
  return subtle.importKey("raw", mixed, "AES-GCM", false, ["encrypt", "decrypt"]);
}

async function closed(key, about, content) {
  const iv = random(12);
  return { iv, data: await subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytes(about) }, key, content) };
}

const opened = (key, about, { iv, data }) => subtle.decrypt({ name: "AES-GCM", iv, additionalData: bytes(about) }, key, data);

async function use(user, master) {
  const base = await subtle.importKey("raw", master, "HKDF", false, ["deriveKey"]);
  const from = (info) => ({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bytes(info) });
  const body = await subtle.deriveKey(from("motcua field: content"), base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const names = await subtle.deriveKey(from("motcua field: names"), base, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  keys = { user, body, names };
}

const record = (user) => within(["settings"], "readonly", (at) => asked(at.objectStore("settings").get(recordOf(user))));

/** Say how a person's store stands: "none" (no PIN chosen yet), "locked", "open". */
export async function standing(user) {
  if (keys?.user === user) return "open";
  return (await record(user)) ? "locked" : "none";
}

export const isOpen = () => Boolean(keys);

/** Keep a first PIN, and open the store; `rounds` is how often PBKDF2 goes round. */
export async function choose(user, pin, rounds) {
  const master = random(32);
  const device = await subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const made = { salt: random(16), rounds, device, tries: 0, until: 0 };
  made.sealed = await closed(await pinKey(pin, made), recordOf(user), master);
  // Added, not put: another tab may have asked for a PIN at the same time.
  await within(["settings"], "readwrite", (at) => asked(at.objectStore("settings").add(made, recordOf(user))));
  await use(user, master);
}

// The try is counted, on the disk, before it is made: whoever ends the browser while it is judged has used it up.
function counted(user) {
  return within(["settings"], "readwrite", async (at) => {
    const settings = at.objectStore("settings");
    const found = await asked(settings.get(recordOf(user)));
    if (!found || found.tries >= TRIES) return { gone: true };
    const wait = Math.min(found.until - Date.now(), (WAITS[found.tries - 1] ?? 0) * 1000);
    if (wait > 0) return { wait };
    found.tries += 1;
    found.until = Date.now() + WAITS[found.tries - 1] * 1000;
    settings.put(found, recordOf(user));
    return { found };
  });
}

async function tried(user, pin) {
  const { found, wait, gone } = await counted(user);
  if (!found) return { gone, wait };
  let master;
  try {
    master = await opened(await pinKey(pin, found), recordOf(user), found.sealed);
  } catch {
    return { gone: found.tries >= TRIES, left: TRIES - found.tries, wait: WAITS[found.tries - 1] * 1000 };
  }
  return { master, found };
}

const settled = (user, found) =>
  within(["settings"], "readwrite", (at) => asked(at.objectStore("settings").put({ ...found, tries: 0, until: 0 }, recordOf(user))));

/** Open the store with a PIN. Return {} when it is open; {gone: true} when the tries are used up; else {left, wait}: how
 *  many tries are left and how many ms to wait before the next. */
export async function unlock(user, pin) {
  const { master, found, ...refused } = await tried(user, pin);
  if (!master) return refused;
  await settled(user, found);
  await use(user, master);
  return {};
}

/** Put another PIN in the place of the one in use; answers as `unlock`. What lies on the phone stays as it is. */
export async function change(user, pin, next, rounds) {
  const { master, found, ...refused } = await tried(user, pin);
  if (!master) return refused;
  const made = { ...found, salt: random(16), rounds };
  made.sealed = await closed(await pinKey(next, made), recordOf(user), master);
  await settled(user, made);
  return {};
}

/** Forget the keys until the PIN is entered again; those of the person `but` stay. */
export function lock(but = "") {
  if (keys?.user !== but) keys = null;
}

function key(name) {
  if (!keys) throw new Locked("locked");
  return keys[name];
}

/** Seal bytes; `about` names what they are: they open under the same name only. */
export const sealBytes = (about, content) => closed(key("body"), about, content);

export const openBytes = (about, sealed) => opened(key("body"), about, sealed);

export const seal = (about, value) => sealBytes(about, bytes(JSON.stringify(value)));

export const unseal = async (about, sealed) => JSON.parse(new TextDecoder().decode(await openBytes(about, sealed)));

/** Return a name that tells nothing of what it stands for, the same each time. */
export async function veiled(name) {
  const signed = await subtle.sign("HMAC", key("names"), bytes(name));
  return [...new Uint8Array(signed)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export { recordOf };
