/* Every action but deleting can be taken back for a while. */

const UNDO_MS = 10000;
const FINAL = new Set(["undo", "card-delete"]);

export class UndoOffer {
  #timer = 0;

  /** @param {HTMLElement} form */
  constructor(form) {
    this.form = form;
    if (this.offered) this.done(""); // something was done just before this page came
  }

  get offered() { return !this.form.hidden; }

  /** @param {string} action */
  done(action) {
    this.form.hidden = FINAL.has(action);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.form.hidden = true; }, UNDO_MS);
  }
}
