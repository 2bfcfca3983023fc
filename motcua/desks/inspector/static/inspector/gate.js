// The PIN before everything that lies on the phone: choosing one at first, entering it at each opening, changing it.
import { icon, make } from "./build.js";
import { asked, dropSetting, keepSetting, setting, within } from "./base.js";
import { family, identity, nameIt } from "./device.js";
import { sealOld, wipe } from "./store.js";
import { TRIES, change, choose, standing, unlock, weak } from "./vault.js";
import { say } from "../shared/words.js";

function field(id, words, more = {}) {
  const input = make("input", { id, type: "password", inputmode: "numeric", autocomplete: "off", maxlength: "12", required: true, ...more });
  return [input, make("div", { class: "kit-field" }, make("label", { for: id }, words), input)];
}

// Who is here may be heard of from several sides at once: a page that is asked for again stays, with what was typed in it.
function page(root, shows, title, words, fields, verb, act) {
  if (shows && root.querySelector("h1")?.dataset.gate === shows) return;
  const told = make("p", { class: "kit-said", role: "alert" });
  const button = make("button", { class: "button look-primary" }, icon("check"), make("span", {}, verb));
  const form = make("form", { class: "kit-form", novalidate: true }, fields, told, button);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      told.textContent = (await act(button)) ?? "";
    } catch (error) {
      console.error(error);
      told.textContent = say("storeBroken");
    } finally {
      button.disabled = button.dataset.waits === "1";
    }
  });
  root.replaceChildren(make("h1", { tabindex: "-1", "data-gate": shows }, title), ...words.filter(Boolean).map((line) => make("p", { class: "soft" }, line)), form);
  fields.flat().find((one) => one?.querySelector?.("input"))?.querySelector("input")?.focus();
}

const minutes = (ms) => (ms >= 60000 ? say("minutes", { n: Math.ceil(ms / 60000) }) : say("seconds", { n: Math.ceil(ms / 1000) }));

// After a wrong PIN the button waits with whoever pressed it; what is kept on the phone says so after a reload too.
function hold(button, wait) {
  if (!wait) return;
  button.dataset.waits = "1";
  setTimeout(() => {
    button.dataset.waits = "";
    button.disabled = false;
  }, wait);
}

function refusal(button, { left, wait }) {
  hold(button, wait);
  if (left === undefined) return say("pinWait", { time: minutes(wait) });
  return `${say("pinWrong", { left, all: TRIES })} ${wait ? say("pinWait", { time: minutes(wait) }) : ""}`;
}

/** Destroy what a person has on this phone and keep what is to be told of it, here and to the server; `why`: pin, ordered. */
export async function destroy(user, why) {
  const before = await lostOf(user);
  if (before && !before.told) return before;
  const lost = await wipe(user);
  const told = { ...lost, why, at: new Date().toISOString(), device: await identity(user) };
  await keepSetting(`lost:${user}`, told);
  return told;
}

/** Return what was destroyed here and is not yet told to the server, nothing where there is none. */
export const lostOf = (user) => setting(`lost:${user}`);

/** The server knows: the phone gets another name the next time it is used. */
export async function lostTold(user) {
  await within(["settings"], "readwrite", async (at) => {
    const settings = at.objectStore("settings");
    const lost = await asked(settings.get(`lost:${user}`));
    if (lost) settings.put({ ...lost, told: true }, `lost:${user}`);
    settings.delete(`device:${user}`);
  });
}

function lostWords(lost) {
  if (!lost) return [];
  return [say(lost.why === "pin" ? "destroyedByPin" : "destroyedByOrder"), say("lostWas", { unsent: lost.unsent, works: lost.works, drafts: lost.drafts })];
}

async function first(root, user, who, rounds, opened) {
  const lost = await lostOf(user);
  const [pin, pinField] = field("kit-pin", say("pinNew"));
  const [again, againField] = field("kit-pin-again", say("pinAgain"));
  const name = make("input", { id: "kit-device", type: "text", maxlength: "60", autocomplete: "off", value: (await identity(user)).name || say("myPhone", { browser: family() }) });
  const nameField = make("div", { class: "kit-field" }, make("label", { for: "kit-device" }, say("deviceName")), name);
  page(root, `choose ${user} ${Boolean(lost)}`, lost ? say("destroyed") : say("pinChoose"), [who, ...lostWords(lost), say("pinWhy", { all: TRIES })], [pinField, againField, nameField], say("pinKeep"), async () => {
    const fault = weak(pin.value);
    if (fault) return say(fault === "short" ? "pinShort" : "pinObvious");
    if (pin.value !== again.value) return say("pinDiffers");
    await nameIt(user, name.value.trim() || say("myPhone", { browser: family() }));
    await choose(user, pin.value, rounds);
    await sealOld(user);
    if (lost?.told) await dropSetting(`lost:${user}`);
    await opened();
    return "";
  });
}

function enter(root, user, name, opened, destroyed) {
  const [pin, pinField] = field("kit-pin", say("pin"));
  page(root, `enter ${user}`, say("pinEnter"), [name, say("pinForgotten")], [pinField], say("open"), async (button) => {
    // What can be no PIN is no try: a button pressed too early must not bring anybody nearer to losing their work.
    if (weak(pin.value) === "short") return say("pinShort");
    const refused = await unlock(user, pin.value);
    pin.value = "";
    if (refused.gone) {
      await destroy(user, "pin");
      await destroyed();
      return "";
    }
    if (refused.left !== undefined || refused.wait) return refusal(button, refused);
    await opened();
    return "";
  });
}

/** Show what is asked before the store of `user` opens; return true where it is open already. */
export async function gate(root, { user, name }, rounds, { opened, destroyed }) {
  const state = await standing(user);
  if (state === "open") return true;
  if (state === "none") await first(root, user, name, rounds, opened);
  else enter(root, user, name, opened, destroyed);
  return false;
}

/** Show the page on which the PIN is changed. */
export function showChange(root, user, rounds, { tell, destroyed }) {
  const [old, oldField] = field("kit-pin", say("pinOld"));
  const [pin, pinField] = field("kit-pin-new", say("pinNew"));
  const [again, againField] = field("kit-pin-again", say("pinAgain"));
  page(root, "", say("pinChange"), [], [oldField, pinField, againField], say("pinKeep"), async (button) => {
    const fault = weak(pin.value);
    if (fault) return say(fault === "short" ? "pinShort" : "pinObvious");
    if (pin.value !== again.value) return say("pinDiffers");
    if (weak(old.value) === "short") return say("pinShort");
    const refused = await change(user, old.value, pin.value, rounds);
    if (refused.gone) {
      await destroy(user, "pin");
      await destroyed();
      return "";
    }
    if (refused.left !== undefined || refused.wait) return refusal(button, refused);
    location.hash = "#/";
    tell(say("pinChanged"), "good");
    return "";
  });
}
