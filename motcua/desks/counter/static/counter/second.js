// The screen turned to the citizen. It speaks with the officer's pages of the same sign-in inside the browser alone
// (BroadcastChannel); only the confirmation goes to the server. It forgets everything when the visit ends, when the
// officer's page has been gone for a while, and after two minutes in which nobody typed or touched anything.
const IDLE = 120_000; // ms
const GONE = 20_000; // ms after the officer left the page without going on to another of the visit
const body = document.body;
const channel = new BroadcastChannel(`motcua.second.${body.dataset.second}`);
const list = document.querySelector("[data-fields]");
const form = document.querySelector("[data-confirm]");
const nothing = document.querySelector("[data-nothing]").textContent;
const fields = new Map([...document.querySelectorAll("[data-field]")].map((one) => [one.dataset.field, one]));
let shown = null; // the last message of the officer's page
let wrong = new Map(); // field touched as wrong → what it said then
let confirmed = "";
let idle = 0;
let gone = 0;

const said = () => JSON.stringify(shown?.facts ?? {});

function lead(word) {
  document.querySelectorAll("[data-word]").forEach((one) => (one.hidden = one.dataset.word !== word));
}

function forget() {
  clearTimeout(idle);
  clearTimeout(gone);
  shown = null;
  wrong = new Map();
  confirmed = "";
  fields.forEach((one) => {
    one.querySelector("[data-value]").textContent = "";
    mark(one, "");
  });
  list.hidden = true;
  form.hidden = true;
  lead("wait");
}

function awake() {
  clearTimeout(idle);
  idle = setTimeout(forget, IDLE);
}

function mark(button, state) {
  if (state) button.dataset.state = state;
  else delete button.dataset.state;
  button.setAttribute("aria-pressed", String(state === "wrong"));
  button.querySelectorAll("[data-mark]").forEach((one) => (one.hidden = one.dataset.mark !== state));
}

// spaces and dots of a phone or a date are no correction
const plain = (value) => (value ?? "").replaceAll(/[\s.]/g, "");

function stateOf(name) {
  if (!wrong.has(name)) return "";
  return !(name in shown.facts) || plain(wrong.get(name)) === plain(shown.facts[name]) ? "wrong" : "fixed";
}

function draw() {
  fields.forEach((button, name) => {
    const known = name in shown.facts;
    button.closest("li").hidden = !known;
    button.querySelector("[data-value]").textContent = known ? shown.facts[name] || nothing : "";
    mark(button, stateOf(name));
  });
  list.hidden = false;
  const open = [...wrong.keys()].some((name) => stateOf(name) === "wrong");
  form.hidden = !shown.person || open || confirmed === said();
  if (confirmed && confirmed !== said()) {
    confirmed = "";
    lead("changed");
  } else lead(confirmed ? "thanks" : "check");
  report();
}

function report() {
  const names = [...wrong.keys()];
  channel.postMessage({
    kind: "marks",
    wrong: names.filter((name) => stateOf(name) === "wrong"),
    fixed: names.filter((name) => stateOf(name) === "fixed"),
    confirmed: Boolean(confirmed) && confirmed === said(),
  });
}

channel.addEventListener("message", ({ data }) => {
  if (data.kind === "end") forget();
  if (data.kind === "left" && shown) {
    clearTimeout(gone);
    gone = setTimeout(forget, GONE);
  }
  if (data.kind !== "show") return;
  clearTimeout(gone);
  if (shown?.visit && data.visit && shown.visit !== data.visit) forget();
  const before = shown ? said() : "";
  shown = data;
  if (before !== said()) awake();
  else if (!list.hidden) return report();
  if (before !== said() || list.hidden) draw();
});

list.addEventListener("click", (event) => {
  const button = event.target.closest("[data-field]");
  if (!button || !shown) return;
  const name = button.dataset.field;
  if (stateOf(name) === "wrong") wrong.delete(name);
  else wrong.set(name, shown.facts[name]);
  confirmed = "";
  awake();
  draw();
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!shown?.person || form.dataset.sending) return;
  form.dataset.sending = "yes";
  const what = said();
  const sent = new FormData(form);
  for (const part of ["visit", "person", "procedure"]) sent.set(part, shown[part]);
  Object.keys(shown.facts).forEach((name) => sent.append("field", name));
  wrong.forEach((_, name) => sent.append("questioned", name));
  try {
    const reply = await fetch(body.dataset.post, { method: "POST", body: sent });
    if (!reply.ok) throw new Error(String(reply.status));
    if (!shown) return;
    confirmed = what;
    awake();
    draw();
  } catch {
    lead("failed");
  } finally {
    delete form.dataset.sending;
  }
});

channel.postMessage({ kind: "hello" });
