// Choosing a procedure without the mouse: arrows go between the box and the list, Escape comes back to the box.
const box = document.getElementById("f-q");

function links() {
  return [...document.querySelectorAll("[data-pick] a")];
}

document.addEventListener("keydown", (event) => {
  if (!box || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  const all = links();
  const here = all.indexOf(document.activeElement);
  if (document.activeElement !== box && here < 0) return;
  if (event.key === "ArrowDown" && all.length) {
    all[Math.min(here + 1, all.length - 1)].focus();
  } else if (event.key === "ArrowUp" && here >= 0) {
    (here ? all[here - 1] : box).focus();
  } else if (event.key === "Escape" && here >= 0) {
    box.focus();
    box.select();
  } else {
    return;
  }
  event.preventDefault();
});
