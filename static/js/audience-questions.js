/* The questions of the room beside the deck: on or off, and how many wait for the facilitator. */

export const KEY = "aside";
const ON = new Set(["open", "paused"]);

export class AudienceQuestions {
  /** @type {boolean | null} */
  #on = null;

  /**
   * @param {HTMLElement} section
   * @param {(name: string) => void} tell  says to anyone who does not see it that they are on or off
   */
  constructor(section, tell) {
    this.section = section;
    this.tell = tell;
    this.waiting = section.querySelector("[data-audience-waiting]");
  }

  /** @param {ScreenQuestion[]} questions */
  states(questions) {
    const on = questions.some(({ key, state }) => key === KEY && ON.has(state));
    if (this.#on !== null && this.#on !== on) this.tell(on ? "asideOn" : "asideOff");
    this.#on = on;
    for (const button of this.section.querySelectorAll("[data-audience-when]")) {
      button.hidden = (button.dataset.audienceWhen === "on") !== on;
    }
  }

  /** @param {ResultsFrame} frame */
  results({ question, texts }) {
    if (question !== KEY || !texts) return;
    const { one, text } = /** @type {Words} */ (this.waiting.dataset);
    this.waiting.hidden = !texts.pending;
    this.waiting.textContent = texts.pending === 1 ? one : text.replace("{n}", String(texts.pending));
  }

  toggle() {
    this.section.querySelector("[data-audience-when]:not([hidden])").click();
  }
}
