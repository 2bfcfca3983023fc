// The first page of the kit: what was taken along and how far it is, what could be taken, what this phone is.
import { icon, make, moment } from "./build.js";
import { newest, standing } from "./rows.js";
import { drafts, dropPack, observations, owner, packs } from "./store.js";
import { fetchJson } from "./sync.js";
import { say } from "../shared/words.js";

const DAY = 86400000; // ms
const OLD = 2; // days after which what waits is warned of

function drop(pack, refused, { tell, drawn }) {
  let sure = false;
  return async () => {
    const halves = await drafts(pack.key);
    if (!sure && (refused || halves)) {
      sure = true;
      tell([refused ? say("dropRefused", { n: refused }) : "", halves ? say("dropDrafts", { n: halves }) : "", say("pressAgain")].filter(Boolean).join(" "), "late");
    } else if (await dropPack(pack.key)) await drawn();
    else tell(say("sendFirst"), "soon");
  };
}

function packCard(pack, rows, kit) {
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
      make("button", { type: "button", class: "button look-plain", onclick: () => kit.takeAlong(pack.pack) }, icon("refresh"), make("span", {}, say("again"))),
      make("button", { type: "button", class: "button look-quiet", onclick: drop(pack, refused, kit) }, make("span", {}, say("drop"))),
    ),
  );
}

function offer(task, kit) {
  return make(
    "li",
    { class: "kit-card" },
    make("b", {}, task.title),
    make("p", { class: "soft" }, task.lead),
    make("button", { type: "button", class: "button look-plain", onclick: () => kit.takeAlong(task.pack) }, icon("download"), make("span", {}, say("take"))),
  );
}

let offers = 0;

async function offered(list, words, own, kit) {
  const asked = (offers += 1);
  list.replaceChildren(make("li", { class: "soft" }, say("looking")));
  try {
    const { tasks } = await fetchJson(words ? `${kit.tasksAddress}?tim=${encodeURIComponent(words)}` : kit.tasksAddress);
    if (asked !== offers) return;
    const fresh = tasks.filter((task) => !own.some((pack) => pack.pack === task.pack));
    list.replaceChildren(...fresh.map((task) => offer(task, kit)));
    if (!fresh.length) list.replaceChildren(make("li", { class: "soft" }, say(tasks.length ? "allTaken" : "nothingOffered")));
  } catch (error) {
    if (asked !== offers) return;
    list.replaceChildren(make("li", { class: "soft" }, say("offeredWithLine")));
    kit.stopped(error);
  }
}

function finder(list, own, kit) {
  const field = make("input", { type: "search", id: "kit-offer", autocomplete: "off", enterkeyhint: "search" });
  const find = (event) => {
    event.preventDefault();
    offered(list, field.value.trim(), own, kit);
  };
  return make("form", { class: "kit-find", onsubmit: find }, make("label", { for: "kit-offer" }, say("findOffer")), field);
}

// A phone that is not sent from for days may lose what it holds (Safari empties stores it thinks forgotten after seven).
function warnings(rows) {
  const oldest = Math.min(...rows.filter((row) => row.state === "waiting").map((row) => new Date(row.at).getTime()));
  const days = Math.floor((Date.now() - oldest) / DAY);
  return [
    days >= OLD ? make("p", { class: "kit-warn", role: "alert" }, icon("warning"), " ", say("unsentDays", { n: days })) : "",
    navigator.standalone === false ? make("p", { class: "kit-warn" }, icon("phone"), " ", say("addToHome")) : "",
  ];
}

let drawnFor = "";

/** Say for whom the first page was drawn last. */
export const shownFor = () => drawnFor;

/** Note for whom another page was drawn. */
export const showsFor = (user) => (drawnFor = user);

/** Show what was taken along, and what could be; `asks`: the server is asked anew what could be. `kit` has what the page
 *  does: takeAlong, tell, stopped, drawn, and where tasks and devices are. */
export async function home(root, kit, { asks = true } = {}) {
  const { user, name } = await owner();
  const own = user ? await packs(user) : [];
  const noted = await Promise.all(own.map((pack) => observations(pack.key)));
  const cards = own.map((pack, number) => packCard(pack, noted[number], kit));
  const before = document.getElementById("kit-offered");
  asks ||= drawnFor !== user;
  drawnFor = user;
  const list = before && !asks ? before : make("ul", { class: "kit-list", id: "kit-offered" });
  root.replaceChildren(
    make("h1", { tabindex: "-1" }, say("title")),
    name ? make("p", { class: "soft" }, name) : "",
    ...warnings(noted.flat()),
    make("h2", {}, say("along")),
    cards.length ? make("ul", { class: "kit-list" }, cards) : make("p", { class: "soft" }, say(user ? "nothingAlong" : "nobody")),
    make("h2", {}, say("offered")),
    finder(list, own, kit),
    list,
    user ? make("p", { class: "kit-acts" }, make("a", { class: "button look-quiet", href: "#/pin" }, say("pinChange")), make("a", { class: "button look-quiet", href: kit.devicesAddress }, say("devices"))) : "",
  );
  if (!asks) return;
  if (navigator.onLine) offered(list, "", own, kit);
  else list.replaceChildren(make("li", { class: "soft" }, say("offeredWithLine")));
}
