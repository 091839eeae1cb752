/* The list of own words as it stands on the page: its cards, ticks, menus and focus. */

/**
 * @param {ParentNode} holder
 * @returns {HTMLElement[]}
 */
export const cardsOf = (holder) => [...holder.querySelectorAll("[data-card]")];

/** @param {ParentNode} holder */
export const ticksOf = (holder) => [...holder.querySelectorAll(/** @type {"input"} */ ("[name=card][type=checkbox]"))];

/**
 * The ids of the cards that are ticked.
 * @param {ParentNode} holder
 */
export const ticked = (holder) => ticksOf(holder).filter(({ checked }) => checked).map(({ value }) => value);

/**
 * @param {ParentNode} holder
 * @param {boolean} on
 */
export function tickAll(holder, on) {
  for (const tick of ticksOf(holder)) tick.checked = on;
}

/** @param {HTMLElement} card */
export const correctionOf = (card) => card.querySelector(/** @type {"input"} */ ("[data-correct]"));

/** @param {HTMLElement} card */
export const isOpen = (card) => !card.querySelector("[data-menu-of]").hidden;

/**
 * Unfold the labels, the correction and the rest of a card, or fold them away.
 * @param {HTMLElement} card
 * @param {boolean} open
 */
export function setMenu(card, open) {
  card.querySelector("[data-menu-of]").hidden = !open;
  card.querySelector("[data-menu]").setAttribute("aria-expanded", String(open));
}

/**
 * Menus fold only where there is this script to unfold them.
 * @param {ParentNode} holder
 */
export function foldMenus(holder) {
  for (const button of holder.querySelectorAll("[data-menu]")) button.hidden = false;
  for (const menu of holder.querySelectorAll("[data-menu-of]")) menu.hidden = true;
}

/**
 * Of the cards only one is in the order of the Tab key: the one that had focus last.
 * @param {ParentNode} holder
 * @param {HTMLElement | undefined} element
 */
export function focusOn(holder, element) {
  if (element?.matches("[data-card]")) {
    for (const card of cardsOf(holder)) card.tabIndex = card === element ? 0 : -1;
  }
  element?.focus();
}
