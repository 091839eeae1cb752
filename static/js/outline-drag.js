/* Slides, one or several, and whole chapters: dragged to another place. */

import { dropPlace } from "./outline-order.js";

const SIDES = ["is-before", "is-behind"];

export class Drag {
  #whole = false;
  #on = false;

  /**
   * @param {import("./outline.js").Outline} outline
   * @param {import("./outline-choice.js").Choice} choice
   * @param {(place: { slides: string[], after: string, chapter: string }) => void} onDrop
   */
  constructor(outline, choice, onDrop) {
    this.outline = outline;
    this.choice = choice;
    this.onDrop = onDrop;
    const { list } = outline;
    list.addEventListener("dragstart", (event) => this.#start(event));
    list.addEventListener("dragover", (event) => this.#over(event));
    list.addEventListener("dragleave", () => this.#clear());
    list.addEventListener("drop", (event) => this.#drop(event));
    list.addEventListener("dragend", () => { this.#on = false; this.#clear(); });
  }

  /** @param {DragEvent} event */
  #start(event) {
    const target = /** @type {Element} */ (event.target);
    const first = target.closest(".rail__chapter")?.dataset.first;
    const id = target.closest("[data-of]")?.dataset.of;
    if (first !== undefined) this.choice.choose(this.choice.chapter(first));
    else if (id !== undefined && !this.choice.ids.includes(id)) this.choice.choose([id]);
    this.#whole = first !== undefined;
    this.#on = true;
    event.dataTransfer?.setData("text/plain", "");
  }

  /**
   * The slide below the pointer, and whether the pointer is on its farther half.
   * @param {DragEvent} event
   */
  #target({ target, clientX, clientY }) {
    const item = /** @type {Element} */ (target).closest("[data-of]");
    if (!item || !this.#on) return null;
    const box = item.getBoundingClientRect();
    const flat = getComputedStyle(this.outline.list).display === "flex";
    const behind = flat ? clientX > box.left + box.width / 2 : clientY > box.top + box.height / 2;
    return { item, behind };
  }

  /** @param {DragEvent} event */
  #over(event) {
    const found = this.#target(event);
    this.#clear();
    if (!found) return;
    event.preventDefault();
    found.item.classList.add(SIDES[Number(found.behind)]);
  }

  #clear() {
    for (const item of this.outline.items) item.classList.remove(...SIDES);
  }

  /** @param {DragEvent} event */
  #drop(event) {
    const found = this.#target(event);
    this.#clear();
    if (!found) return;
    event.preventDefault();
    const at = String(found.item.dataset.of);
    this.onDrop(dropPlace(this.outline.slides, { at, behind: found.behind, moved: this.choice.ids, whole: this.#whole }));
  }
}
