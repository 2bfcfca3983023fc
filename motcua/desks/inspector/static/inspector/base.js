// The phone's own store, IndexedDB behind promises. What is written is on the disk when the promise is kept.
const NAME = "motcua-field";
const VERSION = 2;

export function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

let opened = null;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = ({ oldVersion }) => {
      const base = request.result;
      if (oldVersion < 1) {
        base.createObjectStore("settings");
        base.createObjectStore("packs", { keyPath: "key" });
        base.createObjectStore("drafts");
        base.createObjectStore("outbox", { keyPath: "id" }).createIndex("pack", "pack");
      }
      base.createObjectStore("files", { keyPath: "id" }).createIndex("pack", "pack");
    };
    request.onsuccess = () => {
      // Another tab with a newer kit must not wait for this one.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
  return opened;
}

/** Do `work(transaction)` and return its answer when all of it is on the disk. Nothing but the store may be waited for
 *  inside: whatever is to be sealed is sealed before, what was read is opened after. */
export async function within(names, mode, work) {
  const base = await open();
  const transaction = base.transaction(names, mode, { durability: "strict" });
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    transaction.onerror = () => reject(transaction.error);
  });
  done.catch(() => null); // heard below; without this a failing `work` would leave it unheard
  const answer = await work(transaction);
  await done;
  return answer;
}

export const setting = (key) => within(["settings"], "readonly", (at) => asked(at.objectStore("settings").get(key)));

export const keepSetting = (key, value) => within(["settings"], "readwrite", (at) => asked(at.objectStore("settings").put(value, key)));

export const dropSetting = (key) => within(["settings"], "readwrite", (at) => asked(at.objectStore("settings").delete(key)));

/** Say whether an error means that the phone is full. */
export function full(error) {
  return error?.name === "QuotaExceededError";
}
