/* On a desk: what the deck tells to ask, now that the results look like this. */

export class DeckAsks {
  /** @type {Map<string, string[]>} the signs of each result */
  #signs = new Map();

  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.asks = [...box.querySelectorAll("[data-of]")];
  }

  /** @param {ResultsFrame} frame */
  results({ question, signs }) {
    this.#signs.set(question, signs);
  }

  /**
   * @param {string} slide
   * @param {string[]} results  the keys of those on it
   */
  show(slide, results) {
    const seen = new Set(results.flatMap((key) => this.#signs.get(key) ?? []));
    for (const ask of this.asks) ask.hidden = ask.dataset.of !== slide || !seen.has(String(ask.dataset.when));
    this.box.hidden = this.asks.every(({ hidden }) => hidden);
  }
}
