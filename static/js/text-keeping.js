/* While the list of own words is renewed: what was ticked, open and in focus stays so. */

import { cardsOf, focusOn, foldMenus, setMenu, ticked, ticksOf } from "./text-cards.js";

/** @typedef {{ id?: string, index: number, label?: string, key?: string, tick: boolean }} Place */

/** @param {HTMLElement} holder */
const focusIn = (holder) => /** @type {Field | null} */ (
  holder.contains(document.activeElement) ? document.activeElement : null);

/** @param {HTMLElement} holder */
const questionOf = (holder) => holder.querySelector("[data-list]")?.dataset.question;

/**
 * Put a newer list in the place of this one.
 * @param {HTMLElement} holder
 * @param {string} html
 */
export function replaceList(holder, html) {
  const ticks = new Set(ticked(holder));
  const open = cardsOf(holder).filter((card) => card.querySelector("[data-menu][aria-expanded=true]"));
  const opened = new Set(open.map(({ dataset }) => dataset.card));
  const before = questionOf(holder);
  const place = placeOf(holder);
  const caret = caretOf(holder);
  holder.innerHTML = html;
  foldMenus(holder);
  tickAgain(holder, ticks);
  for (const card of cardsOf(holder)) if (opened.has(card.dataset.card)) setMenu(card, true);
  if (caret !== null) putCaret(holder, caret);
  if (place && before === questionOf(holder)) focusOn(holder, elementAt(holder, place));
}

/**
 * @param {HTMLElement} holder
 * @param {Set<string>} ids
 */
function tickAgain(holder, ids) {
  const ticks = ticksOf(holder);
  for (const tick of ticks) tick.checked = ids.has(tick.value);
  const all = holder.querySelector(/** @type {"input"} */ ("[data-tick-all]"));
  if (all) all.checked = ticks.every(({ checked }) => checked);
}

/**
 * Where in the search somebody is typing.
 * @param {HTMLElement} holder
 */
function caretOf(holder) {
  const active = focusIn(holder);
  return active?.type === "search" ? active.selectionStart : null;
}

/**
 * @param {HTMLElement} holder
 * @param {number} caret
 */
function putCaret(holder, caret) {
  const field = holder.querySelector(/** @type {"input"} */ ("[type=search]"));
  field.focus();
  field.setSelectionRange(caret, caret);
}

/**
 * @param {HTMLElement} holder
 * @returns {Place | null}
 */
function placeOf(holder) {
  const active = focusIn(holder);
  const card = active?.closest("[data-card]");
  if (!active || !card) return null;
  const { label, key } = active.dataset;
  return { id: card.dataset.card, index: cardsOf(holder).indexOf(card), label, key, tick: active.name === "card" };
}

/**
 * The same place in the newer list, or the nearest to it.
 * @param {HTMLElement} holder
 * @param {Place} place
 */
function elementAt(holder, place) {
  const cards = cardsOf(holder);
  const same = cards.find(({ dataset }) => dataset.card === place.id);
  if (same) return partAt(same, place) ?? same;
  return cards[Math.min(place.index, cards.length - 1)] ?? holder.querySelector("button");
}

/**
 * @param {HTMLElement} card
 * @param {Place} place
 * @returns {HTMLElement | null}
 */
function partAt(card, { label, key, tick }) {
  const selectors = [
    label && `[data-label="${CSS.escape(label)}"]`,
    key && `[data-key="${key}"]`,
    tick && "[name=card]",
  ].filter(Boolean);
  return selectors.map((selector) => card.querySelector(String(selector))).find(Boolean) ?? null;
}
