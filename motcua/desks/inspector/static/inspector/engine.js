// Which questions of a checklist are asked now: an engine that others wrote (docs/decisions/0017) reads its XForm and says
// what is relevant while answers come in. It is heavy, so it is fetched once, after a checklist was taken along, and kept.
// Without it every question is shown: too many is better than one too few.
const STORE = "motcua-reader";
const PATIENCE = 20000; // ms: a browser that may not compile the engine's WebAssembly leaves its import hanging

const root = () => document.querySelector("[data-kit]").dataset;
const forms = new Map(); // the form of each pack, by key and when it was fetched

/** Keep the engine on the phone; return whether it was fetched now. */
export async function keepEngine() {
  const address = root().engine;
  if (!address) return false;
  const store = await caches.open(STORE);
  if (await store.match(address)) return false;
  const answer = await fetch(address, { priority: "low" });
  if (!answer.ok || answer.redirected) throw new Error(address);
  await store.put(address, answer);
  for (const kept of await store.keys()) {
    const path = new URL(kept.url).pathname;
    if (path.includes("xforms-engine") && path !== address) await store.delete(kept);
  }
  return true;
}

async function loaded() {
  const address = root().engine;
  // An import that failed once without a line would fail until the page is opened anew: it is not tried in vain.
  if (!address || !(navigator.onLine || (await caches.match(address, { ignoreVary: true })))) throw new Error("engine");
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("engine")), PATIENCE));
  return Promise.race([import(address), late]);
}

async function made(pack) {
  const { loadForm } = await loaded();
  const found = await loadForm(pack.form, { fetchFormAttachment: () => Promise.reject(new Error("attachment")) });
  if (found.status === "failure") throw found.error;
  const nodes = new Map();
  const walk = (node) => {
    nodes.set(node.currentState.reference, node);
    for (const child of node.currentState.children ?? []) walk(child);
  };
  walk(found.createInstance().root);
  return nodes;
}

function put(node, value) {
  const words = value ? value.split(" ") : [];
  if (node.nodeType === "select") node.selectValues(words);
  else if (node.nodeType === "input") node.setValue(value);
}

/** Return the keys of the items that are not asked now, after what was `answered`: a Map from item key to its answer. */
export async function hidden(pack, answered) {
  if (!pack.form) return new Set();
  const name = `${pack.key} ${pack.fetched}`;
  if (!forms.has(name)) forms.set(name, made(pack));
  let nodes;
  try {
    nodes = await forms.get(name);
  } catch (error) {
    forms.delete(name);
    throw error;
  }
  for (const { key, node } of pack.items) {
    try {
      if (nodes.has(node)) put(nodes.get(node), answered.get(key) ?? "");
    } catch {
      // A value the form does not know stands in our list all the same; its conditions are as if it were not answered.
    }
  }
  return new Set(pack.items.filter(({ node }) => nodes.get(node)?.currentState.relevant === false).map(({ key }) => key));
}
