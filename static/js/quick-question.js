/* The buttons of the question in the strip of a narrow desk: what a panel offers, under the thumb. */

export class QuickQuestion {
  /**
   * @param {HTMLElement} strip  its buttons name the actions that they stand for
   * @param {import("./question-panels.js").QuestionPanels} panels
   */
  constructor(strip, panels) {
    this.strip = strip;
    this.panels = panels;
    this.buttons = [...strip.querySelectorAll(/** @type {"button"} */ ("[data-press]"))];
    for (const button of this.buttons) {
      button.addEventListener("click", () => { this.#offered(button)?.click(); });
    }
  }

  draw() {
    for (const button of this.buttons) {
      const offered = this.#offered(button);
      button.hidden = !offered;
      if (offered) this.#copy(offered, button);
    }
    this.strip.hidden = this.buttons.every(({ hidden }) => hidden);
  }

  /** @param {HTMLButtonElement} button */
  #offered(button) {
    const names = String(button.dataset.press).split(" ");
    return this.panels.offered(names);
  }

  /**
   * @param {HTMLButtonElement} offered
   * @param {HTMLButtonElement} button
   */
  #copy(offered, button) {
    const words = /** @type {HTMLElement} */ (offered.cloneNode(true));
    for (const key of words.querySelectorAll("kbd")) key.remove();
    button.textContent = String(words.textContent).trim();
    button.classList.toggle("is-suggested", offered.classList.contains("is-suggested"));
  }
}
