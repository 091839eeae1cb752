/* At the desk: how many take part, in words, and when the first phone came in. */

import { NUMBERS } from "./numbers.js";

/**
 * @param {HTMLElement} body
 * @param {number | undefined} present  undefined when nothing is told of it
 */
export function showPeople(body, present) {
  if (present === undefined) return;
  for (const number of body.querySelectorAll("[data-joined]")) number.textContent = NUMBERS.format(present);
  for (const words of body.querySelectorAll("[data-joined-words]")) {
    words.textContent = wordsOfPeople(present, /** @type {Words} */ (words.dataset));
  }
  const first = body.querySelector("[data-first-phone]");
  if (present && first?.hidden) tellFirst(first);
}

/**
 * @param {number} present
 * @param {Words} words
 */
export const wordsOfPeople = (present, { one, many }) => (present === 1 ? one : many);

/** @param {HTMLElement} line */
function tellFirst(line) {
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
  line.textContent = String(line.dataset.text).replace("{time}", time);
  line.hidden = false;
}
