/* Pictures that are there already, of the workshop and of our own, in the sheet for a picture:
   fetched when somebody wants to see them, and searched as they type. */

import { later } from "./autosave.js";
import { fetchPart } from "./page-part.js";

/** @param {HTMLElement} details  folded; its `data-library-of` is the page that has the library */
export function bindLibrary(details) {
  const place = details.querySelector("[data-library-place]");
  const failed = details.querySelector("[data-library-failed]");
  let asked = 0;
  /** @param {string} search */
  const show = async (search) => {
    asked += 1;
    const mine = asked;
    const query = new URLSearchParams({ slide: document.body.dataset.slide ?? "", search });
    const part = await fetchPart(`${details.dataset.libraryOf}?${query}`, "data-library").catch(() => null);
    if (mine !== asked) return;
    failed.hidden = Boolean(part?.html);
    if (part?.html) put(place, part.html);
  };
  details.addEventListener("toggle", () => { if (/** @type {HTMLDetailsElement} */ (details).open) show(""); });
  details.addEventListener("input", ({ target }) => later("library", () => show(/** @type {Field} */ (target).value)));
  details.addEventListener("submit", (event) => {
    if (/** @type {Element} */ (event.target).matches("[data-search]")) event.preventDefault();
  });
}

/**
 * Nobody who is typing what they look for loses their place.
 * @param {HTMLElement} place
 * @param {string} html
 */
function put(place, html) {
  const before = /** @type {Field | null} */ (place.querySelector("[type=search]"));
  const isTyping = before !== null && before === document.activeElement;
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-library]");
  place.replaceChildren(document.adoptNode(fresh));
  const field = /** @type {Field} */ (place.querySelector("[type=search]"));
  if (!isTyping) return;
  field.value = before.value;
  field.focus();
  field.setSelectionRange(before.selectionStart, before.selectionEnd);
}
