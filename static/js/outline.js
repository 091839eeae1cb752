/* The slides at the left: in the order of the server, with small pictures that are fetched when
   they come into view. */

import { findMisfits } from "./misfits.js";
import { runsOf } from "./outline-order.js";

const TOGETHER_MS = 30; // pictures that come into view with each other are asked for at once
const AT_ONCE = 24; // as many as the server draws in one reply

export class Outline {
  /** @type {Set<string>} */
  #wanted = new Set();
  #timer = 0;
  #isLost = false; // the slide with the focus is gone: the one that is looked at next gets it

  /**
   * @param {HTMLElement} rail
   * @param {string} address  where pictures of slides are asked for
   */
  constructor(rail, address) {
    this.list = /** @type {HTMLElement} */ (rail.querySelector("[data-rail]"));
    this.blank = /** @type {HTMLTemplateElement} */ (rail.querySelector("[data-blank]"));
    this.address = address;
    this.seen = new IntersectionObserver((entries) => this.#see(entries), { root: this.list });
    for (const item of this.items) this.seen.observe(item);
    this.#place(this.items);
  }

  get items() {
    return [...this.list.querySelectorAll("[data-of]")];
  }

  get ids() {
    return this.items.map(({ dataset }) => String(dataset.of));
  }

  get slides() {
    return this.items.map(({ dataset }) => ({ id: String(dataset.of), chapter: String(dataset.chapter) }));
  }

  /** @param {string} id */
  item(id) {
    return /** @type {HTMLElement | null} */ (this.list.querySelector(`[data-of="${CSS.escape(id)}"]`));
  }

  /**
   * Follow the server: slides come, go, move and change.
   * @param {OutlineSlide[]} slides
   */
  arrange(slides) {
    const left = [...this.items]; // several may have no id
    /** @param {string} id */
    const known = (id) => {
      const at = left.findIndex(({ dataset }) => dataset.of === id);
      return at < 0 ? null : left.splice(at, 1)[0];
    };
    const ordered = slides.map(([id, hash, chapter, heading], at) => {
      const item = known(id) ?? this.#make(id);
      Object.assign(item.dataset, { chapter, heading });
      item.querySelector(".rail__number").textContent = String(at + 1);
      if (item.dataset.hash !== hash) this.#look(item);
      return item;
    });
    this.#place(ordered);
  }

  /** Id, hash, id and title of the chapter, as they stand here.
   * @returns {OutlineSlide[]} */
  get order() {
    return this.items.map(({ dataset: { of, hash, chapter, heading } }) =>
      [String(of), String(hash), String(chapter), String(heading)]);
  }

  /**
   * Places for slides that the server still has to make.
   * @param {{ after: string, size: number }[]} coming
   */
  expect(coming) {
    for (const old of this.list.querySelectorAll(".rail__coming")) old.remove();
    for (const { after, size } of coming) {
      for (let nth = 0; nth < size; nth += 1) {
        const line = document.createElement("li");
        line.className = "rail__item rail__coming";
        line.textContent = String(this.list.dataset.coming);
        (this.item(after) ?? this.items.at(-1))?.after(line);
      }
    }
  }

  /** @param {string} id */
  #make(id) {
    const item = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (this.blank.content.cloneNode(true)).querySelector("[data-of]"));
    item.dataset.of = id;
    item.querySelector("a").href = `?slide=${encodeURIComponent(id)}`;
    return item;
  }

  /**
   * Nothing moves in the page, and no focus is lost, when the order is what it was.
   * @param {HTMLElement[]} items
   */
  #place(items) {
    const wanted = runsOf(items.map((item) => ({ id: "", chapter: String(item.dataset.chapter), item })))
      .flatMap((run) => [this.#heading(/** @type {any} */ (run[0]).item), ...run.map((each) => /** @type {any} */ (each).item)]);
    const now = [...this.list.children];
    if (now.length === wanted.length && wanted.every((element, at) => element === now[at])) return;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const isInside = this.list.contains(focused);
    const scroll = this.list.scrollTop;
    this.list.replaceChildren(...wanted);
    this.list.scrollTop = scroll;
    if (focused?.isConnected) focused.focus({ preventScroll: true });
    else this.#isLost ||= isInside;
  }

  /**
   * The heading of the chapter that begins with this slide.
   * @param {HTMLElement} item
   */
  #heading({ dataset: { of, chapter, heading } }) {
    const known = [...this.list.querySelectorAll(".rail__chapter")].find((each) => each.dataset.first === of);
    const line = known ?? document.createElement("li");
    line.className = "rail__chapter";
    Object.assign(line.dataset, { first: of, in: chapter });
    const name = line.querySelector("button") ?? document.createElement("button");
    Object.assign(name, { type: "button", className: "rail__name", textContent: heading ?? "", draggable: true });
    if (name.parentElement !== line) line.replaceChildren(name);
    line.hidden = !heading;
    return line;
  }

  /**
   * The slide as it stands here, drawn by the server.
   * @param {string} id
   * @param {string} html
   */
  draw(id, html) {
    const item = this.item(id);
    const link = item?.querySelector("a");
    if (!item || !link) return;
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-of]");
    const people = item.querySelector("[data-people]").textContent;
    link.replaceChildren(...fresh.querySelector("a").childNodes);
    item.querySelector("[data-people]").textContent = people;
    item.querySelector("[data-chosen]").hidden = !item.classList.contains("is-chosen");
    item.querySelector(".rail__number").textContent = String(this.ids.indexOf(id) + 1);
    item.dataset.hash = fresh.dataset.hash;
    item.removeAttribute("data-stale");
    this.#mark(item);
  }

  /** Draw every slide anew as it comes into view: what holds for all of them changed. */
  redraw() {
    for (const item of this.items) this.#look(item);
  }

  /**
   * Draw a slide anew as soon as it is in view.
   * @param {HTMLElement} item
   */
  #look(item) {
    item.toggleAttribute("data-stale", true);
    this.seen.unobserve(item);
    this.seen.observe(item);
  }

  /** @param {HTMLElement} item */
  #mark(item) {
    const slide = item.querySelector(".slide");
    item.querySelector("[data-misfit]").hidden = !slide || findMisfits(slide).length === 0;
  }

  /** @param {[string, string][]} people  each with the slide they look at */
  tellPeople(people) {
    for (const item of this.items) {
      const here = people.filter(([, slide]) => slide === item.dataset.of).map(([name]) => name);
      item.querySelector("[data-people]").textContent = here.join(", ");
    }
  }

  /** @param {string} id */
  open(id) {
    for (const item of this.items) {
      const link = item.querySelector("a");
      if (item.dataset.of === id) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (this.#isLost) this.item(id)?.querySelector("a").focus({ preventScroll: true });
    this.#isLost = false;
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #see(entries) {
    for (const { isIntersecting, target } of entries) {
      const item = /** @type {HTMLElement} */ (target);
      const id = String(item.dataset.of);
      if (!isIntersecting) this.#wanted.delete(id);
      else if (item.hasAttribute("data-stale")) this.#wanted.add(id);
      else this.#mark(item);
    }
    clearTimeout(this.#timer);
    if (this.#wanted.size) this.#timer = window.setTimeout(() => this.#fetch(), TOGETHER_MS);
  }

  async #fetch() {
    const ids = [...this.#wanted].slice(0, AT_ONCE);
    for (const id of ids) this.#wanted.delete(id);
    if (this.#wanted.size) this.#timer = window.setTimeout(() => this.#fetch(), TOGETHER_MS);
    const query = new URLSearchParams(ids.map((id) => ["draw", id]));
    const response = await fetch(`${this.address}?${query}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!response?.ok) return;
    const { items } = await response.json();
    for (const [id, html] of Object.entries(items)) this.draw(id, html);
  }
}
