// Small helpers to build what is shown; text goes in as text, never as markup.

/** Return an element: `make("button", {class: "button", onclick: fn}, "Gửi", other)`. Empty children are left out. */
export function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element && typeof value !== "string") element[key] = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Return a drawing of the sprite, hidden from readers aloud. */
export function icon(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawing = document.createElementNS(space, "svg");
  drawing.setAttribute("class", "icon");
  drawing.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `${document.body.dataset.icons}#${name}`);
  drawing.append(use);
  return drawing;
}

/** Return this instant with its offset, as the server reads it; `ahead` is how many ms its clock is ahead of ours. */
export function instant(ahead = 0) {
  const at = new Date(Date.now() + ahead);
  const shift = -at.getTimezoneOffset();
  const size = Math.abs(shift);
  const local = new Date(at.getTime() + shift * 60000).toISOString().slice(0, 19);
  return `${local}${shift < 0 ? "-" : "+"}${two(Math.trunc(size / 60))}:${two(size % 60)}`;
}

const two = (number) => String(number).padStart(2, "0");

/** Return clock time and day of an instant as people here write them. */
export function moment(text) {
  const at = new Date(text);
  return `${two(at.getHours())}:${two(at.getMinutes())} ${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
}
