// Ticking rows: the head ticks all that are shown, Shift ticks a stretch, the bulk bar counts and appears.
//   data-select on the block; data-select-all, data-select-row on the boxes; data-bulk-bar, data-bulk-count, data-select-none
function boxes(block) {
  return [...block.querySelectorAll("[data-select-row]")];
}

function recount(block) {
  const all = boxes(block);
  const ticked = all.filter((box) => box.checked).length;
  const head = block.querySelector("[data-select-all]");
  if (head) {
    head.checked = ticked > 0 && ticked === all.length;
    head.indeterminate = ticked > 0 && ticked < all.length;
  }
  const bar = block.querySelector("[data-bulk-bar]");
  if (bar) bar.hidden = ticked === 0;
  const count = block.querySelector("[data-bulk-count]");
  if (count) count.textContent = String(ticked);
}

let last = null;
document.addEventListener("click", (event) => {
  const block = event.target.closest("[data-select]");
  if (!block) return;
  if (event.target.matches("[data-select-none]")) {
    boxes(block).forEach((box) => (box.checked = false));
    recount(block);
    block.querySelector("[data-select-all]")?.focus();
  } else if (event.target.matches("[data-select-row]")) {
    const all = boxes(block);
    const [from, to] = [all.indexOf(last), all.indexOf(event.target)].sort((a, b) => a - b);
    if (event.shiftKey && from >= 0) all.slice(from, to + 1).forEach((box) => (box.checked = event.target.checked));
    last = event.target;
    recount(block);
  } else if (event.target.matches("[data-select-all]")) {
    boxes(block).forEach((box) => (box.checked = event.target.checked));
    recount(block);
  }
});

// A choice in the head filters at once; words wait for Enter.
document.addEventListener("change", (event) => {
  if (event.target.matches("select") && event.target.form?.matches("[data-auto-filter]")) event.target.form.requestSubmit();
});

document.querySelectorAll("[data-select]").forEach(recount);
document.addEventListener("htmx:afterSettle", () => document.querySelectorAll("[data-select]").forEach(recount));
