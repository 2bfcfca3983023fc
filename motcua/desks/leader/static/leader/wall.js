// Renews the wall every minute, and says plainly when it could not: an old figure must not look like a new one.
const EVERY = 60_000;
const body = document.body;
const stale = document.querySelector("[data-wall-stale]");

const shown = () => document.querySelector("[data-wall]");

function fresh() {
  stale.hidden = true;
  delete body.dataset.stale;
}

function old(words) {
  stale.textContent = `${words} ${shown().dataset.asOf}.`;
  stale.hidden = false;
  body.dataset.stale = "1";
}

async function renew() {
  try {
    const answer = await fetch(location.href, { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(20_000) });
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
      old(body.dataset.signedOutWords);
      return;
    }
    if (!answer.ok) throw new Error(String(answer.status));
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-wall]");
    if (!next) throw new Error("no wall");
    shown().replaceWith(document.importNode(next, true));
    fresh();
  } catch {
    old(body.dataset.staleWords);
  }
}

setInterval(renew, EVERY);
addEventListener("offline", () => old(body.dataset.staleWords));
addEventListener("online", renew);
