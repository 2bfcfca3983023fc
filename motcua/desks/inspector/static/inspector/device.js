// This phone as the server knows it: an id and a secret made here, a name its user gave it, and what it holds unsent.
// The secret lets a phone whose session has ended still hear that it is to be wiped, and say that it was.
import { keepSetting, setting } from "./base.js";
import { unsent } from "./store.js";
import { ask, json } from "./line.js";

const hex = (size) => [...crypto.getRandomValues(new Uint8Array(size))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Return the family of this browser, as people know it. */
export function family() {
  const agent = navigator.userAgent;
  const found = [["Edg", "Edge"], ["SamsungBrowser", "Samsung"], ["CocCoc|coc_coc", "Cốc Cốc"], ["Firefox|FxiOS", "Firefox"], ["Chrome|CriOS|Chromium", "Chrome"], ["Safari", "Safari"]];
  return found.find(([mark]) => new RegExp(mark).test(agent))?.[1] ?? "";
}

/** Return {id, secret, name} of this phone for a person, made at first use. */
export async function identity(user) {
  const kept = await setting(`device:${user}`);
  if (kept) return kept;
  const made = { id: crypto.randomUUID(), secret: hex(32), name: "" };
  await keepSetting(`device:${user}`, made);
  return made;
}

export async function nameIt(user, name) {
  await keepSetting(`device:${user}`, { ...(await identity(user)), name });
}

/** Tell the server what this phone holds, as whoever is signed in; `titles` are known of packs by "kind:id". Return what it
 *  is to do: "" (go on), "lost" (lock), "wipe", "new" (it was forgotten: be another). */
export async function announce(address, { user, csrf }, titles = new Map()) {
  const { id, secret, name } = await identity(user);
  const waiting = (await unsent(user)).map((one) => ({ ...one, title: (titles.get(`${one.kind}:${one.id}`) ?? "").slice(0, 120) }));
  const body = JSON.stringify({ device: id, secret, name, browser: family(), unsent: waiting });
  const answer = await ask(address, { method: "POST", body, headers: { "Content-Type": "application/json", "X-CSRFToken": csrf } });
  const found = await json(answer);
  return answer.ok ? (found.order ?? "") : "";
}

/** Ask, with no session, what this phone is to do; with `lost` say that it was wiped, and of how many unsent items. */
export async function orders(address, { id, secret }, lost = null) {
  const body = JSON.stringify({ device: id, secret, ...(lost ? { wiped: { unsent: lost.unsent, why: lost.why } } : {}) });
  const answer = await ask(address, { method: "POST", body, headers: { "Content-Type": "application/json" }, credentials: "omit" });
  const found = await json(answer);
  return answer.ok ? (found.order ?? "") : "";
}
