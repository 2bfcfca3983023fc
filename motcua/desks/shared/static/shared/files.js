// Files chosen or dropped are listed with their size; one that is too big is named before anything is sent.
import { say } from "./words.js";

const ENGLISH = document.documentElement.lang === "en";

function size(bytes) {
  const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kB"] : [bytes / 1e6, "MB"];
  return `${value.toLocaleString(ENGLISH ? "en" : "vi", { maximumFractionDigits: 1 })} ${unit}`;
}

function list(drop) {
  const input = drop.querySelector("input[type=file]");
  const most = Number(drop.dataset.max ?? 0);
  let fault = "";
  const lines = [...input.files].map((file) => {
    const line = document.createElement("li");
    const big = most && file.size > most;
    if (big) {
      fault = say("tooBig", { name: file.name, size: size(file.size) });
      line.className = "too-big";
    }
    line.append(
      Object.assign(document.createElement("span"), { textContent: big ? fault : file.name }),
      Object.assign(document.createElement("span"), { className: "num", textContent: big ? "" : size(file.size) }),
    );
    return line;
  });
  drop.querySelector(".file-list").replaceChildren(...lines);
  input.setCustomValidity(fault);
  input.toggleAttribute("aria-invalid", Boolean(fault));
}

document.addEventListener("click", (event) => {
  const drop = event.target.closest("[data-file-open]")?.closest("[data-file-drop]");
  drop?.querySelector("input[type=file]").click();
});
document.addEventListener("change", (event) => {
  const drop = event.target.closest("[data-file-drop]");
  if (drop) list(drop);
});
["dragover", "dragleave", "drop"].forEach((kind) =>
  document.addEventListener(kind, (event) => {
    const drop = event.target.closest?.("[data-file-drop]");
    if (!drop) return;
    event.preventDefault();
    drop.toggleAttribute("data-over", kind === "dragover");
    if (kind !== "drop" || !event.dataTransfer.files.length) return;
    drop.querySelector("input[type=file]").files = event.dataTransfer.files;
    list(drop);
  }),
);
