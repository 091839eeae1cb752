/* What the editor shows of a slide: stage, phone, thumbnail, panel and note. Nothing is drawn
   under the hands of somebody who is typing there. */

import { nameOf } from "./autosave.js";

/** @param {string} selector */
const find = (selector) => document.querySelector(selector);

export class View {
  /** @type {DrawnSlide | null} */
  #latest = null;

  /** @param {import("./in-place.js").InPlace} place */
  constructor(place) {
    this.place = place;
    this.panel = find("[data-panel]");
  }

  /** @param {DrawnSlide} slide */
  receive(slide) {
    this.#latest = slide;
    this.draw();
  }

  draw() {
    if (!this.#latest) return;
    const { id, phone, thumb, panel, note, stage } = this.#latest;
    const page = find("[data-phone]").shadowRoot?.querySelector("[data-page]");
    if (page) page.innerHTML = phone;
    find(`[data-of="${CSS.escape(id)}"] [data-thumb]`).innerHTML = thumb;
    this.#drawPanel(panel);
    const field = /** @type {Field} */ (find("[data-note] textarea"));
    if (field !== document.activeElement) field.value = note;
    if (this.place.busy) return;
    this.place.root.innerHTML = stage;
    this.place.adopt();
    this.#latest = null;
  }

  /** @param {string} html */
  #drawPanel(html) {
    const field = /** @type {Field | null} */ (document.activeElement);
    const inside = field?.form && this.panel.contains(field);
    const scroll = this.panel.scrollTop;
    this.panel.innerHTML = html;
    if (inside && field.form) this.#keepFocus(nameOf(field.form), field);
    this.panel.scrollTop = scroll;
  }

  /**
   * @param {string} form
   * @param {Field} before
   */
  #keepFocus(form, before) {
    const again = /** @type {Field | null} */ (this.panel.querySelector(
      `:is([data-form="${form}"], [data-words="${form}"]) [name="${before.name}"]:not([type=hidden])`));
    if (!again) return;
    again.focus();
    if (!again.matches("textarea, input:not([type=checkbox])")) return;
    again.value = before.value;
    again.setSelectionRange(before.selectionStart, before.selectionEnd);
  }

  /** @param {EditorReply} reply */
  mark({ problems, can_undo: undo, can_redo: redo }) {
    const wrong = new Set(problems.map(({ slide }) => slide));
    for (const item of document.querySelectorAll("[data-of]")) {
      item.querySelector("[data-wrong]").hidden = !wrong.has(item.dataset.of ?? "");
    }
    /** @type {Field} */ (find("[data-turns] [value=undo]")).disabled = !undo;
    /** @type {Field} */ (find("[data-turns] [value=redo]")).disabled = !redo;
  }
}

/** The ids of the slides in the rail. */
export function slideIds() {
  return [...document.querySelectorAll("[data-of]")].map(({ dataset }) => dataset.of);
}

/**
 * Scroll the rail, and not the page, to the slide that is open.
 * @param {HTMLElement} rail
 * @param {HTMLElement | null} link
 */
export function showCurrent(rail, link) {
  if (!link) return;
  const [box, at] = [rail, link].map((element) => element.getBoundingClientRect());
  rail.scrollTop += at.bottom - box.bottom + box.height / 3;
  rail.scrollLeft += at.right - box.right + box.width / 3;
}
