// Windows over the page: data-dialog="id" opens one, data-close-dialog closes it, a press beside it too.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog && !dialog.open) {
    event.preventDefault();
    dialog.showModal();
  } else if (event.target.closest("[data-close-dialog]")) {
    event.target.closest("dialog")?.close();
  } else if (event.target.matches("dialog[open]") && !dialog) {
    event.target.close();
  }
});
