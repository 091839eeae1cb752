/* A timer that only advises: it counts down what the server last said, and stays at zero. */

import { minutesAndSeconds } from "./numbers.js";

const EVERY_MS = 500;
const SLIP_MS = 1500; // a smaller difference with the server does not make it jump

export class Countdown {
  /** @type {number | null} */
  #until = null;
  /** @type {boolean | null} whether it is over, null without a timer */
  #over = null;

  /**
   * @param {HTMLElement} element
   * @param {(words: string) => void} [say]  for whoever does not see it: a timer by itself is silent
   */
  constructor(element, say = () => {}) {
    this.element = element;
    this.say = say;
    setInterval(() => this.#draw(), EVERY_MS);
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

  /**
   * What a pulse says, which may come late: it corrects a timer that runs, and neither starts one
   * nor brings back one that is over. A state does.
   * @param {number | null | undefined} seconds
   */
  follow(seconds) {
    if (this.#over === false) this.set(seconds);
  }

  #draw() {
    this.element.hidden = this.#until === null;
    if (this.#until === null) {
      this.#over = null;
      return;
    }
    const left = Math.max(0, Math.ceil((this.#until - Date.now()) / 1000));
    this.element.toggleAttribute("data-at-zero", !left);
    this.show(left);
    this.#tell(left);
  }

  /**
   * Once, that it runs, and once, that it is over; once more when there is time again.
   * @param {number} left  seconds
   */
  #tell(left) {
    if (this.#over === !left) return;
    this.#over = !left;
    const words = left ? this.element.dataset.start : this.element.dataset.over;
    if (words) this.say(words.replace("{time}", minutesAndSeconds(left)));
  }

  /** @param {number} left  seconds */
  show(left) {
    this.element.textContent = left ? minutesAndSeconds(left) : String(this.element.dataset.over);
  }
}
