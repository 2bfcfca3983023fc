// The floor plan as something to take hold of. The table below the drawing is what is sent; the drawing follows it and
// writes into it. Without this script the table alone does everything.
const SVG = "http://www.w3.org/2000/svg";
const form = document.querySelector("[data-floor-form]");
const floor = document.querySelector("[data-floor]");
const body = document.querySelector("[data-floor-rows]");
const voice = document.querySelector("[data-floor-said]");
const cell = Number(floor.dataset.cell);

const field = (row, name) => row.querySelector(`[name$=":${name}"]`);
const number = (row, name) => Number.parseInt(field(row, name).value, 10) || 0;
const rows = () => [...body.querySelectorAll("[data-floor-row]")];
const grid = (name) => Number.parseInt(form.elements[name].value, 10) || Number(floor.dataset[name]);
const clamp = (value, least, most) => Math.max(least, Math.min(most, value));

function read(row) {
  return {
    kind: field(row, "kind").value,
    label: field(row, "label").value.trim(),
    x: number(row, "x"),
    y: number(row, "y"),
    w: Math.max(1, number(row, "w")),
    h: Math.max(1, number(row, "h")),
    seats: number(row, "seats"),
  };
}

function write(row, place) {
  for (const [name, value] of Object.entries(place)) field(row, name).value = String(value);
}

function make(name, attributes, text = "") {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.textContent = text;
  return node;
}

function draw(focused = null) {
  const columns = grid("columns");
  const height = grid("rows");
  floor.setAttribute("viewBox", `0 0 ${columns * cell} ${height * cell}`);
  const lines = floor.querySelector(".floor-grid");
  lines.replaceChildren(
    ...Array.from({ length: columns + 1 }, (_, x) => make("line", { x1: x * cell, y1: 0, x2: x * cell, y2: height * cell })),
    ...Array.from({ length: height + 1 }, (_, y) => make("line", { x1: 0, y1: y * cell, x2: columns * cell, y2: y * cell })),
  );
  const shapes = floor.querySelector("[data-shapes]");
  const drawn = rows().filter((row) => field(row, "label").value.trim());
  drawn.sort((a, b) => (field(b, "kind").value === "zone") - (field(a, "kind").value === "zone"));
  shapes.replaceChildren(...drawn.map(shape));
  if (focused) focusOn(focused);
}

function shape(row) {
  const one = read(row);
  const group = make("g", { class: `floor-shape floor-${one.kind}`, tabindex: "0", role: "button", "aria-label": told(one), "aria-describedby": "floor-help" });
  group.append(
    make("rect", { x: one.x * cell, y: one.y * cell, width: one.w * cell, height: one.h * cell }),
    make("text", { x: one.x * cell + 4, y: one.y * cell + 15 }, one.seats ? `${one.label} (${one.seats})` : one.label),
    make("rect", { class: "floor-handle", x: (one.x + one.w) * cell - 7, y: (one.y + one.h) * cell - 7, width: 7, height: 7 }),
  );
  group.row = row;
  return group;
}

const told = (one) => `${one.label}: ${one.x}, ${one.y}; ${one.w} × ${one.h}`;
const groupOf = (row) => [...floor.querySelectorAll(".floor-shape")].find((group) => group.row === row);

function focusOn(row) {
  const group = groupOf(row);
  if (group) group.focus();
}

function place(row, wanted) {
  const columns = grid("columns");
  const height = grid("rows");
  const w = clamp(wanted.w, 1, columns);
  const h = clamp(wanted.h, 1, height);
  write(row, { w, h, x: clamp(wanted.x, 0, columns - w), y: clamp(wanted.y, 0, height - h) });
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

floor.addEventListener("keydown", (event) => {
  const group = event.target.closest(".floor-shape");
  if (!group || event.altKey || event.ctrlKey || event.metaKey) return;
  const row = group.row;
  if (event.key === "Delete") {
    event.preventDefault();
    field(row, "label").value = "";
    draw();
    floor.querySelector(".floor-shape")?.focus();
    return;
  }
  if (event.key === "Enter") {
    event.preventDefault();
    field(row, "label").focus();
    return;
  }
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const one = read(row);
  if (event.shiftKey) place(row, { ...one, w: one.w + step[0], h: one.h + step[1] });
  else place(row, { ...one, x: one.x + step[0], y: one.y + step[1] });
  draw(row);
  voice.textContent = told(read(row));
});

function at(event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(floor.getScreenCTM().inverse());
  return { x: point.x / cell, y: point.y / cell };
}

let held = null;

floor.addEventListener("pointerdown", (event) => {
  const group = event.target.closest(".floor-shape");
  if (!group) return;
  event.preventDefault();
  held = { row: group.row, from: at(event), was: read(group.row), sizes: event.target.classList.contains("floor-handle") };
  floor.setPointerCapture(event.pointerId);
  focusOn(group.row);
});

floor.addEventListener("pointermove", (event) => {
  if (!held) return;
  const now = at(event);
  const dx = Math.round(now.x - held.from.x);
  const dy = Math.round(now.y - held.from.y);
  const was = held.was;
  place(held.row, held.sizes ? { ...was, w: was.w + dx, h: was.h + dy } : { ...was, x: was.x + dx, y: was.y + dy });
  draw(held.row);
});

for (const end of ["pointerup", "pointercancel"]) floor.addEventListener(end, () => (held = null));

function spare() {
  const free = rows().find((row) => !field(row, "label").value.trim());
  if (free) return free;
  const last = rows().at(-1);
  const row = last.cloneNode(true);
  const next = rows().length + 1;
  for (const input of row.querySelectorAll("[name]")) {
    input.name = input.name.replace(/^s\d+/, `s${next}`);
    input.setAttribute("aria-label", (input.getAttribute("aria-label") || "").replace(/\d+/, String(next)));
    if (input.name.endsWith(":label") || input.name.endsWith(":zone")) input.value = "";
  }
  body.append(row);
  return row;
}

for (const button of document.querySelectorAll("[data-add]")) {
  button.addEventListener("click", () => {
    const row = spare();
    const size = button.dataset.add === "zone" ? { w: 6, h: 4 } : { w: 2, h: 1 };
    field(row, "kind").value = button.dataset.add;
    field(row, "label").value = button.dataset.name;
    place(row, { x: 0, y: 0, ...size });
    draw(row);
  });
}

form.addEventListener("input", (event) => {
  if (event.target.closest("[data-floor-row]") || ["columns", "rows"].includes(event.target.name)) draw();
});

draw();
