// Sends what waits, piece by piece, and never lets go of a thing before the server has said that it has it.
// Each observation carries an id made on the phone, so sending it again does nothing twice.
import { judge, observations, setOwner } from "./store.js";

const LEAST = 10; // observations in one request on a line that breaks
const PATIENCE = 30000; // ms for one request on a weak line
const PER_BYTE = 1; // ms more for each byte sent: a line of 1 kB/s is still waited for
let most = 0; // observations in one request now; 0: as many as the server takes

export class NoLine extends Error {}
export class Busy extends NoLine {}
export class SignInNeeded extends Error {}
export class OtherPerson extends Error {}

async function ask(address, options = {}, bytes = 0) {
  let answer;
  try {
    const signal = AbortSignal.timeout(PATIENCE + bytes * PER_BYTE);
    answer = await fetch(address, { cache: "no-store", redirect: "manual", signal, ...options });
  } catch (error) {
    throw new NoLine(String(error));
  }
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new SignInNeeded();
  if (answer.status >= 500 || answer.status === 408 || answer.status === 429) throw new Busy(String(answer.status));
  return answer;
}

// What is no JSON does not come from our door: a page of the house that wants another person, or of a network that
// wants somebody to sign in first. Neither has taken or refused anything.
async function json(answer) {
  try {
    return await answer.json();
  } catch {
    if (answer.status === 403) throw new SignInNeeded();
    throw new NoLine(String(answer.status));
  }
}

/** Return {user, name, csrf} of who is signed in, and remember whose phone this is. */
export async function session(address) {
  const found = await json(await ask(address));
  if (!found.user) throw new NoLine("answer");
  await setOwner(found.user, found.name, found.now);
  return found;
}

/** Return what the server says at `address`; an Error with its sentence where it refuses. */
export async function fetchJson(address) {
  const answer = await ask(address);
  const found = await json(answer);
  if (!answer.ok) throw new Error(found.said ?? String(answer.status));
  return found;
}

async function sendPhoto(row, pack, csrf) {
  const body = new FormData();
  body.append("file", row.photo, "anh.jpg");
  const answer = await ask(pack.photos, { method: "POST", body, headers: { "X-CSRFToken": csrf } }, row.photo.size);
  const found = await json(answer);
  if (!answer.ok) {
    await judge({ [row.id]: { state: "refused", said: found.said ?? "" } });
    return false;
  }
  await judge({ [row.id]: { photo: found.sha256 } });
  row.photo_sha256 = found.sha256;
  return true;
}

async function sendBatch(batch, pack, csrf) {
  const body = JSON.stringify(batch.map((row) => ({ id: row.id, at: row.at, photo: row.photo_sha256 ?? "", ...row.body })));
  const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
  const answer = await ask(pack.sync, { method: "POST", body, headers }, body.length);
  const found = await json(answer);
  if (answer.ok) {
    await judge(Object.fromEntries(found.items.map((item) => [item.id, item])));
    return;
  }
  // One bad observation must not hold back the others: halve until it stands alone, then say what is wrong with it.
  if (batch.length === 1) {
    await judge({ [batch[0].id]: { state: "refused", said: found.said ?? String(answer.status) } });
    return;
  }
  const half = Math.ceil(batch.length / 2);
  await sendBatch(batch.slice(0, half), pack, csrf);
  await sendBatch(batch.slice(half), pack, csrf);
}

/** Send what waits of one pack; `told(sent, all)` hears how far it is; `atMost` is what the server takes at once.
 *  Return how many were sent. Throws NoLine, Busy, SignInNeeded or OtherPerson where it
 *  stopped: what was sent until then is sent. */
export async function send(pack, sessionAddress, atMost, told = () => {}) {
  const rows = (await observations(pack.key)).filter((row) => row.state === "waiting");
  if (!rows.length) return 0;
  const { user, csrf } = await session(sessionAddress);
  if (user !== pack.user) throw new OtherPerson();
  for (let sent = 0; sent < rows.length; ) {
    const size = most || atMost;
    const next = rows.slice(sent, sent + size);
    try {
      const batch = [];
      for (const row of next) if (!row.photo || (await sendPhoto(row, pack, csrf))) batch.push(row);
      if (batch.length) await sendBatch(batch, pack, csrf);
    } catch (error) {
      most = Math.max(LEAST, Math.ceil(size / 2));
      throw error;
    }
    most = Math.min(atMost, size * 2);
    sent += next.length;
    told(sent, rows.length);
  }
  return rows.length;
}
