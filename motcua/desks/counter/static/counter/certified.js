// The form of certification: one empty row stands ready below what is typed, and the fee is reckoned while typing.
// The server reckons again; without this script all rows stand open.
const form = document.querySelector("[data-certify]");
const rows = [...form.querySelectorAll("[data-original]")];
const fee = form.querySelector("[data-fee]");

function number(input) {
  const text = input.value.trim();
  return /^\d{1,4}$/.test(text) ? Number(text) : 0;
}

function price(row) {
  const pages = number(row.querySelector("[data-pages]"));
  const copies = number(row.querySelector("[data-copies]"));
  if (!pages || !copies) return 0;
  if (fee.dataset.formula === "copy_pages") {
    return copies * Math.min(200000, 2000 * Math.min(pages, 2) + 1000 * Math.max(pages - 2, 0));
  }
  return Number(fee.dataset.amount) * (fee.dataset.kind === "copy" ? copies : 1);
}

function typed(row) {
  return row.querySelector("input").value.trim() !== "";
}

function refresh() {
  const last = rows.findLastIndex(typed);
  rows.forEach((row, place) => {
    row.hidden = place > last + 1 && !row.querySelector("[aria-invalid]");
  });
  if (!fee) return;
  const sum = rows.filter(typed).reduce((total, row) => total + price(row), 0);
  fee.textContent = `${sum.toLocaleString(document.documentElement.lang || "vi")} ${fee.dataset.unit}`;
}

form.addEventListener("input", refresh);
window.addEventListener("load", refresh);
refresh();
