// The floor plan as something to take hold of. The table below the drawing is what is sent; the drawing follows it and
// writes into it. Without this script the table alone does everything.
import { firstFree, meets, within } from "./floor-grid.js";
import { steps } from "./floor-steps.js";

const SVG = "http://www.w3.org/2000/svg";
const FIELDS = ["kind", "label", "zone", "x", "y", "w", "h", "seats"];
const SIZES = { zone: { w: 6, h: 4 }, door: { w: 1, h: 1 } };
const SMALL = { w: 2, h: 1 };
const FAR = 6; // points a piece must be moved before it counts as dragged and not as pressed
const CLICK = 700; // ms within which a click belongs to the press before it
const GRIP = 20; // the corner that sizes a shape, in the drawing's measure; never more than half the shape
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const form = document.querySelector("[data-floor-form]");
const floor = document.querySelector("[data-floor]");
const body = document.querySelector("[data-floor-rows]");
const voice = document.querySelector("[data-floor-said]");
const cell = Number(floor.dataset.cell);

const field = (row, name) => row.querySelector(`[name$=":${name}"]`);
const number = (row, name) => Number.parseInt(field(row, name).value, 10) || 0;
const rows = () => [...body.querySelectorAll("[data-floor-row]")];
const named = (row) => field(row, "label").value.trim();
const grid = (name) => Number.parseInt(form.elements[name].value, 10) || Number(floor.dataset[name]);
const words = (name, values = {}) => Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), voice.dataset[name]);

