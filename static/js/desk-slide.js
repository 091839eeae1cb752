/* The desk's view of one slide: previews, note, panels, texts, and what to ask. */

const PARTS = ".desk__main, .side"; // those that scroll by themselves

export class DeskSlide {
  /**
   * @param {object} parts
   * @param {HTMLElement} parts.body
   * @param {import("./desk-outline.js").DeskOutline} parts.outline
   * @param {import("./slide-previews.js").SlidePreviews} parts.previews
   * @param {import("./results.js").Results} parts.preview  the results in those
   * @param {import("./question-panels.js").QuestionPanels} parts.panels
   * @param {import("./quick-question.js").QuickQuestion} parts.quick
   * @param {import("./deck-asks.js").DeckAsks} parts.asks
   * @param {import("./clock.js").Clock} parts.clock
   * @param {import("./skippable.js").Skippable} parts.skippable
   * @param {import("./text-list.js").TextList | null} parts.texts
   */
  constructor({ body, outline, previews, preview, panels, quick, asks, clock, skippable, texts }) {
    this.find = (/** @type {string} */ selector) => body.querySelector(selector);
    this.body = body;
    this.outline = outline;
    this.previews = previews;
    this.preview = preview;
    this.panels = panels;
    this.quick = quick;
    this.asks = asks;
    this.clock = clock;
    this.skippable = skippable;
    this.texts = texts;
    this.#showQuestions(outline.current);
  }

  /** @param {string} id */
  show(id) {
    if (id === this.outline.current && this.previews.shows(id)) return;
    this.outline.show(id);
    const next = this.outline.beside(1);
    this.previews.show(id, next);
    this.preview.adopt(this.previews.current);
    this.find("[data-position]").textContent = String(this.outline.number);
    this.find("[data-next-label]").textContent = this.outline.label(next);
    this.#showNote(id);
    this.#showQuestions(id);
    this.showAsks();
    this.showSkippable();
    this.#scrollUp();
  }

  showAsks() {
    this.asks.show(this.outline.current, this.previews.results, this.clock.share);
  }

  showSkippable() {
    this.skippable.show(this.outline.current, this.outline.skipped);
  }

  /** @param {string} id */
  #showNote(id) {
    const note = this.body.querySelector(/** @type {"template"} */ (`[data-note-of="${CSS.escape(id)}"]`));
    this.find("[data-note]").replaceChildren(...(note ? [note.content.cloneNode(true)] : []));
  }

  /** @param {string} id */
  #showQuestions(id) {
    const keys = this.panels.keys(id);
    this.panels.show(id);
    for (const key of keys) this.texts?.show(key);
    this.quick.draw();
    this.body.toggleAttribute("data-last", this.outline.isLast);
    this.find("[data-action=hide-all]").toggleAttribute("disabled", !keys.length);
    this.body.dataset.place = keys.length ? (this.texts?.takes(keys) ? "texts" : "question") : "slide";
  }

  // The new slide and its note in view, but not for somebody who is at work further down.
  #scrollUp() {
    for (const part of this.body.querySelectorAll(PARTS)) {
      if (!part.contains(document.activeElement)) part.scrollTop = 0;
    }
  }
}
