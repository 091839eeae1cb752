/* Whether what was typed is stored, and the way on where it is not: to the login, or to the words
   themselves. */

import { wordsOf } from "./conflict.js";

/** @typedef {import("./step-queue.js").QueueState} QueueState */

const GONE = new Set(["step.slide_unknown", "step.block_unknown"]); // and what was typed with it

/** @param {string} selector */
const find = (selector) => document.querySelector(selector);

export class SavedState {
  /** @type {QueueState} */
  #now = "saved";

  /** @param {() => Step[]} waiting  the steps that are not stored yet */
  constructor(waiting) {
    this.waiting = waiting;
    this.line = find("[data-state]");
    this.problem = find("[data-problem]");
    this.sheet = /** @type {HTMLDialogElement} */ (find("[data-unstored]"));
    this.words = /** @type {HTMLTextAreaElement} */ (this.sheet.querySelector("textarea"));
    this.sheet.querySelector("[data-close]").addEventListener("click", () => this.sheet.close());
    this.sheet.querySelector("[data-copy]").addEventListener("click", () => this.#copy());
    find("[data-to-words]").addEventListener("click", () => this.sheet.showModal());
  }

  /**
   * @param {QueueState} now
   * @param {string} why
   */
  show(now, why) {
    const isNew = now !== this.#now;
    this.#now = now;
    this.line.dataset.now = now;
    if (isNew || now === "saved") this.line.textContent = this.line.dataset[now] ?? "";
    this.#lead(now);
    if (now !== "lost") return;
    this.words.value = textOf(this.waiting());
    if (isNew) this.#offer(why, true);
  }

  /** @param {QueueState} now */
  #lead(now) {
    const login = /** @type {HTMLAnchorElement} */ (find("[data-to-login]"));
    login.hidden = now !== "login";
    login.href = `${login.dataset.to}?${new URLSearchParams({ next: location.pathname + location.search })}`;
    find("[data-to-words]").hidden = now !== "lost";
  }

  /**
   * A step that cannot be: what was typed in it still stands in its field, unless that is gone.
   * @param {StepRefusal} error
   * @param {Step} step
   */
  refuse({ code, message }, step) {
    this.problem.textContent = message;
    this.problem.hidden = false;
    const typed = step.field && GONE.has(code) ? textOf([step]) : "";
    if (!typed) return;
    this.words.value = this.sheet.open ? `${this.words.value}\n\n${typed}` : typed;
    this.#offer(message, false);
  }

  /** A slide cannot be looked at without the server. */
  tellAway() {
    this.problem.textContent = String(this.line.dataset.away);
    this.problem.hidden = false;
  }

  /** What was refused before is not true any more. */
  clear() {
    this.problem.hidden = true;
  }

  /**
   * @param {string} why
   * @param {boolean} stays  in this browser
   */
  #offer(why, stays) {
    this.sheet.querySelector("[data-why]").textContent = why;
    this.sheet.querySelector("[data-stays]").hidden = !stays;
    if (!this.sheet.open) this.sheet.showModal();
  }

  /** Also where a page has no clipboard of its own: over plain http. */
  #copy() {
    this.words.select();
    const said = this.sheet.querySelector("[data-copied]");
    said.hidden = !document.execCommand("copy");
  }
}

/** @param {Step[]} steps */
const textOf = (steps) => [...new Set(steps.map(wordsOf))].filter(Boolean).join("\n\n");
