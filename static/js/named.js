/* Names that a deck gave, marked as of its language where they stand in a sentence of this page's
   (WCAG 3.1.2); on a page of the same language there are none to mark. */

/** @type {DOMStringMap} */
const page = document.body?.dataset ?? {};
const { names = "[]", namesLang = "" } = page;
const SIGNS = /[.*+?^${}()|[\]\\]/g;

/** @param {string[]} found  the longest first */
export function patternOf(found) {
  const parts = found.map((name) => name.replace(SIGNS, "\\$&"));
  return parts.length ? new RegExp(`(?<![\\p{L}\\p{N}])(${parts.join("|")})(?![\\p{L}\\p{N}])`, "u") : null;
}

const PATTERN = patternOf(JSON.parse(names));

/** @param {string} name */
function markedName(name) {
  const span = document.createElement("span");
  span.lang = namesLang;
  span.textContent = name;
  return span;
}

/**
 * @param {HTMLElement} line
 * @param {string} sentence
 */
export function write(line, sentence) {
  if (!PATTERN) {
    line.textContent = sentence;
    return;
  }
  const parts = sentence.split(PATTERN); // names are every second part
  line.replaceChildren(...parts.map((part, place) => (place % 2 ? markedName(part) : part)));
}
