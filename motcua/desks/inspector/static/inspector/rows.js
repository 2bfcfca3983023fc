// How the items of a piece of work stand, as far as this phone knows.

/** Return the newest observation of each item by its key. */
export function newest(rows) {
  return new Map(rows.filter((row) => row.item).map((row) => [row.item, row]));
}

/** Return how an item stands: what this phone noted, unless a pack fetched since knows better. */
export function standing(pack, item, row) {
  if (!row) return item.conflict ? "conflict" : item.seen?.length ? "seen" : "open";
  if (row.state === "waiting" || row.state === "refused") return row.state;
  if (pack.fetched > (row.judged ?? "")) return item.conflict ? "conflict" : "recorded";
  return row.state;
}
