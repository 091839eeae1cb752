/* On a desk: which of a slide's results the projector shows, and which page of its answers. */

import { Looks } from "./looks.js";
import { NUMBERS } from "./numbers.js";
import { Results } from "./results.js";

const ARROWS_ELSEWHERE = "[data-texts], [tabindex], summary"; // what scrolls, or has a choice of its own

export class DeskView {
  /**
   * @param {HTMLElement} box
   * @param {object} parts
   * @param {import("./slide-previews.js").SlidePreviews} parts.previews
   * @param {import("./actions.js").Actions} parts.actions
   * @param {() => void} parts.onDraw  something else may be in view
   */
  constructor(box, { previews, actions, onDraw }) {
    this.forms = [...box.querySelectorAll("[data-views-of]")];
    this.pager = box.querySelector("[data-pager]");
    this.line = box.querySelector("[data-page-line]");
    this.previews = previews;
    this.onDraw = onDraw;
    this.looks = new Looks(actions, () => this.draw());
    this.results = new Results(previews.current, (slide) => this.looks.of(slide));
    for (const button of box.querySelectorAll("[data-turn]")) {
      button.addEventListener("click", () => this.turn(Number(button.dataset.turn)));
    }
  }

  /** Draw what is in view, after results, look or slide changed. */
  draw() {
    const { slide } = this.previews;
    this.results.arrange(slide);
    const { lit, visible, page, pages } = this.results.inView(slide);
    for (const form of this.forms) {
      form.hidden = form.dataset.viewsOf !== slide?.dataset.slide || !lit;
      for (const button of form.querySelectorAll("button")) {
        button.ariaPressed = String(button.value === lit);
        button.disabled = !visible.includes(button.value);
      }
    }
    this.#tellPage(page, pages);
    this.onDraw();
  }

  /**
   * @param {number} page
   * @param {number} pages
   */
  #tellPage(page, pages) {
    this.pager.hidden = pages < 2;
    const text = String(this.line.dataset.text)
      .replace("{page}", NUMBERS.format(page)).replace("{pages}", NUMBERS.format(pages));
    if (this.line.textContent !== text) this.line.textContent = text;
  }

  /**
   * A page of answers on or back, or the result before or after; false when there is none.
   * @param {number} step
   */
  turn(step) {
    const { slide } = this.previews;
    const look = this.results.turned(slide, step);
    this.looks.turn(slide?.dataset.slide, look);
    return Boolean(look);
  }

  /**
   * An arrow key turns what is in view, unless it is for something else.
   * @param {Event} event
   * @param {number} step
   */
  press({ target }, step) {
    return !(/** @type {Element} */ (target).closest(ARROWS_ELSEWHERE)) && this.turn(step);
  }

  /**
   * Give one result the stage.
   * @param {string} view  its key
   */
  choose(view) {
    this.looks.turn(this.previews.slide?.dataset.slide, { view, page: 1 });
  }

  /**
   * Whether a shown result waits beside another one that has the stage.
   * @param {string} key
   */
  standsBeside(key) {
    const { lit } = this.results.inView(this.previews.slide);
    return Boolean(lit && lit !== key);
  }
}
