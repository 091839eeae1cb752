/* At a co-host's: the slide on the screen in small, which of its charts is in view, and which page
   of its answers. */

import { DeskView } from "./desk-view.js";
import { SlidePreviews } from "./slide-previews.js";

export class CohostView {
  /** @type {string | null} */
  #epoch = null;

  /**
   * @param {HTMLElement} box
   * @param {import("./actions.js").Actions} actions
   */
  constructor(box, actions) {
    const source = /** @type {HTMLTemplateElement} */ (box.querySelector("[data-slides]")).content;
    this.previews = new SlidePreviews(source, (name) => box.querySelector(`[data-preview="${name}"] .stage`));
    this.fields = box.querySelector(/** @type {"fieldset"} */ ("fieldset"));
    this.view = new DeskView(box.querySelector("[data-views]"), { previews: this.previews, actions, onDraw: () => {} });
  }

  /** @param {WatchState} state */
  state(state) {
    const { results, looks } = this.view;
    if (this.#epoch !== state.epoch) looks.restart();
    this.#epoch = state.epoch;
    if (!this.previews.shows(state.slide.id)) {
      this.previews.show(state.slide.id, undefined);
      results.adopt(this.previews.current);
    }
    results.states(state.questions, state.session.present ?? 0);
    looks.state(state);
    this.view.draw();
  }

  /** @param {ResultsFrame} frame */
  receive(frame) {
    this.view.results.receive(frame);
    this.view.draw();
  }

  /** @param {boolean} on  whether this is who steers */
  steers(on) {
    this.fields.disabled = !on;
  }

  /**
   * @param {Event} event
   * @param {number} step
   */
  press(event, step) {
    return !this.fields.disabled && this.view.press(event, step);
  }
}
