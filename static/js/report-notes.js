/* Notes at the report: kept by themselves when the writer pauses. */

import { Posting } from "./posting.js";
import { ProblemLine } from "./problem-line.js";

const PAUSE_MS = 800; // without typing before a note is sent
const AGAIN_MS = 5000; // before a note that was not kept is sent again

export class ReportNotes {
  /** @type {Map<HTMLTextAreaElement, number>} */
  #timers = new Map();

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-status]");
    this.line = new ProblemLine(this.status);
    this.posting = new Posting(/** @type {Field} */ (form.elements.namedItem("csrfmiddlewaretoken")).value);
    for (const field of form.elements) {
      if (field instanceof HTMLTextAreaElement) field.addEventListener("input", () => this.#later(field, PAUSE_MS));
    }
    addEventListener("beforeunload", (event) => this.#timers.size && event.preventDefault());
    form.addEventListener("submit", () => this.#timers.clear());
  }

  /**
   * @param {HTMLTextAreaElement} field
   * @param {number} wait
   */
  #later(field, wait) {
    clearTimeout(this.#timers.get(field));
    this.#timers.set(field, setTimeout(() => this.#send(field), wait));
  }

  /** @param {HTMLTextAreaElement} field */
  async #send(field) {
    const { saving, saved, failed } = /** @type {Words} */ (this.form.dataset);
    const text = field.value;
    if (!this.status.querySelector("a")) this.status.textContent = saving;
    const { error } = await this.posting.send(location.href, { [field.name]: text });
    if (error) {
      if (error.code === "desk.login") this.line.tell(error);
      else this.status.textContent = failed;
      this.#later(field, AGAIN_MS);
      return;
    }
    if (field.value !== text) return;
    this.#timers.delete(field);
    const written = field.parentElement?.querySelector(".written");
    if (written) written.innerText = text;
    this.status.textContent = saved;
  }
}
