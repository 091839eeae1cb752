/* What the editor shows of a slide: stage, phone, thumbnail, panel and note. Nothing is drawn
   under the hands of somebody who is typing there. */

import { nameOf } from "./autosave.js";

/** @param {string} selector */
const find = (selector) => document.querySelector(selector);

export class View {
  /** @type {DrawnSlide | null} */
  #latest = null;

  /**
   * @param {import("./in-place.js").InPlace} place
   * @param {{
   *   outline: import("./outline.js").Outline,
   *   fit: import("./fit-mark.js").FitMark,
   *   answers: import("./sample-answers.js").SampleAnswers,
   * }} parts
   */
  constructor(place, { outline, fit, answers }) {
    this.place = place;
    this.outline = outline;
    this.fit = fit;
    this.answers = answers;
    this.panel = find("[data-panel]");
  }

  /** @param {DrawnSlide} slide */
  receive(slide) {
    this.#latest = slide;
    this.draw();
  }

  /**
   * Another slide than before: nobody is typing in it yet.
   * @param {DrawnSlide} slide
   */
  arrive(slide) {
    const { activeElement } = document;
    if (activeElement && !activeElement.closest(".rail")) /** @type {HTMLElement} */ (activeElement).blur();
    for (const field of document.querySelectorAll(/** @type {"input"} */ ("input[name=slide], input[name=slides]"))) field.value = slide.id;
    this.outline.open(slide.id);
    this.#tellPlace(slide);
    this.receive(slide);
    this.panel.scrollTop = 0;
  }

  /** @param {DrawnSlide} slide */
  #tellPlace({ number }) {
    const line = find("[data-place]");
    line.textContent = String(line.dataset.words).replace("{number}", String(number)).replace("{total}", String(this.outline.ids.length));
  }

  draw() {
    if (!this.#latest) return;
    const { phone, panel, note, stage, results } = this.#latest;
    this.#tellPlace(this.#latest);
    const page = find("[data-phone]").shadowRoot?.querySelector("[data-page]");
    if (page) page.innerHTML = phone;
    this.#drawPanel(panel);
    const field = /** @type {Field} */ (find("[data-note] textarea"));
    if (field !== document.activeElement) field.value = note;
    if (this.place.busy) return;
    this.place.root.innerHTML = stage;
    this.place.adopt();
    this.fit.measure();
    this.answers.draw(results);
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
  mark({ problems, title, can_undo: undo, can_redo: redo }) {
    find(".bar__title").textContent = title;
    const wrong = new Set(problems.map(({ slide }) => slide));
    for (const item of document.querySelectorAll("[data-of]")) {
      item.querySelector("[data-wrong]").hidden = !wrong.has(item.dataset.of ?? "");
    }
    /** @type {Field} */ (find("[data-turns] [value=undo]")).disabled = !undo;
    /** @type {Field} */ (find("[data-turns] [value=redo]")).disabled = !redo;
  }
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
