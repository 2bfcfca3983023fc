// A counter left alone locks itself: after data-lock-after seconds (on <body>) without a key or a touch in any tab, the
// form data-lock-form is sent. Half a minute before, it says so. What is being typed is kept by drafts.js first.
import { keepAll } from "./drafts.js";
import { say, store } from "./words.js";
import { toast } from "./toast.js";

const after = Number(document.body.dataset.lockAfter ?? 0) * 1000;
const form = document.querySelector("form[data-lock-form]");
const SEEN = "motcua.seen";
const WARN = 30000;

if (after && form) {
  let seen = Date.now();
  let warning = null;

  const tick = () => {
    const elsewhere = Number(store("localStorage")?.getItem(SEEN) ?? 0);
    const left = Math.max(seen, elsewhere) + after - Date.now();
    if (left <= 0) {
      keepAll();
      form.requestSubmit();
    } else if (left <= Math.min(WARN, after / 2)) {
      warning ??= toast(say("lockSoon", { n: Math.ceil(left / 1000) }), { tone: "soon", keep: true });
    } else {
      warning?.remove();
      warning = null;
    }
  };
  const notice = () => {
    if (Date.now() - seen < 1000 && !warning) return;
    seen = Date.now();
    store("localStorage")?.setItem(SEEN, String(seen));
    tick();
  };

  ["keydown", "pointerdown", "wheel", "touchmove"].forEach((kind) => document.addEventListener(kind, notice, { passive: true }));
  document.addEventListener("visibilitychange", tick);
  store("localStorage")?.setItem(SEEN, String(seen));
  setInterval(tick, 1000);
}
