// Many boxes to tick (data-long-choice, the words of its field): a field that finds one, typed with marks or without, and how
// many are ticked. What is ticked stays so when it is not among what was found. The field has no name: it is not sent.
import { fold, say } from "./words.js";

function open(list) {
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  const names = boxes.map((box) => fold(box.labels[0]?.textContent ?? ""));
  const row = document.createElement("div");
  row.className = "choice-find";
  const sought = document.createElement("input");
  sought.type = "search";
  sought.autocomplete = "off";
  sought.placeholder = list.dataset.longChoice;
  sought.setAttribute("aria-label", list.dataset.longChoice);
  const told = document.createElement("output");
  row.append(sought, told);
  list.before(row);
  const count = () => (told.textContent = say("ticked", { n: boxes.filter((box) => box.checked).length }));
  sought.addEventListener("input", () => {
    const words = fold(sought.value).split(/\s+/).filter(Boolean);
    boxes.forEach((box, at) => {
      box.closest(".choice").hidden = !words.every((word) => names[at].includes(word));
    });
  });
  sought.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  list.addEventListener("change", count);
  count();
}

document.querySelectorAll("[data-long-choice]").forEach(open);
