// Sends what waits, piece by piece, and never lets go of a thing before the server has said that it has it.
// Each observation carries an id made on the phone, so sending it again does nothing twice.
import { NoLine, ask, json } from "./line.js";
import { file, fileSent, judge, observations, setOwner } from "./store.js";
import { say } from "../shared/words.js";

const LEAST = 10; // observations in one request on a line that breaks
const SMALL = 256 * 1024; // bytes of a photograph that goes in one request; larger files go in pieces
let most = 0; // observations in one request now; 0: as many as the server takes

export class OtherPerson extends Error {}

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

async function sendWhole(blob, address, csrf) {
  const body = new FormData();
  body.append("file", blob, "anh.jpg");
  const answer = await ask(address, { method: "POST", body, headers: { "X-CSRFToken": csrf } }, blob.size);
  const found = await json(answer);
  return answer.ok ? { sha256: found.sha256 } : { said: found.said ?? "" };
}

/** Send the files of an observation that the server does not have yet; say whether it has all of them now. */
async function sendFiles(row, pack, csrf, told) {
  for (const one of row.files ?? []) {
    const kept = await file(one.file);
    if (kept?.sha256) one.sha256 = kept.sha256;
    else {
      const small = kept?.blob && kept.size <= SMALL && kept.type.startsWith("image/");
      const { sha256, said } = !kept?.blob
        ? { said: say("fileGone") }
        : small
          ? await sendWhole(kept.blob, pack.photos, csrf)
          : await (await import("./pieces.js")).upload(kept.blob, pack.files, csrf, told);
      if (!sha256) {
        await judge({ [row.id]: { state: "refused", said } });
        return false;
      }
      await fileSent(one.file, sha256);
      one.sha256 = sha256;
    }
  }
  return true;
}

/** Return an observation as it goes to the server: one photograph by its hash, other files with what is known of them. */
function wired({ id, at, photo, files = [], body }) {
  const single = files.find((one) => one.single)?.sha256 ?? photo ?? "";
  const others = files.filter((one) => !one.single).map(({ file: _, stamped: __, single: ___, ...told }) => told);
  return { id, at, photo: single, ...(others.length ? { files: others } : {}), ...body };
}

async function sendBatch(batch, pack, csrf) {
  const body = JSON.stringify(batch.map(wired));
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

/** Send what waits of one pack as `here`, who is signed in now; `told(sent, all)` hears how far it is, `telling(bytes, all)`
 *  how far a large file is; `atMost` is what the server takes at once. Return how many were sent. Throws NoLine, Busy,
 *  SignInNeeded or OtherPerson where it stopped: what was sent until then is sent. */
export async function send(pack, here, atMost, told = () => {}, telling = () => {}) {
  const found = (await observations(pack.key)).filter((row) => row.state === "waiting");
  if (!found.length) return 0;
  // Words first: they are light, and must not wait for photographs.
  const rows = [...found.filter((row) => !row.files?.length), ...found.filter((row) => row.files?.length)];
  const { user, csrf } = await here();
  if (user !== pack.user) throw new OtherPerson();
  for (let sent = 0; sent < rows.length; ) {
    const size = most || atMost;
    const next = rows.slice(sent, sent + size);
    try {
      let batch = [];
      for (const row of next) {
        if (!(await sendFiles(row, pack, csrf, telling))) continue;
        batch.push(row);
        if (!row.files?.length) continue;
        // What cost the line so much is not left without its observation.
        await sendBatch(batch, pack, csrf);
        batch = [];
      }
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
