/* A timer that only advises: it counts down what the server last said, and stays at zero. */

import { minutesAndSeconds } from "./numbers.js";

const EVERY_MS = 500;
const SLIP_MS = 1500; // a smaller difference with the server does not make it jump

export class Countdown {
  /** @type {number | null} */
  #until = null;
  #begun = false;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    setInterval(() => this.#draw(), EVERY_MS);
  }

  /**
   * Said once, where the page has a place for it: a timer by itself is silent.
   * @param {string | undefined} words
   */
  #announce(words) {
    const place = document.getElementById("announce");
    if (place && words) place.textContent = words;
  }

  get runs() { return this.#until !== null; }

  /**
   * Seconds that are left; null without a timer, undefined when nothing is known of it.
   * @param {number | null | undefined} seconds
   */
  set(seconds) {
    if (seconds === undefined) return;
    const until = seconds === null ? null : Date.now() + seconds * 1000;
    if (until === null || this.#until === null || Math.abs(until - this.#until) > SLIP_MS) this.#until = until;
    this.#draw();
  }

  #draw() {
    this.element.hidden = this.#until === null;
    this.#begun &&= this.#until !== null;
    if (this.#until === null) return;
    const left = Math.max(0, Math.ceil((this.#until - Date.now()) / 1000));
    if (!left && !this.element.hasAttribute("data-at-zero")) this.#announce(this.element.dataset.over);
    this.element.toggleAttribute("data-at-zero", !left);
    this.show(left);
    if (!this.#begun) this.#announce(this.element.dataset.start?.replace("{time}", minutesAndSeconds(left)));
    this.#begun = true;
  }

  /** @param {number} left  seconds */
  show(left) {
    this.element.textContent = left ? minutesAndSeconds(left) : String(this.element.dataset.over);
  }
}
