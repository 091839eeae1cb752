/* On a projector: the slides as they are now, without loading the page anew, which would take it
   out of full screen. */

import { renewPage } from "./watching.js";

export class SlideRenewal {
  #busy = false;

  /**
   * @param {HTMLElement} body  with the edition of its slides
   * @param {(slides: HTMLElement[]) => void} onSlides
   */
  constructor(body, onSlides) {
    this.body = body;
    this.onSlides = onSlides;
  }

  /** @param {WatchState} state */
  follow({ session }) {
    const { language, edition } = this.body.dataset;
    if (session.language !== language) renewPage();
    else if (String(session.edition) !== edition && !this.#busy) this.#fetch();
  }

  async #fetch() {
    this.#busy = true;
    try {
      const response = await fetch(location.href, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const slides = [...page.querySelectorAll("[data-stage] [data-slide]")];
      if (!slides.length) throw new Error("Not a projector's page.");
      this.body.dataset.edition = page.body.dataset.edition;
      this.onSlides(slides);
    } catch {
      renewPage();
    }
    this.#busy = false;
  }
}
