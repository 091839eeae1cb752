/* The desk's list of slides: where we are, what comes next, and where the eye should be. */

import { slideBeside } from "./stage.js";

export class DeskOutline {
  /** @type {Set<string>} slides that this session leaves out */
  skipped = new Set();

  /**
   * @param {HTMLButtonElement[]} buttons  one a slide
   * @param {HTMLDetailsElement} fold
   * @param {string} current
   */
  constructor(buttons, fold, current) {
    this.buttons = buttons;
    this.fold = fold;
    this.order = buttons.map(({ value }) => value);
    this.current = current;
    fold.addEventListener("toggle", () => { if (fold.open) this.#scroll(); });
  }

  /** The number of the slide where we are. */
  get number() { return this.order.indexOf(this.current) + 1; }

  /** The slide that comes right after this one, skipped or not. */
  get following() { return this.order[this.number]; }

  /** Whether the slide where we are asks something. */
  get asks() { return Boolean(this.buttons[this.number - 1]?.querySelector("[data-mark]")); }

  /** @param {number} step */
  beside(step) {
    return slideBeside(this.order, this.current, step, this.skipped);
  }

  /** @param {string | undefined} id */
  label(id) {
    return this.buttons.find(({ value }) => value === id)?.dataset.label ?? "";
  }

  /** @param {string} id */
  show(id) {
    this.current = id;
    for (const button of this.buttons) button.toggleAttribute("aria-current", false);
    this.buttons[this.number - 1]?.setAttribute("aria-current", "true");
    if (this.fold.open) this.#scroll();
  }

  /** Whether the slide where we are is the last one that is not skipped. */
  get isLast() { return !this.beside(1); }

  /** The list makes place for the slide. */
  collapse() {
    this.fold.open = false;
  }

  /** The list opens on the slide where we are, or closes. */
  toggle() {
    this.fold.open = !this.fold.open;
    if (this.fold.open) this.buttons[this.number - 1]?.focus();
  }

  #scroll() {
    this.buttons.find((button) => button.ariaCurrent)?.scrollIntoView({ block: "nearest" });
  }
}
