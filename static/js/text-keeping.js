/* While the list of own words is renewed: what was ticked, open and in focus stays so. */

import { cardsOf, correctionOf, focusOn, foldMenus, setMenu, ticked, ticksOf } from "./text-cards.js";

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
  const typed = typedIn(holder);
  const place = placeOf(holder);
  const caret = caretOf(holder);
  holder.innerHTML = html;
  foldMenus(holder);
  tickAgain(holder, ticks);
  for (const card of cardsOf(holder)) if (opened.has(card.dataset.card)) setMenu(card, true);
  typeAgain(holder, typed);
  if (caret !== null) putCaret(holder, caret);
  if (place && typed.question === questionOf(holder)) focusOn(holder, elementAt(holder, place));
}

/**
 * @param {HTMLElement} holder
 * @returns {HTMLInputElement}
 */
const searchIn = (holder) => holder.querySelector(/** @type {"input"} */ ("[type=search]"));

/**
 * What stands in the fields of a list, whether it was sent or not.
 * @param {HTMLElement} holder
 */
function typedIn(holder) {
  return { question: questionOf(holder), search: searchIn(holder)?.value ?? "", corrections: unsentIn(holder) };
}

/**
 * @param {HTMLElement} holder
 * @param {ReturnType<typeof typedIn>} typed
 */
function typeAgain(holder, { question, search, corrections }) {
  if (question !== questionOf(holder)) return;
  const field = searchIn(holder);
  if (field) field.value = search;
  for (const card of cardsOf(holder)) {
    const text = corrections.get(card.dataset.card);
    if (text !== undefined) correctionOf(card).value = text;
  }
}

/**
 * The corrections that were typed and not kept yet, by the id of their card.
 * @param {HTMLElement} holder
 */
export function unsentIn(holder) {
  const cards = cardsOf(holder).filter((card) => correctionOf(card).value !== correctionOf(card).defaultValue);
  return new Map(cards.map((card) => [card.dataset.card, correctionOf(card).value]));
}

/**
 * Whether a newer list has a place for every correction that was typed and not kept yet.
 * @param {HTMLElement} holder
 * @param {string} html
 */
export const keepsAll = (holder, html) => [...unsentIn(holder).keys()].every((id) => html.includes(`data-card="${id}"`));

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
  const field = searchIn(holder);
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
