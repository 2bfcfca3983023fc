// Where things lie on a grid: cells from the left and from above, whole numbers.
const clamp = (value, least, most) => Math.max(least, Math.min(most, value));

/** Say whether two rectangles share a cell. */
export const meets = (one, other) => one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h;

/** Return `wanted` {x, y, w, h} as near as it fits into a grid of so many columns and rows. */
export function within(wanted, columns, rows) {
  const w = clamp(wanted.w, 1, columns);
  const h = clamp(wanted.h, 1, rows);
  return { x: clamp(wanted.x, 0, columns - w), y: clamp(wanted.y, 0, rows - h), w, h };
}

/** Return the first place from above and the left where {w, h} meets none of `taken`; smaller where it does not fit;
 *  nothing where no cell is free. */
export function firstFree({ w, h }, taken, columns, rows) {
  const size = { w: Math.min(w, columns), h: Math.min(h, rows) };
  for (let y = 0; y + size.h <= rows; y += 1) {
    for (let x = 0; x + size.w <= columns; x += 1) {
      const place = { x, y, ...size };
      if (!taken.some((one) => meets(one, place))) return place;
    }
  }
  return size.w === 1 && size.h === 1 ? null : firstFree({ w: Math.ceil(size.w / 2), h: Math.ceil(size.h / 2) }, taken, columns, rows);
}
