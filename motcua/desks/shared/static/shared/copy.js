// data-copy="text", or data-copy-from="id" of the element whose text is wanted: one press puts it on the clipboard.
import { say } from "./words.js";
import { toast } from "./toast.js";

// The clipboard interface exists only over HTTPS; centres also run on a plain local network.
function byHand(text) {
  const box = Object.assign(document.createElement("textarea"), { value: text, className: "visually-hidden" });
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return done;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return byHand(text);
  }
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  const text = button.dataset.copy ?? document.getElementById(button.dataset.copyFrom)?.innerText ?? "";
  const done = await copy(text);
  button.focus();
  if (done) button.dataset.done = "";
  toast(say(done ? "copied" : "notCopied"), { tone: done ? "good" : "soon" });
  setTimeout(() => delete button.dataset.done, 2000);
});
