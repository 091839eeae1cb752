/* Answers as cards: on a stage in pages that never reshuffle, elsewhere in a plain list. */

import { makeCard } from "./answer-card.js";
import { columnsFor, GAP, pages } from "./card-pages.js";

const PAGER = 44; // pixels that the number of the page takes
const LARGE = 1000; // pixels of width from which cards are large

/**
 * A wall of cards in pages. New cards come at the end, and the earlier ones keep their place
 * while there is room on the page.
 */
export class CardWall {
  /** @type {Card[]} */
  #cards = [];
  #page = 1;
  #seen = 0;
  pages = 1;

  /**
   * @param {HTMLElement} list
   * @param {HTMLElement} pager  says which page this is
   */
  constructor(list, pager) {
    this.list = list;
    this.pager = pager;
    document.fonts.ready.then(() => this.#lay());
    new ResizeObserver(() => this.#lay()).observe(list);
  }

  /** @param {Card[]} cards */
  show(cards) {
    if (JSON.stringify(cards) === JSON.stringify(this.#cards)) return;
    this.#cards = cards;
    this.#lay();
    this.#seen = cards.length;
  }

  /** @param {number} page  counted from 1; the last one when there are fewer */
  set page(page) {
    if (page === this.#page) return;
    this.#page = page;
    this.#lay();
  }

  refresh() {
    this.#lay();
  }

  #lay() {
    const { clientWidth: width, clientHeight: height } = this.list;
    if (!width || !height) return;
    const columns = columnsFor(width, this.#cards.length);
    const size = (width - GAP * (columns - 1)) / columns;
    const cards = this.#cards.map((answer, index) => this.#make(answer, index, size));
    this.list.replaceChildren(...cards);
    const all = this.#measured(cards, columns, height - (this.pager ? PAGER : 0));
    this.pages = all.length;
    const page = Math.min(this.#page, this.pages);
    place(cards, all[page - 1], size);
    this.#tellPage(page);
  }

  /**
   * @param {Card} answer
   * @param {number} index
   * @param {number} size  its width
   */
  #make(answer, index, size) {
    const card = makeCard(answer);
    card.classList.toggle("is-new", index >= this.#seen);
    card.style.width = `${size}px`;
    return card;
  }

  /**
   * The pages of these cards: large ones when they all fit on one page.
   * @param {HTMLElement[]} cards
   * @param {number} columns
   * @param {number} room
   */
  #measured(cards, columns, room) {
    const measure = (/** @type {boolean} */ large) => {
      this.list.toggleAttribute("data-large", large);
      return pages(cards.map((card) => card.offsetHeight), columns, room);
    };
    const all = measure(this.list.clientWidth > LARGE);
    return all.length > 1 ? measure(false) : all;
  }

  /** @param {number} page */
  #tellPage(page) {
    this.pager.hidden = this.pages < 2;
    this.pager.textContent = String(this.pager.dataset.text)
      .replace("{page}", String(page)).replace("{pages}", String(this.pages));
  }
}

/**
 * Show those cards that are on the page.
 * @param {HTMLElement[]} cards
 * @param {import("./card-pages.js").Place[]} page
 * @param {number} size
 */
function place(cards, page, size) {
  for (const card of cards) card.hidden = true;
  for (const { index, column, top } of page) {
    const { style } = cards[index];
    style.left = `${column * (size + GAP)}px`;
    style.top = `${top}px`;
    cards[index].hidden = false;
  }
}
