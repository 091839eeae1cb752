/* On the stage: what does not fit is framed, and a sentence says what to do. */

import { findMisfits } from "./misfits.js";
import { NUMBERS } from "./numbers.js";

const TEN = 10;

export class FitMark {
  /**
   * @param {HTMLElement} root  with the slide
   * @param {HTMLElement} line  for the sentence
   */
  constructor(root, line) {
    this.root = root;
    this.line = line;
    root.addEventListener("input", () => this.measure());
    document.fonts.ready.then(() => this.measure());
  }

  measure() {
    for (const framed of this.root.querySelectorAll(".is-misfit")) framed.classList.remove("is-misfit");
    const slide = this.root.querySelector(".slide");
    const misfits = slide ? findMisfits(slide) : [];
    for (const { element } of misfits) element.classList.add("is-misfit");
    const said = this.#sentence(misfits);
    if (this.line.textContent !== said) this.line.textContent = said;
    this.line.hidden = !said;
  }

  /** @param {import("./misfits.js").Misfit[]} misfits */
  #sentence(misfits) {
    if (!misfits.length) return "";
    const { wide, long } = /** @type {Words} */ (this.line.dataset);
    if (misfits.every((each) => each.wide)) return wide;
    const letters = misfits.reduce((sum, each) => sum + each.letters, 0);
    return long.replace("{n}", NUMBERS.format(Math.ceil(letters / TEN) * TEN));
  }
}
