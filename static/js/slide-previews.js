/* On a desk: this slide and the next one, in small. */

import { fit } from "./stage.js";

/**
 * A preview is looked at: its links are those of the projector, and too small to press.
 * @param {Element} slide
 */
function still(slide) {
  for (const link of slide.querySelectorAll("a[href]")) link.removeAttribute("href");
}

export class SlidePreviews {
  /**
   * @param {DocumentFragment} source  with every slide
   * @param {(preview: string) => HTMLElement} find
   */
  constructor(source, find) {
    this.source = source;
    this.current = find("current");
    this.next = find("next");
    for (const stage of [this.current, this.next]) {
      still(stage);
      fit(stage, /** @type {Element} */ (stage.parentElement));
    }
  }

  /** @param {string} id */
  shows(id) {
    return this.slide?.dataset.slide === id;
  }

  /** The slide that stands in the first of them. */
  get slide() {
    return /** @type {HTMLElement | null} */ (this.current.firstElementChild);
  }

  /** The keys of the results on this slide. */
  get results() {
    return [...this.current.querySelectorAll("[data-results]")].map(({ dataset }) => String(dataset.results));
  }

  /**
   * @param {string} id
   * @param {string | undefined} next
   */
  show(id, next) {
    this.current.replaceChildren(...this.#copy(id));
    this.next.replaceChildren(...this.#copy(next));
  }

  /** @param {string | undefined} id */
  #copy(id) {
    const slide = id && this.source.querySelector(`[data-slide="${CSS.escape(id)}"]`);
    if (!slide) return [];
    const copy = /** @type {HTMLElement} */ (slide.cloneNode(true));
    still(copy);
    return [copy];
  }
}
