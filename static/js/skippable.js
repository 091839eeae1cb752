/* What may be left out from here on, and the minutes that it saves. */

import { NUMBERS } from "./numbers.js";

export class Skippable {
  /**
   * @param {HTMLElement} section
   * @param {string[]} order  the ids of the slides
   */
  constructor(section, order) {
    this.order = order;
    this.lines = [...section.querySelectorAll("[data-skippable-slide]")];
    this.minutes = section.querySelector("[data-skippable-minutes]");
    this.all = section.querySelector(/** @type {"button"} */ ("[data-skippable-all]"));
    this.none = section.querySelector("[data-skippable-none]");
  }

  /**
   * @param {string} current  the slide where we are
   * @param {Set<string>} skipped
   */
  show(current, skipped) {
    const here = this.order.indexOf(current);
    for (const line of this.lines) line.hidden = this.order.indexOf(slideOf(line)) <= here;
    const left = this.lines.filter((line) => !line.hidden && !skipped.has(slideOf(line)));
    const minutes = left.reduce((sum, { dataset }) => sum + Number(dataset.minutes), 0);
    this.all.value = left.map(slideOf).join("+");
    const { text } = /** @type {Words} */ (this.minutes.dataset);
    this.minutes.textContent = text.replace("{minutes}", NUMBERS.format(minutes));
    this.all.hidden = !left.length;
    this.none.hidden = left.length > 0;
  }
}

/** @param {HTMLElement} line */
const slideOf = (line) => String(line.dataset.skippableSlide);
