// Keeps the field kit on the phone: its page and its files are answered from the store, whatever the line does.
// The list and its version are written by the server; a changed file makes another version, fetched in the background.
const VERSION = {{ version|tojson }};
const PAGE = {{ page|tojson }};
// Each address carries a stamp of its content and never changes: a copy the browser has already will do.
const FILES = {{ files|tojson }};
// What reads labels and what knows checklists, kept by the page on phones that need them; they outlive versions, their
// addresses change with their content.
const LATER = {{ later|tojson }};
const STORE = `motcua-field-${VERSION}`;

async function fetched(address, cache) {
  const answer = await fetch(address, { cache });
  // A page that leads to the sign-in is not the kit: better no new version than one without a page.
  if (!answer.ok || answer.redirected) throw new Error(address);
  return answer;
}

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const store = await caches.open(STORE);
      const wanted = [[PAGE, "no-store"], ...FILES.map((one) => [one, "default"])];
      await Promise.all(wanted.map(async ([address, cache]) => store.put(address, await fetched(address, cache))));
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith("motcua-field-") && name !== STORE) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (LATER.includes(address.pathname)) {
    event.respondWith(caches.match(address.pathname, { ignoreVary: true }).then((kept) => kept ?? fetch(request)));
    return;
  }
  if (address.pathname !== PAGE && !FILES.includes(address.pathname)) return;
  event.respondWith(
    (async () => {
      const store = await caches.open(STORE);
      return (await store.match(address.pathname, { ignoreSearch: true, ignoreVary: true })) ?? fetch(request);
    })(),
  );
});
