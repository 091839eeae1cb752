/* Every decision about own words by one key, while a card of the list has focus. */

import { lettersOff } from "./letter-keys.js";
import { cardsOf, correctionOf, focusOn, isOpen, setMenu } from "./text-cards.js";

const LIST_KEYS = new Set("axvegu123456789");
/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** @typedef {(action: string, card: HTMLElement, button?: HTMLElement) => void} Decide */

/**
 * What a letter or digit presses on a card; null for no such button.
 * @param {string} key
 * @param {HTMLElement} card
 */
function buttonFor(key, card) {
  if (/^[1-9]$/.test(key)) return card.querySelectorAll("[data-label]")[Number(key) - 1] ?? null;
  return /^[a-z]$/i.test(key) ? card.querySelector(`[data-key="${key.toLowerCase()}"]`) : null;
}

export class TextKeys {
  /** @type {Record<string, ((card: HTMLElement) => void) | undefined>} */
  #own = {
    " ": (card) => card.querySelector("[name=card]").click(),
    j: () => this.holder.querySelector(/** @type {"form"} */ ("[data-pair]"))?.requestSubmit(),
    g: (card) => this.decide("card-merge", card),
    e: (card) => { setMenu(card, true); correctionOf(card).focus(); },
  };

  /**
   * @param {HTMLElement} holder
   * @param {Decide} decide
   */
  constructor(holder, decide) {
    this.holder = holder;
    this.decide = decide;
    holder.addEventListener("keydown", (event) => this.#key(event));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const card = target.closest("[data-card]");
    // Anyone who goes on pressing after the last card went does not mean what the key does elsewhere.
    if (!card) {
      if (LIST_KEYS.has(event.key.toLowerCase())) event.stopPropagation();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.matches("[data-correct]")) this.#keyInCorrection(event, card);
    else if (this.#handle(event.key, target, card)) consume(event);
  }

  /**
   * @param {KeyboardEvent} event
   * @param {HTMLElement} card
   */
  #keyInCorrection(event, card) {
    if (event.key === "Enter") {
      event.preventDefault();
      this.decide("card-correct", card);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      correctionOf(card).value = correctionOf(card).defaultValue;
      this.#close(card);
    }
  }

  /**
   * @param {string} key
   * @param {HTMLElement} target
   * @param {HTMLElement} card
   */
  #handle(key, target, card) {
    if (STEPS[key]) return this.#move(card, STEPS[key]);
    if (key === "Escape") return this.#leave(card);
    if (target !== card || lettersOff()) return false;
    const own = this.#own[key.toLowerCase()];
    if (!own) return this.#press(key, card);
    own(card);
    return true;
  }

  /**
   * @param {string} key
   * @param {HTMLElement} card
   */
  #press(key, card) {
    const button = buttonFor(key, card);
    if (button) this.decide(String(button.dataset.action), card, button);
    return Boolean(button) || /^\d$/.test(key); // a digit without a label is no half of a jump
  }

  /**
   * @param {HTMLElement} card
   * @param {number} step
   */
  #move(card, step) {
    const cards = cardsOf(this.holder);
    focusOn(this.holder, cards[cards.indexOf(card) + step] ?? card);
    return true;
  }

  /**
   * Out of what is open, and then out of the list: keys mean again what they do elsewhere.
   * @param {HTMLElement} card
   */
  #leave(card) {
    if (isOpen(card)) this.#close(card);
    else /** @type {HTMLElement} */ (document.activeElement).blur();
    return true;
  }

  /** @param {HTMLElement} card */
  #close(card) {
    setMenu(card, false);
    focusOn(this.holder, card);
  }
}

/** @param {Event} event */
function consume(event) {
  event.preventDefault();
  event.stopPropagation();
}
