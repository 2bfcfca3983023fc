// One question to the server over a weak line, and what it means when no answer of ours comes back.
const PATIENCE = 30000; // ms for one request on a weak line
const PER_BYTE = 1; // ms more for each byte sent: a line of 1 kB/s is still waited for

export class NoLine extends Error {}
export class Busy extends NoLine {}
export class SignInNeeded extends Error {}

/** Ask the server; NoLine, Busy or SignInNeeded where it gave no answer of ours. */
export async function ask(address, options = {}, bytes = 0) {
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
export async function json(answer) {
  try {
    return await answer.json();
  } catch {
    if (answer.status === 403) throw new SignInNeeded();
    throw new NoLine(String(answer.status));
  }
}
