// Keys of the writer: they press the buttons of the sentence one is in. Without this script the buttons do the same.
//   Alt+↑, Alt+↓   move the sentence;  Ctrl+Enter  cut it at the cursor;  Alt+Enter  add one after it
const form = document.querySelector("[data-writer]");
const caret = form?.querySelector("[data-caret]");

function pressed(event) {
  if (event.isComposing) return "";
  if (event.altKey && event.key === "ArrowUp") return "up";
  if (event.altKey && event.key === "ArrowDown") return "down";
  if (event.ctrlKey && event.key === "Enter") return "split";
  if (event.altKey && event.key === "Enter") return "add";
  return "";
}

// Where the cursor stood in the words last left: pressing the button takes the focus away from them.
let left = null;

function remember(words) {
  caret.value = words.selectionStart;
  left = words.closest("[data-sentence]");
}

form?.addEventListener("focusout", (event) => {
  if (event.target.matches("textarea[name=words]")) remember(event.target);
});

form?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-press=split]");
  if (button && button.closest("[data-sentence]") !== left) caret.value = "";
});

form?.addEventListener("keydown", (event) => {
  const key = pressed(event);
  const row = event.target.closest("[data-sentence]");
  if (!key || !row) return;
  event.preventDefault();
  if (event.target.matches("textarea[name=words]")) remember(event.target);
  row.querySelector(`[data-press=${key}]`)?.click();
});