function read(row) {
  return {
    kind: field(row, "kind").value,
    label: named(row),
    zone: field(row, "zone").value,
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

const drawn = () => rows().filter(named);
const place = (row, wanted) => write(row, within(wanted, grid("columns"), grid("rows")));

/** Return the names of the zones that `row`, a zone itself, lies upon: such a plan is not taken. */
function under(row) {
  const one = read(row);
  return one.kind === "zone" ? drawn().filter((other) => other !== row && field(other, "kind").value === "zone" && meets(read(other), one)).map(named) : [];
}

function told(row) {
  const { label, x, y, w, h } = read(row);
  const below = under(row);
  return words("at", { label, x, y, w, h }) + (below.length ? ` ${words("over", { names: below.join(", ") })}` : "");
}

function say(text) {
  voice.textContent = text;
}

function make(name, attributes, text = "") {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.textContent = text;
  return node;
}

const box = ({ x, y, w, h }) => ({ x: x * cell, y: y * cell, width: w * cell, height: h * cell });

function shape(row) {
  const one = read(row);
  const clash = under(row).length ? " floor-clash" : "";
  const grip = Math.min(GRIP, (one.w * cell) / 2, (one.h * cell) / 2);
  const [right, bottom] = [(one.x + one.w) * cell, (one.y + one.h) * cell];
  const group = make("g", { class: `floor-shape floor-${one.kind}${clash}`, tabindex: "0", role: "button", "aria-label": told(row), "aria-describedby": "floor-help" });
  group.append(
    make("rect", box(one)),
    make("text", { x: one.x * cell + 4, y: one.y * cell + 15 }, one.seats ? `${one.label} (${one.seats})` : one.label),
    make("rect", { class: "floor-corner", x: right - 7, y: bottom - 7, width: 7, height: 7 }),
    make("rect", { class: "floor-handle", x: right - grip, y: bottom - grip, width: grip, height: grip }),
  );
  group.row = row;
  return group;
}

const groupOf = (row) => [...floor.querySelectorAll(".floor-shape")].find((group) => group.row === row);

function draw(focused = null) {
  floor.setAttribute("viewBox", `0 0 ${grid("columns") * cell} ${grid("rows") * cell}`);
  const inOrder = drawn().sort((a, b) => (field(b, "kind").value === "zone") - (field(a, "kind").value === "zone"));
  floor.querySelector("[data-shapes]").replaceChildren(...inOrder.map(shape));
  if (focused) groupOf(focused)?.focus({ preventScroll: true });
}

// Steps: how the table is tells all.
const history = steps(
  () => JSON.stringify(rows().map((row) => Object.fromEntries(FIELDS.map((name) => [name, field(row, name).value])))),
  (text) => {
    const wanted = JSON.parse(text);
    while (rows().length < wanted.length) spare(true);
    rows().forEach((row, place_) => write(row, wanted[place_] ?? { label: "", zone: "" }));
  },
);
const undo = document.querySelector("[data-floor-undo]");
const redo = document.querySelector("[data-floor-redo]");

function kept() {
  history.keep();
  const { first, last } = history.ends();
  // A button that lost its use keeps the focus of whoever pressed it.
  undo.setAttribute("aria-disabled", String(first));
  redo.setAttribute("aria-disabled", String(last));
}

function go(way, done) {
  const inside = floor.contains(document.activeElement);
  const row = document.activeElement.row;
  if (!history[way]()) return;
  draw(inside ? row : null);
  if (inside && !floor.contains(document.activeElement)) (floor.querySelector(".floor-shape") ?? undo).focus({ preventScroll: true });
  kept();
  say(words(done));
}

undo.addEventListener("click", () => go("back", "undone"));
redo.addEventListener("click", () => go("forward", "redone"));

function remove(row) {
  const label = named(row);
  write(row, { label: "", zone: "" });
  draw();
  kept();
  (floor.querySelector(".floor-shape") ?? undo).focus({ preventScroll: true });
  say(words("removed", { label }));
}

floor.addEventListener("keydown", (event) => {
  const letter = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !event.altKey && (letter === "z" || letter === "y")) {
    event.preventDefault();
    if (letter === "y" || event.shiftKey) go("forward", "redone");
    else go("back", "undone");
    return;
  }
  const row = event.target.closest(".floor-shape")?.row;
  if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
  const step = STEPS[event.key];
  if (!step && event.key !== "Delete" && event.key !== "Enter") return;
  event.preventDefault();
  if (event.key === "Delete") remove(row);
  else if (event.key === "Enter") field(row, "label").focus();
  else {
    const one = read(row);
    place(row, event.shiftKey ? { ...one, w: one.w + step[0], h: one.h + step[1] } : { ...one, x: one.x + step[0], y: one.y + step[1] });
    draw(row);
    kept();
    say(told(row));
  }
});

function at(event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(floor.getScreenCTM().inverse());
  return { x: point.x / cell, y: point.y / cell };
}

// A shape that is on the plan is taken hold of, by its corner to size it.
let held = null;

floor.addEventListener("pointerdown", (event) => {
  const group = event.target.closest(".floor-shape");
  if (!group || held || event.button) return;
  event.preventDefault();
  held = { row: group.row, id: event.pointerId, from: at(event), was: read(group.row), sizes: event.target.classList.contains("floor-handle") };
  floor.setPointerCapture(event.pointerId);
  group.focus({ preventScroll: true });
});

floor.addEventListener("pointermove", (event) => {
  if (held?.id !== event.pointerId) return;
  const now = at(event);
  const dx = Math.round(now.x - held.from.x);
  const dy = Math.round(now.y - held.from.y);
  const was = held.was;
  place(held.row, held.sizes ? { ...was, w: was.w + dx, h: was.h + dy } : { ...was, x: was.x + dx, y: was.y + dy });
  draw(held.row);
});

function letGo(event) {
  if (held?.id !== event.pointerId) return;
  const { row, was } = held;
  held = null;
  if (event.type === "pointercancel") {
    place(row, was);
    draw(row);
  }
  kept();
  say(told(row));
}

for (const end of ["pointerup", "pointercancel"]) floor.addEventListener(end, letGo);

/** Return a row that holds nothing yet, a new one where all are taken; nothing where the plan is full, unless `sure`. */
function spare(sure = false) {
  const free = sure ? null : rows().find((row) => !named(row));
  if (free) return free;
  if (!sure && drawn().length >= Number(body.dataset.most)) return null;
  const row = rows().at(-1).cloneNode(true);
  const next = rows().length + 1;
  for (const input of row.querySelectorAll("[name]")) {
    input.name = input.name.replace(/^s\d+/, `s${next}`);
    input.setAttribute("aria-label", (input.getAttribute("aria-label") || "").replace(/\d+/, String(next)));
  }
  write(row, { label: "", zone: "", seats: 0 });
  body.append(row);
  return row;
}

// The palette: a piece is pressed, and goes where there is room; or it is dragged to where it shall be.
const sizeOf = (piece) => SIZES[piece.dataset.piece] ?? SMALL;

function fresh(name) {
  const taken = new Set(drawn().map(named));
  let text = name;
  for (let again = 2; taken.has(text); again += 1) text = `${name} ${again}`;
  return text;
}

/** Put a piece on the plan: at `wanted`, or in the first free place; zones lie beside zones, other things upon them. */
function put(piece, wanted = null) {
  const zone = piece.dataset.piece === "zone";
  const taken = drawn().map(read).filter((one) => (one.kind === "zone") === zone);
  const where = wanted ?? firstFree(sizeOf(piece), taken, grid("columns"), grid("rows"));
  const row = where && spare();
  if (!row) {
    say(words(where ? "full" : "noRoom"));
    return;
  }
  write(row, { kind: piece.dataset.piece, label: fresh(piece.dataset.name), zone: piece.dataset.zone ?? "", seats: 0 });
  place(row, where);
  draw(row);
  kept();
  say(`${words("placed")} ${told(row)}`);
}

let carried = null;

function over(event) {
  const edge = floor.getBoundingClientRect();
  return event.clientX >= edge.left && event.clientX <= edge.right && event.clientY >= edge.top && event.clientY <= edge.bottom;
}

function landing(event) {
  if (!over(event)) return null;
  const { w, h } = sizeOf(carried.piece);
  const now = at(event);
  return within({ x: Math.round(now.x - w / 2), y: Math.round(now.y - h / 2), w, h }, grid("columns"), grid("rows"));
}

function drop(shown = null) {
  floor.querySelector(".floor-ghost")?.remove();
  if (shown) floor.append(make("rect", { class: "floor-ghost", "aria-hidden": "true", ...box(shown) }));
}

let dealt = -Infinity; // when a finger or a mouse last let go of a piece: the click that follows is dealt with

function endCarrying() {
  carried?.piece.classList.remove("floor-carried");
  carried = null;
  drop();
}

for (const piece of document.querySelectorAll("[data-piece]")) {
  piece.addEventListener("pointerdown", (event) => {
    if (event.button || carried) return;
    carried = { piece, id: event.pointerId, x: event.clientX, y: event.clientY, moved: false };
    piece.setPointerCapture(event.pointerId);
  });
  piece.addEventListener("pointermove", (event) => {
    if (carried?.id !== event.pointerId) return;
    carried.moved ||= Math.hypot(event.clientX - carried.x, event.clientY - carried.y) > FAR;
    piece.classList.toggle("floor-carried", carried.moved);
    if (carried.moved) drop(landing(event));
  });
  piece.addEventListener("pointerup", (event) => {
    if (carried?.id !== event.pointerId) return;
    const { moved } = carried;
    const where = moved ? landing(event) : null;
    endCarrying();
    dealt = event.timeStamp;
    if (!moved || where) put(piece, where);
  });
  piece.addEventListener("pointercancel", endCarrying);
  // What browsers make of a finger afterwards would take the focus from what it has just put down.
  piece.addEventListener("mousedown", (event) => {
    if (event.timeStamp - dealt <= CLICK) event.preventDefault();
  });
  // By keys, and by what presses for people who see or move otherwise.
  piece.addEventListener("click", (event) => {
    if (event.detail === 0 || event.timeStamp - dealt > CLICK) put(piece);
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !carried) return;
  carried.piece.addEventListener("pointerup", (up) => (dealt = up.timeStamp), { once: true });
  endCarrying();
});

form.addEventListener("input", (event) => {
  if (event.target.closest("[data-floor-row]") || ["columns", "rows"].includes(event.target.name)) draw();
});
body.addEventListener("change", kept);

draw();
kept();
