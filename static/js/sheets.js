/* Dialogs of the desk with forms in them: each is an action, and what is wrong stands beside it. */

import { AskDraft } from "./ask-draft.js";
import { fieldsOf } from "./desk-forms.js";
import { fetchPart } from "./page-part.js";
import { noteSent } from "./unsent.js";

export class Sheets {
  /**
   * @param {import("./actions.js").Actions} actions
   * @param {Record<string, HTMLDialogElement>} dialogs
   * @param {() => string} seen  the slide that whoever sends a form sees
   */
  constructor(actions, dialogs, seen) {
    const { ask, slide } = dialogs;
    this.actions = actions;
    this.dialogs = dialogs;
    this.ask = ask;
    this.slide = slide;
    this.seen = seen;
    this.draft = new AskDraft(ask);
    for (const sheet of [ask, slide]) sheet.addEventListener("submit", (event) => this.#submit(sheet, event));
    document.addEventListener("click", (event) => this.#click(event));
  }

  open() {
    this.ask.showModal();
    this.draft.focus();
  }

  /** @param {Event} event */
  #click(event) {
    const link = /** @type {Element} */ (event.target).closest?.("a[data-ask], a[data-change]");
    if (!link) return;
    event.preventDefault();
    if (link.matches("[data-ask]")) this.open();
    else this.#change(/** @type {HTMLAnchorElement} */ (link).href);
  }

  /**
   * A slide with what can be changed about it; without an answer its own page says why.
   * @param {string} address
   */
  async #change(address) {
    const { html } = await fetchPart(`${address}&part=1`, "data-own-slide").catch(() => ({ html: "" }));
    if (!html) {
      location.assign(address);
      return;
    }
    tell(this.slide, "");
    this.slide.querySelector("[data-sheet-part]").innerHTML = html;
    this.slide.showModal();
  }

  /**
   * @param {HTMLDialogElement} sheet
   * @param {SubmitEvent} event
   */
  async #submit(sheet, event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    const { sheetAct } = form.dataset;
    if (!sheetAct) return;
    event.preventDefault();
    const fields = { ...fieldsOf(form, button), seen: this.seen() };
    const onProblem = (/** @type {{ message: string }} */ { message }) => tell(sheet, message);
    const { ok } = await this.actions.send(button?.dataset.action ?? sheetAct, fields, onProblem);
    if (ok) this.#done(sheet, form);
  }

  /**
   * @param {HTMLDialogElement} sheet
   * @param {HTMLFormElement} form
   */
  #done(sheet, form) {
    tell(sheet, "");
    noteSent(form);
    if (form.matches("[data-drafted]")) this.draft.drop();
    sheet.close();
    form.dispatchEvent(new Event("sent", { bubbles: true }));
  }
}

/**
 * @param {HTMLDialogElement} sheet
 * @param {string} problem
 */
function tell(sheet, problem) {
  const line = sheet.querySelector("[data-sheet-problem]");
  line.hidden = !problem;
  line.textContent = problem;
}
