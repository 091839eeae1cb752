/* How the line is, as the head of a phone's page says it. */

import { say } from "./question-form.js";

const LOST_AFTER_MS = 1500; // a short gap on the line is nobody's business

export class PhoneLine {
  /** @type {LineStatus} */
  status = "connecting";
  #timer = 0;

  /**
   * @param {(id: string) => HTMLElement} find
   * @param {Words} texts
   */
  constructor(find, texts) {
    this.find = find;
    this.texts = texts;
  }

  get isAway() { return this.status === "lost" || this.status === "stopped"; }

  /** @param {LineStatus} status */
  hear(status) {
    this.status = status;
    clearTimeout(this.#timer);
    const away = status === "lost" || status === "connecting";
    this.#timer = setTimeout(() => this.show(status), away ? LOST_AFTER_MS : 0);
  }

  /** @param {LineStatus} status */
  show(status) {
    this.find("line").dataset.status = status;
    say(this.find("line"), this.texts[status]);
    this.find("refresh").hidden = status !== "stopped";
  }
}
