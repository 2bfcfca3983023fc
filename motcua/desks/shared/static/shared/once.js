// A form is sent once. The second press does nothing; a retry carries the same once_key, so the server answers again
// instead of doing it again.  data-once on the form; data-busy="Đang tiếp nhận…" on the button.
import { say } from "./words.js";
import { toast } from "./toast.js";

const PATIENCE = 15000; // ms after which pressing again is allowed: harmless, the key is the same

function buttons(form) {
  return [...form.elements].filter((element) => element.matches("button:not([type=button])"));
}

export function free(form) {
  delete form.dataset.sending;
  buttons(form).forEach((button) => {
    if (!("waiting" in button.dataset)) return;
    button.removeAttribute("aria-disabled");
    const words = button.querySelector("span");
    if (words && button.dataset.words) words.textContent = button.dataset.words;
    delete button.dataset.waiting;
  });
}

function wait(form, pressed) {
  form.dataset.sending = "";
  buttons(form).forEach((button) => {
    button.dataset.waiting = "";
    button.setAttribute("aria-disabled", "true");
  });
  const words = pressed?.querySelector("span");
  if (words) {
    pressed.dataset.words = words.textContent;
    words.textContent = pressed.dataset.busy || say("sending");
  }
  setTimeout(() => {
    if (!("sending" in form.dataset)) return;
    free(form);
    toast(say("stillSending"), { tone: "soon" });
  }, PATIENCE);
}

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!("once" in form.dataset)) return;
    if ("sending" in form.dataset) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      // after every other listener has had its say: a submit that was stopped is not on its way
      setTimeout(() => event.defaultPrevented && !form.matches("[hx-post], [data-hx-post]") ? null : wait(form, event.submitter));
    }
  },
  true,
);

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.elt.matches?.("form[data-once]")) free(event.detail.elt);
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sending]").forEach(free);
});
