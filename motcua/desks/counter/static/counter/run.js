// A stack scanned one after another: scans wait in line while one is on its way, each is answered at once, shown and,
// where the browser can and the person wants it, spoken.  data-run-scan on the form; without this the form just works.
const form = document.querySelector("[data-run-scan]");
const answer = document.getElementById("tra-loi");
const sheets = document.getElementById("phieu");
const voice = document.querySelector("[data-run-voice]");
const MUTED = "motcua.run.voice";
const waiting = [];
let busy = false;

function speak(words) {
  if (!voice || voice.hidden || !voice.querySelector("input").checked || !words) return;
  const said = new SpeechSynthesisUtterance(words);
  said.lang = document.documentElement.lang === "en" ? "en-US" : "vi-VN";
  said.rate = 1.2;
  speechSynthesis.cancel();
  speechSynthesis.speak(said);
}

function tell(words) {
  const line = document.createElement("p");
  line.className = "run-answer tone-late";
  line.textContent = words;
  answer.replaceChildren(line);
  speak(words);
}

async function send(text) {
  const body = new FormData(form);
  body.set("q", text);
  body.set("once_key", crypto.randomUUID?.().replaceAll("-", "") ?? `${Date.now()}${Math.random()}`);
  const reply = await fetch(form.action, { method: "POST", body, headers: { "X-Motcua-Part": "scan" } });
  const found = new DOMParser().parseFromString(await reply.text(), "text/html");
  const told = found.querySelector("[data-answer]");
  if (!told) {
    window.location.reload();
    return;
  }
  answer.replaceChildren(...told.childNodes);
  sheets.replaceChildren(...found.querySelector("[data-sheets]").childNodes);
  speak(answer.querySelector("[data-words]")?.textContent);
}

async function drain() {
  if (busy) return;
  busy = true;
  while (waiting.length) {
    try {
      await send(waiting.shift());
    } catch {
      waiting.length = 0;
      tell(answer.dataset.lost);
    }
  }
  busy = false;
}

function take(text) {
  const field = form.elements.q;
  field.value = "";
  field.focus();
  if (text.trim()) waiting.push(text);
  drain();
}

if (form) {
  form.addEventListener("motcua:scan", (event) => {
    event.preventDefault();
    take(event.detail.text);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    take(form.elements.q.value);
  });
  if (voice && "speechSynthesis" in window) {
    const box = voice.querySelector("input");
    voice.hidden = false;
    box.checked = localStorage.getItem(MUTED) !== "no";
    box.addEventListener("change", () => localStorage.setItem(MUTED, box.checked ? "yes" : "no"));
  }
}
