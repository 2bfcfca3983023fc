// After a refusal the eye and the cursor go where something must be done: the summary if there is one, else the field.
function goToFault(scope) {
  const fault = scope.querySelector("[data-error-summary]") ?? scope.querySelector("[aria-invalid='true']");
  if (!fault) return;
  fault.focus({ preventScroll: true });
  fault.scrollIntoView({ block: "center" });
}

goToFault(document);
document.addEventListener("htmx:afterSettle", (event) => goToFault(event.detail.elt));

// Links of the summary put the cursor into the field, not only the window at it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const input = field.matches("fieldset") ? (field.querySelector("input") ?? field) : field;
  input.focus();
  input.scrollIntoView({ block: "center" });
});
