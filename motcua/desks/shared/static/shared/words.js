// The sentences scripts say, written by the server in the reader's language (_words.html).
const words = document.getElementById("words")?.dataset ?? {};

/** Return the sentence named `name` with its {values} filled in. */
export function say(name, values = {}) {
  return Object.entries(values).reduce(
    (sentence, [key, value]) => sentence.replace(`{${key}}`, value),
    words[name] ?? "",
  );
}

/** Return whether the element takes typing, so that no single letter may be taken from it. */
export function takesTyping(element) {
  if (!element) return false;
  if (element.isContentEditable || element.matches("textarea, select")) return true;
  return element.matches("input") && !/^(checkbox|radio|button|submit|reset|file|range|color)$/.test(element.type);
}

/** Return whether the element can be seen and used now. */
export function usable(element) {
  // What a closed <details> folds away keeps its boxes in some browsers.
  const folded = element.closest("details:not([open]) > :not(summary)");
  return !folded && element.getClientRects().length > 0 && !element.disabled && !element.closest("[inert]");
}

/** Return text without marks and capitals, as the house compares words. */
export function fold(text) {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("đ", "d").replaceAll("Đ", "D").toLowerCase().trim();
}

/** Return the browser's store, or nothing where it is switched off. */
export function store(kind) {
  try {
    return window[kind];
  } catch {
    return null;
  }
}

/** The key in localStorage under which this machine remembers who was last seen signed in. */
export const HERE = "motcua.here";
