/* A look ahead at a session that waits: this page walks through the slides, and nobody else. */

export class Peek {
  on = false;

  /**
   * @param {HTMLElement} box  with a button and a line that says what is going on
   * @param {() => void} onEnd  the page goes back to where the session is
   */
  constructor(box, onEnd) {
    this.box = box;
    this.button = box.querySelector(/** @type {"button"} */ ("button"));
    this.line = box.querySelector("span");
    this.onEnd = onEnd;
    this.button.addEventListener("click", () => this.#turn(!this.on));
  }

  /** @param {{ state: string }} session  one that has begun is seen as it is */
  state({ state }) {
    this.box.hidden = state !== "waiting";
    if (this.box.hidden && this.on) this.#turn(false);
  }

  /** @param {boolean} on */
  #turn(on) {
    this.on = on;
    this.button.setAttribute("aria-pressed", String(on));
    this.line.hidden = !on;
    if (!on) this.onEnd();
  }
}
