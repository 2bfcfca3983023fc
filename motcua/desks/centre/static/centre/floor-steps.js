// What was done, step by step, so that it can be undone and done again.
const MOST = 200;

/** Return the steps of something that `take()` tells as text and `give(text)` makes so again. */
export function steps(take, give) {
  const told = [take()];
  let at = 0;
  const go = (way) => {
    if (!(at + way in told)) return false;
    at += way;
    give(told[at]);
    return true;
  };
  return {
    /** Keep how it is now as a step, when it is another than the last. */
    keep() {
      const now = take();
      if (now === told[at]) return;
      told.splice(at + 1, told.length, now);
      if (told.length > MOST) told.shift();
      at = told.length - 1;
    },
    back: () => go(-1),
    forward: () => go(1),
    ends: () => ({ first: at === 0, last: at === told.length - 1 }),
  };
}
