/* All results of a page, with the frames that came for them. */

import { Result } from "./result.js";
import { arrange, chosen, pagesOf, turned } from "./spotlight.js";

/** All results inside `root`. */
export class Results {
  /** @type {Map<string, ResultsFrame>} */
  #frames = new Map();
  /** @type {Result[]} */
  #results = [];
  #held = false;

  /**
   * @param {ParentNode} root
   * @param {(slide: string | undefined) => Look} [lookOf]  what of a slide's results is in view
   */
  constructor(root, lookOf = () => ({ view: "", page: 1 })) {
    this.lookOf = lookOf;
    this.adopt(root);
  }

  /**
   * Take on other slides; what was received earlier is drawn into them.
   * @param {...ParentNode} roots
   */
  adopt(...roots) {
    const elements = roots.flatMap((root) => [...root.querySelectorAll("[data-results]")]);
    this.#results = elements.map((element) => new Result(element));
    for (const frame of this.#frames.values()) this.#draw(frame);
  }

  /** @param {ResultsFrame} frame */
  receive(frame) {
    const before = this.#frames.get(frame.question);
    this.#frames.set(frame.question, frame);
    if (!this.#held || before?.shown !== frame.shown) this.#draw(frame);
  }

  /**
   * Nothing moves until it goes on; only what is shown or hidden meanwhile is.
   * @param {boolean} on
   */
  hold(on) {
    this.#held = on;
    if (!on) for (const frame of this.#frames.values()) this.#draw(frame);
  }

  /**
   * States of questions, for those whose results have not come yet.
   * @param {ScreenQuestion[]} questions
   * @param {number} present
   */
  states(questions, present) {
    for (const { key, state, answered } of questions) {
      if (this.#frames.has(key)) continue;
      for (const result of this.#of(key)) {
        result.state(state);
        result.count(answered, present);
      }
    }
  }

  /**
   * The keys to show or hide on a slide, those it asks itself, and whether all are shown.
   * @param {Element | null} slide
   */
  of(slide) {
    const here = this.#on(slide);
    const asked = here.filter(({ holder }) => !holder.dataset.questions).map(({ key }) => key);
    const others = here.flatMap(({ holder }) => holder.dataset.questions?.split(" ") ?? []);
    return { asked, keys: [...asked, ...others], shown: here.length > 0 && here.every(({ shown }) => shown) };
  }

  /** @param {Element | null} slide */
  refresh(slide) {
    for (const result of this.#on(slide)) result.refresh();
  }

  /**
   * The charts that a slide shows.
   * @param {Element | null} slide
   */
  charts(slide) {
    return this.#on(slide).filter(({ drawn }) => drawn);
  }

  /**
   * What comes into view one step on: a page of answers, or another result; null at an end.
   * @param {HTMLElement | null} slide
   * @param {number} step
   */
  turned(slide, step) {
    return turned(this.#on(slide), this.lookOf(slide?.dataset.slide), step);
  }

  /**
   * Of a slide: the result that has the stage, all that can be seen, and the page of how many.
   * @param {HTMLElement | null} slide
   */
  inView(slide) {
    const here = this.#on(slide);
    const { view, page } = this.lookOf(slide?.dataset.slide);
    const pages = pagesOf(here, view);
    return {
      lit: chosen(here, view)?.key,
      visible: here.filter(({ visible }) => visible).map(({ key }) => key),
      page: Math.min(page, pages),
      pages,
    };
  }

  /**
   * Show what is in view of a slide, after that changed.
   * @param {HTMLElement | null} slide
   */
  arrange(slide) {
    if (slide) arrange(slide, this.#on(slide), this.lookOf(slide.dataset.slide));
  }

  /** @param {Element | null} slide */
  #on(slide) {
    return this.#results.filter(({ element }) => slide?.contains(element));
  }

  /** @param {string} key */
  #of(key) {
    return this.#results.filter((result) => result.key === key);
  }

  /** @param {ResultsFrame} frame */
  #draw(frame) {
    for (const result of this.#of(frame.question)) {
      result.draw(frame);
      this.arrange(result.element.closest(/** @type {"div"} */ (".slide")));
    }
  }
}
