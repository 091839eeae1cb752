/* The timer of the projector: a ring that empties, beside the question and during a break. */

import { Countdown } from "./countdown.js";
import { minutesAndSeconds } from "./numbers.js";

/** A ring with the minutes and seconds that are left. */
export class TimerRing extends Countdown {
  #longest = 0; // seconds of the whole ring: the most that was left

  /** @param {number | null | undefined} seconds */
  set(seconds) {
    if (seconds === null || Number(seconds) > this.#longest) this.#longest = seconds ?? 0;
    super.set(seconds);
  }

  /** @param {number} left */
  show(left) {
    const find = (/** @type {string} */ part) => this.element.querySelector(`.ring__${part}`);
    find("left").style.strokeDashoffset = String(100 - (100 * left) / Math.max(1, this.#longest, left));
    find("time").textContent = this.timeOf(left);
    find("time").toggleAttribute("data-long", this.timeOf(left).length > 4);
    const over = find("over");
    if (over) over.hidden = left > 0;
  }

  /** @param {number} left */
  timeOf(left) {
    return minutesAndSeconds(left);
  }
}

/**
 * When a break is over, as the clocks in the room show it: the first whole minute after.
 * @param {number} left  seconds from `now`
 * @param {Date} now
 */
export function clockAfter(left, now) {
  const then = new Date(Math.ceil((now.getTime() + left * 1000) / 60_000) * 60_000);
  return `${then.getHours()}:${String(then.getMinutes()).padStart(2, "0")}`;
}

/** What a break shows of the timer: when it ends, and how many minutes that is. */
export class BreakClock extends TimerRing {
  /** @param {number} left */
  show(left) {
    super.show(left);
    const find = (/** @type {string} */ part) => this.element.querySelector(`.break__${part}`);
    const minutes = Math.ceil(left / 60);
    find("time").textContent = clockAfter(left, new Date());
    const { one, many } = /** @type {Words} */ (find("minutes").dataset);
    find("minutes").textContent = (minutes === 1 ? one : many).replace("{n}", String(minutes));
    this.element.parentElement?.toggleAttribute("data-timed", left > 0);
  }

  /** @param {number | null | undefined} seconds */
  set(seconds) {
    super.set(seconds);
    if (seconds === null) this.element.parentElement?.removeAttribute("data-timed");
  }

  /** @param {number} left */
  timeOf(left) {
    return String(Math.ceil(left / 60));
  }
}
