/* On the stage: made-up answers on request, so that an author sees the chart. */

export class SampleAnswers {
  /** @type {import("./results.js").Results | null} */
  #results = null;
  /** @type {Element | null} */
  #slide = null;
  #turn = 0;
  people = "";

  /**
   * @param {HTMLElement} root  with the slide
   * @param {HTMLElement} choice
   * @param {() => void} onChoice
   */
  constructor(root, choice, onChoice) {
    this.root = root;
    choice.addEventListener("change", ({ target }) => {
      this.people = /** @type {Field} */ (target).value;
      onChoice();
    });
  }

  /**
   * Draw them into the slide as it is now. What draws charts is large: it is fetched when
   * somebody first asks for answers.
   * @param {ResultsFrame[]} frames
   */
  async draw(frames) {
    if (!frames.length) return;
    const turn = ++this.#turn;
    const { Results } = await import("./results.js");
    if (turn !== this.#turn) return;
    const slide = this.root.firstElementChild;
    if (slide !== this.#slide || !this.#results) this.#results = new Results(this.root);
    this.#slide = slide;
    for (const frame of frames) this.#results.receive(frame);
    this.#results.refresh(slide);
  }
}
