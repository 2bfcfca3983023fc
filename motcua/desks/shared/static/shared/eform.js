// Questions of an e-form that are asked only after a certain answer (data-when: names of fields with their values): hidden
// while another answer stands, and then not sent. Without this script they are all there, each saying when to fill it in.
function answer(form, name) {
  const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].filter((field) => !field.disabled);
  const chosen = fields.find((field) => field.type !== "radio" || field.checked);
  return chosen?.value ?? "";
}

function settle(form) {
  const places = [...form.querySelectorAll("[data-when]")];
  // One answer may hide a question on which the next depends: as often as there are places, at most.
  for (let round = 0; round < places.length; round++) {
    let moved = false;
    for (const place of places) {
      const wanted = JSON.parse(place.dataset.when).every(([name, values]) => values.includes(answer(form, name)));
      if (place.hidden !== wanted && place.dataset.settled) continue;
      place.dataset.settled = "1";
      place.hidden = !wanted;
      moved = true;
      for (const field of place.querySelectorAll("input, select, textarea, button")) field.disabled = !wanted;
    }
    if (!moved) return;
  }
}

for (const form of document.querySelectorAll("form")) {
  if (!form.querySelector("[data-when]")) continue;
  for (const line of form.querySelectorAll("[data-only]")) line.hidden = true;
  settle(form);
  form.addEventListener("change", () => settle(form));
}
