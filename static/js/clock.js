/* The clock of the desk: this slide and the whole, each against its budget. */

import { minutesAndSeconds } from "./numbers.js";

const SLACK_SECONDS = 60;

export class Clock {
  #slideSince = 0;
  #since = 0;
  #running = false;
  place = -1; // in the outline; -1 until a state has come

  /**
   * @param {HTMLElement} element
   * @param {HTMLButtonElement[]} outline  a button a slide
   */
  constructor(element, outline) {
    this.element = element;
    this.find = (/** @type {string} */ part) => element.querySelector(`[data-${part}]`);
    this.ids = outline.map(({ value }) => value);
    this.budgets = outline.map(({ dataset }) => Number(dataset.minutes) * 60);
    this.total = this.budgets.reduce((sum, seconds) => sum + seconds, 0);
    setInterval(() => this.#draw(), 1000);
  }

  /** How much of the slide's time is over; 0 while no time runs. */
  get share() {
    if (!this.#running || this.place < 0) return 0;
    return (Date.now() - this.#slideSince) / 1000 / (this.budgets[this.place] || 1);
  }

  /** @param {WatchState} state */
  set({ slide, session }) {
    this.place = this.ids.indexOf(slide.id);
    this.#slideSince = Date.now() - (slide.seconds ?? 0) * 1000;
    this.#since = Date.now() - (session.seconds ?? 0) * 1000;
    this.#running = session.state === "live" || session.state === "paused";
    this.#draw();
  }

  /** @param {string} id */
  enter(id) {
    if (this.ids[this.place] === id) return;
    this.place = this.ids.indexOf(id);
    this.#slideSince = Date.now();
    this.#draw();
  }

  /**
   * Seconds behind the plan: the time of earlier slides is planned, of this one what it took.
   * @param {number} onSlide
   * @param {number} overall
   */
  behind(onSlide, overall) {
    const before = this.budgets.slice(0, this.place).reduce((sum, seconds) => sum + seconds, 0);
    return overall - before - Math.min(onSlide, this.budgets[this.place]);
  }

  #draw() {
    if (this.place < 0) return;
    const onSlide = this.#running ? (Date.now() - this.#slideSince) / 1000 : 0;
    const overall = this.#running ? (Date.now() - this.#since) / 1000 : 0;
    this.find("slide-time").textContent = minutesAndSeconds(onSlide);
    this.find("slide-budget").textContent = minutesAndSeconds(this.budgets[this.place]);
    this.find("total-time").textContent = minutesAndSeconds(overall);
    this.find("total-budget").textContent = minutesAndSeconds(this.total);
    this.element.toggleAttribute("data-over", onSlide > this.budgets[this.place]);
    this.#pace(this.#running ? this.behind(onSlide, overall) : 0);
  }

  /** @param {number} behind  in seconds */
  #pace(behind) {
    const line = this.find("pace");
    line.textContent = wordsOfPace(behind, /** @type {Words} */ (line.dataset));
    line.dataset.pace = paceOf(behind);
  }
}

/** @param {number} behind  in seconds */
const paceOf = (behind) => (Math.abs(behind) < SLACK_SECONDS ? "level" : behind > 0 ? "behind" : "ahead");

/**
 * @param {number} behind  in seconds
 * @param {Words} words
 */
export const wordsOfPace = (behind, words) =>
  words[paceOf(behind)].replace("{minutes}", String(Math.floor(Math.abs(behind) / 60)));
