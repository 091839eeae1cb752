/* On a desk: what the deck tells to ask, now that the results look like this. */

const MOMENT = 1 / 3;

export class DeckAsks {
  /** @type {Map<string, string[]>} the signs of each result */
  #signs = new Map();
  /** @type {Set<string>} the results that are as good as final */
  #ripe = new Set();

  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.asks = [...box.querySelectorAll("[data-of]")];
  }

  /** @param {ResultsFrame} frame */
  results({ question, signs, state, answered, of }) {
    this.#signs.set(question, signs);
    if (state === "closed" || 2 * answered >= of) this.#ripe.add(question);
    else this.#ripe.delete(question);
  }

  /**
   * What a result tells waits for its moment: most have answered, the question is closed, or a
   * third of the slide's time is over.
   * @param {string} slide
   * @param {string[]} results  the keys of those on it
   * @param {number} share  of the slide's time that is over
   */
  show(slide, results, share) {
    const told = share >= MOMENT ? results : results.filter((key) => this.#ripe.has(key));
    const seen = new Set(told.flatMap((key) => this.#signs.get(key) ?? []));
    for (const ask of this.asks) ask.hidden = ask.dataset.of !== slide || !seen.has(String(ask.dataset.when));
    this.box.hidden = this.asks.every(({ hidden }) => hidden);
  }
}
