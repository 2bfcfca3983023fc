// Scans are sent as soon as they are chosen, dropped or photographed; the form carries their hashes.
//   data-scans="url"   on the list of papers: where files go; data-max: most bytes of one; data-attach: the dossier is
//                      there already, so nothing is carried
//   data-paper="key"   on each paper: files dropped on it are its own
//   data-scan-file     the input that chooses them
// What was taken in is kept with the form's draft, so that a locked screen or a reload loses no scan.
import { toast } from "../shared/toast.js";
import { say, store } from "../shared/words.js";

const form = document.querySelector("form[data-draft]:has([data-scans])");
const kept = form && `motcua.draft:${document.body.dataset.user ?? ""}:${form.dataset.draft}-scans`;

function remember() {
  if (!kept) return;
  const values = [...form.querySelectorAll("input[name=scan]")].map((input) => ["scan", input.value, null]);
  if (values.length) store("sessionStorage")?.setItem(kept, JSON.stringify({ at: Date.now(), sent: false, values }));
  else store("sessionStorage")?.removeItem(kept);
}

function line(paper, name) {
  const item = document.createElement("li");
  item.className = "scan";
  item.append(Object.assign(document.createElement("span"), { textContent: name }));
  paper.querySelector(".scan-list").append(item);
  return item;
}

function dropButton(item) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "code-copy", textContent: "×" });
  button.setAttribute("aria-label", `${say("close")} ${item.firstChild.textContent}`);
  button.dataset.dropScan = "";
  item.append(button);
}

function done(item, paper, sha256, name) {
  item.removeAttribute("data-state");
  item.firstChild.textContent = name;
  if (paper.closest("[data-attach]")) return;
  item.append(Object.assign(document.createElement("input"), { type: "hidden", name: "scan", value: `${paper.dataset.paper}|${sha256}|${name}` }));
  dropButton(item);
  remember();
}

// The form carries what was refused, too: until it is dropped or scanned again the next page says it is not there.
function wrong(item, words) {
  const paper = item.closest("[data-paper]");
  const name = item.firstChild.textContent;
  item.dataset.state = "wrong";
  item.setAttribute("role", "alert");
  item.firstChild.textContent = `${name}: ${words}`;
  dropButton(item);
  if (paper.closest("[data-attach]")) return;
  const why = words.replaceAll("|", " ").trim();
  item.append(Object.assign(document.createElement("input"), { type: "hidden", name: "scan_refused", value: `${paper.dataset.paper}|${why}|${name}` }));
}

function answerOf(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {};
  }
}

function send(file, paper) {
  const list = paper.closest("[data-scans]");
  const item = line(paper, file.name);
  const most = Number(list.dataset.max ?? 0);
  if (most && file.size > most) {
    wrong(item, say("tooBig", { name: "", size: `${Math.round(file.size / 1e6)} MB` }));
    return;
  }
  item.dataset.state = "busy";
  const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
  bar.setAttribute("aria-label", file.name);
  item.append(bar);
  const body = new FormData();
  body.append("file", file);
  body.append("paper", paper.dataset.paper);
  const request = new XMLHttpRequest();
  request.upload.addEventListener("progress", (event) => event.lengthComputable && (bar.value = event.loaded / event.total));
  request.addEventListener("loadend", () => {
    bar.remove();
    const answer = answerOf(request);
    if (request.status === 200) done(item, paper, answer.sha256, answer.name);
    else wrong(item, answer.error ?? say(request.status ? "wentWrong" : "notSent"));
  });
  request.open("POST", list.dataset.scans);
  request.setRequestHeader("X-CSRFToken", document.querySelector("main [name=csrfmiddlewaretoken]")?.value ?? "");
  request.send(body);
}

function restore() {
  if (kept && "wrong" in form.dataset) remember();
  const draft = kept && store("sessionStorage")?.getItem(kept);
  if (!draft || "wrong" in form.dataset) return;
  JSON.parse(draft).values.forEach(([, value]) => {
    const [key, sha256, name] = value.split("|");
    const paper = form.querySelector(`[data-paper="${CSS.escape(key)}"]`);
    if (paper) done(line(paper, name), paper, sha256, name);
  });
}

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-scan-file]")) return;
  [...event.target.files].forEach((file) => send(file, event.target.closest("[data-paper]")));
  event.target.value = "";
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-drop-scan]");
  if (!button) return;
  button.closest(".scan").remove();
  remember();
});
["dragover", "dragleave", "drop"].forEach((kind) =>
  document.addEventListener(kind, (event) => {
    const paper = event.target.closest?.("[data-scans] [data-paper]");
    if (!paper) return;
    event.preventDefault();
    paper.toggleAttribute("data-over", kind === "dragover");
    if (kind === "drop") [...event.dataTransfer.files].forEach((file) => send(file, paper));
  }),
);
form?.addEventListener("submit", (event) => {
  if (form.querySelector(".scan[data-state=busy]")) {
    event.preventDefault();
    toast(say("scanBusy"), { tone: "soon" });
  } else if (kept) store("sessionStorage")?.removeItem(kept);
});
restore();
