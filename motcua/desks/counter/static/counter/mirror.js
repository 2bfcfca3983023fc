// The officer's side of the screen turned to the citizen: says what stands in the page as it changes, and marks what the
// citizen touched as wrong. Nothing leaves the browser.  See counter/_mirror.html and second.js.
const root = document.querySelector("[data-mirror]");
const told = document.querySelector("[data-mirror-told]");
const SPOTS = {
  name: "#f-name, .visit-side .person-card",
  born: "#f-born, .visit-side .person-card",
  phone: "#f-phone, .visit-side .person-card",
  procedure: ".page-head",
  papers: "#f-papers",
  due: "#hen-tra",
};
const LIVE = ["name", "born", "phone"];
let last = "";
let waiting = 0;

function papers() {
  const box = document.querySelector("#f-papers");
  if (!box) return null;
  const ticked = [...box.querySelectorAll("input[name=papers]:checked")];
  return ticked.map((tick) => tick.labels[0].textContent.trim()).join("\n");
}

function facts() {
  const found = {};
  root.querySelectorAll("[data-fact]").forEach((one) => (found[one.dataset.fact] = one.value ?? one.getAttribute("value")));
  if (!root.dataset.person) {
    LIVE.forEach((name) => {
      const field = document.querySelector(`main [name="${name}"]:not([type=hidden])`);
      if (field) found[name] = field.value.trim();
    });
  }
  const given = papers();
  if (given !== null) found.papers = given;
  const due = document.querySelector("#hen-tra .promise-date");
  if (due) found.due = due.textContent.trim();
  return found;
}

if (root) {
  const channel = new BroadcastChannel(`motcua.second.${root.dataset.mirror}`);
  const { visit, person, procedure } = root.dataset;

  const show = () => {
    const now = facts();
    last = JSON.stringify(now);
    channel.postMessage({ kind: "show", facts: now, visit, person, procedure });
  };

  const changed = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => JSON.stringify(facts()) !== last && show(), 150);
  };

  const mark = (names, state) =>
    names.forEach((name) => document.querySelectorAll(SPOTS[name]).forEach((spot) => (spot.dataset.mirrored = state)));

  channel.addEventListener("message", ({ data }) => {
    if (data.kind === "hello" && !("ends" in root.dataset)) show();
    if (data.kind !== "marks" || !told) return;
    document.querySelectorAll("[data-mirrored]").forEach((spot) => delete spot.dataset.mirrored);
    mark(data.fixed, "fixed");
    mark(data.wrong, "wrong");
    const names = data.wrong.map((name) => told.dataset[name]).join(", ");
    told.querySelector("[data-names]").textContent = names;
    told.querySelector("[data-told=wrong]").hidden = !names;
    told.querySelector("[data-told=confirmed]").hidden = !data.confirmed;
    told.hidden = !names && !data.confirmed;
  });

  if ("ends" in root.dataset) channel.postMessage({ kind: "end" });
  else {
    show();
    document.addEventListener("input", changed);
    document.addEventListener("change", changed);
    document.addEventListener("htmx:afterSettle", changed);
    window.addEventListener("pagehide", () => channel.postMessage({ kind: "left" }));
    window.addEventListener("pageshow", (event) => event.persisted && show());
  }
}
