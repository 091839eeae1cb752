/* The results that the projector has, below the slide of a phone: fetched with the first of them. */

import { focusIn, refocus } from "./answers.js";
import { say } from "./question-form.js";

/** @param {{ mine: Answer | null }} form */
function chosenIn({ mine }) {
  const { options = mine } = /** @type {{ options?: string[] }} */ (mine ?? {});
  return Array.isArray(options) ? options : [];
}

/** @typedef {import("./question-form.js").QuestionForm} QuestionForm */

export class Outcome {
  #shown = "";

  /**
   * @param {(id: string) => HTMLElement} find
   * @param {Words} texts
   */
  constructor(find, texts) {
    this.box = find("outcome");
    this.news = find("announce");
    this.texts = texts;
    this.#shown = this.box.textContent.trim(); // as the page came with it
  }

  /**
   * @param {PhoneResult[] | null} results  null until a state told of them
   * @param {QuestionForm[]} forms
   */
  show(results, forms) {
    if (!results) return;
    const html = results.map((each) => each.html).join("");
    if (html !== this.#shown) this.#replace(html, results);
    for (const form of forms) this.#settle(form, results.some(({ question }) => question === form.key));
  }

  /**
   * @param {string} html
   * @param {PhoneResult[]} results
   */
  #replace(html, results) {
    const before = this.#shown;
    const focused = focusIn(this.box);
    this.#shown = html;
    this.box.innerHTML = html;
    const [first] = results;
    if (first && !before) say(this.news, `${this.texts.result} ${first.finding || first.sentence}`);
    refocus(focused, this.box.querySelector("h2") ?? document.querySelector("#slide h1"));
  }

  /**
   * Its result takes the place of a form that takes no answer, unless something unsent stands in it.
   * @param {QuestionForm} form
   * @param {boolean} known
   */
  #settle(form, known) {
    const focused = focusIn(form.element);
    form.element.hidden = known && form.state === "closed" && !form.unsent && !form.pending;
    const chosen = chosenIn(form);
    for (const row of this.box.querySelectorAll(`[data-outcome="${form.key}"] [data-option]`)) {
      row.querySelector(".numbers__mine").hidden = !chosen.includes(String(row.dataset.option));
    }
    refocus(focused, this.box.querySelector("h2"));
  }
}
