// A large file goes in pieces, as tus (https://tus.io) has it: begin, ask how far it is, go on from there, finish. The line
// may be cut anywhere; a piece that arrived is not sent again.
import { NoLine, ask, json } from "./line.js";

const LARGEST = 256 * 1024;
const LEAST = 32 * 1024;
let size = LARGEST; // bytes of one piece now: smaller on a line that breaks

async function digest(blob) {
  const sum = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  return [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Send `blob` to where files of a pack begin; return {sha256} when the server has it whole, {said} where it refuses it.
 *  `told(sent, all)` hears how many bytes arrived. Throws as `ask` does where the line broke: ask again later. */
export async function upload(blob, address, csrf, told = () => {}) {
  const sha256 = await digest(blob);
  const headers = { "X-CSRFToken": csrf, "Tus-Resumable": "1.0.0" };
  const begun = await ask(address, { method: "POST", headers: { ...headers, "Upload-Length": String(blob.size), "Upload-Metadata": `sha256 ${btoa(sha256)},filetype ${btoa(blob.type)}` } });
  const found = await json(begun);
  if (!begun.ok) return { said: found.said ?? String(begun.status) };
  if (found.sha256) return { sha256: found.sha256 };
  let offset = found.offset;
  while (offset < blob.size) {
    const piece = blob.slice(offset, offset + size);
    let answer;
    try {
      answer = await ask(found.at, { method: "PATCH", body: piece, headers: { ...headers, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" } }, piece.size);
    } catch (error) {
      size = Math.max(LEAST, size / 2);
      throw error;
    }
    const next = Number(answer.headers.get("Upload-Offset") ?? NaN);
    if (!answer.ok && answer.status !== 409) return { said: (await json(answer)).said ?? String(answer.status) };
    if (!Number.isInteger(next)) throw new NoLine(String(answer.status)); // a page of some network, not our door
    offset = next;
    size = Math.min(LARGEST, size * 2);
    told(offset, blob.size);
  }
  const finished = await ask(found.finish, { method: "POST", headers });
  const whole = await json(finished);
  return finished.ok ? { sha256: whole.sha256 } : { said: whole.said ?? String(finished.status) };
}
