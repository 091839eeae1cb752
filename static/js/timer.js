/* A timer that only advises: it counts down what the server last said, and stays at zero. */

import { minutesAndSeconds } from "./clock.js";

export class Countdown {
  #until = null;

  constructor(element) {
    this.element = element;
    setInterval(() => this.#draw(), 500);
  }

  get runs() { return this.#until !== null; }

  /** Seconds that are left; null without a timer. Small differences do not make it jump. */
  set(seconds) {
    if (seconds === undefined) return;
    const until = seconds === null ? null : Date.now() + seconds * 1000;
    if (until === null || this.#until === null || Math.abs(until - this.#until) > 1500) this.#until = until;
    this.#draw();
  }

  #draw() {
    this.element.hidden = this.#until === null;
    if (this.#until === null) return;
    const left = Math.max(0, Math.ceil((this.#until - Date.now()) / 1000));
    this.element.textContent = left ? minutesAndSeconds(left) : this.element.dataset.over;
    this.element.toggleAttribute("data-at-zero", !left);
  }
}
