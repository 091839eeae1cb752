/* The timer of the desk: one key starts it with the length that was chosen, and stops it. */

import { Countdown } from "./countdown.js";
import { minutesAndSeconds } from "./numbers.js";

export class DeskTimer extends Countdown {
  /**
   * @param {HTMLElement} body
   * @param {import("./actions.js").Actions} actions
   * @param {(words: string) => void} say
   */
  constructor(body, actions, say) {
    super(body.querySelector("[data-timer]"), say);
    this.actions = actions;
    this.length = body.querySelector(/** @type {"select"} */ ("[name=seconds]"));
    this.length.addEventListener("change", () => {
      body.querySelector("[data-timer-length]").textContent = minutesAndSeconds(Number(this.length.value));
    });
  }

  startOrStop() {
    if (this.runs) this.actions.send("timer-stop");
    else this.actions.send("timer", { seconds: this.length.value });
  }
}
