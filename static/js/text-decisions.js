/* Decisions about own words: which action, and about which texts. */

import { correctionOf, setMenu, tickAll, ticked } from "./text-cards.js";

/**
 * @typedef {object} Chosen  what a decision is about
 * @property {string} question
 * @property {HTMLElement | null} card  the one whose button was pressed
 * @property {string[]} ticks  the ids of those that are ticked
 * @property {HTMLElement} [button]
 */

/**
 * Of these texts the first takes the others in, unless one was pressed: then that one.
 * @param {Chosen} chosen
 * @returns {Record<string, string>}
 */
function mergeFields({ card, ticks }) {
  const into = card?.dataset.card ?? ticks[0] ?? "";
  return { into, card: ticks.filter((id) => id !== into).join("+") };
}

/** @type {Record<string, (chosen: Chosen & { card: HTMLElement }) => Record<string, string>>} */
const MORE = {
  "card-label": ({ button }) => ({ label: String(button?.dataset.label) }),
  "card-correct": ({ card }) => ({ text: correctionOf(card).value }),
  "card-merge": mergeFields,
  "card-spotlight": ({ card }) => ({ card: card.hasAttribute("data-lit") ? "" : String(card.dataset.card) }),
};

/**
 * The fields of an action about one card, or about those that are ticked.
 * @param {string} action
 * @param {Chosen} chosen
 * @returns {Record<string, string>}
 */
export function fieldsOf(action, chosen) {
  const { question, card, ticks } = chosen;
  const fields = { question, card: String(card ? card.dataset.card : ticks.join("+")) };
  const more = MORE[action]?.(/** @type {Chosen & { card: HTMLElement }} */ (chosen));
  return { ...fields, ...more };
}

export class TextDecisions {
  /**
   * @param {HTMLElement} holder
   * @param {object} list
   * @param {import("./actions.js").Actions} list.actions
   * @param {() => string} list.question
   * @param {(reply: import("./actions.js").Reply) => void} list.onDone
   */
  constructor(holder, { actions, question, onDone }) {
    this.holder = holder;
    this.actions = actions;
    this.question = question;
    this.onDone = onDone;
  }

  /**
   * @param {string} action
   * @param {HTMLElement | null} card
   * @param {HTMLElement} [button]
   */
  async decide(action, card, button) {
    const fields = fieldsOf(action, { question: this.question(), card, ticks: ticked(this.holder), button });
    if (action === "card-correct" && card) {
      setMenu(card, false);
      card.focus();
    }
    const reply = await this.actions.send(action, fields);
    if (reply.ok && action !== "card-label") tickAll(this.holder, false);
    this.onDone(reply);
  }

  /**
   * Two words that look alike, suggested by the server.
   * @param {HTMLFormElement} form
   */
  async mergePair(form) {
    const { card, into } = Object.fromEntries(new FormData(form));
    const fields = { question: this.question(), card: String(card), into: String(into) };
    this.onDone(await this.actions.send("card-merge", fields));
  }
}
