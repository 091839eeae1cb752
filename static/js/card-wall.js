/* Answers as cards: on a stage a wall in pages that never reshuffle, elsewhere a plain list. */

import { makeCard } from "./answer-card.js";
import { showDots, showLegend } from "./card-legend.js";
import { GAP, pages, stepsFor } from "./card-pages.js";

const LONG = 0.6; // of the height of the wall: a longer card takes more columns

/**
 * A wall of cards in pages. New cards come at the end, and the earlier ones keep their place
 * while there is room at this step.
 */
export class CardWall {
  /** @type {Card[]} */
  #cards = [];
  #page = 1;
  #seen = 0;
  #columns = 1;
  pages = 1;

  /**
   * @param {HTMLElement} list
   * @param {HTMLElement} pager  says which page this is
   * @param {HTMLElement} legend  of the labels that have a shape
   */
  constructor(list, pager, legend) {
    this.list = list;
    this.pager = pager;
    this.legend = legend;
    document.fonts.ready.then(() => this.#lay());
    new ResizeObserver(() => this.#lay()).observe(list);
  }

  /** @param {Card[]} cards */
  show(cards) {
    if (JSON.stringify(cards) === JSON.stringify(this.#cards)) return;
    this.#cards = cards;
    showLegend(this.legend, cards);
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
    const cards = this.#cards.map((answer, index) => this.#make(answer, index));
    this.list.replaceChildren(...cards);
    const all = this.#spread(cards, width);
    this.pages = all.length;
    const page = Math.min(this.#page, this.pages);
    place(cards, all[page - 1], (width + GAP) / this.#columns);
    showDots(this.pager, page, this.pages);
  }

  /**
   * @param {Card} answer
   * @param {number} index
   */
  #make(answer, index) {
    const card = makeCard(answer);
    card.dataset.card = answer.id;
    card.classList.toggle("is-new", index >= this.#seen);
    return card;
  }

  /**
   * The pages of these cards at the first step that holds them all, or else at the closest.
   * @param {HTMLElement[]} cards
   * @param {number} width
   */
  #spread(cards, width) {
    const steps = stepsFor(width, cards.length);
    const closest = steps[steps.length - 1];
    for (const step of steps) {
      const room = this.#take(step);
      const blocks = this.#measure(cards, width, room);
      const all = pages(blocks, step.columns, room);
      if (step === closest || (all.length === 1 && blocks.every(({ whole }) => whole))) return all;
    }
    return [[]];
  }

  /**
   * Take this step; the title of the slide takes less room at the closest.
   * @param {import("./card-pages.js").Step} step
   * @returns the height of a page
   */
  #take({ columns, size }) {
    this.#columns = columns;
    this.list.dataset.size = String(size);
    return this.list.clientHeight;
  }

  /**
   * How large each card is: over more columns where a word or its length asks for it. A word
   * breaks only when it is wider than the wall.
   * @param {HTMLElement[]} cards
   * @param {number} width
   * @param {number} room
   */
  #measure(cards, width, room) {
    const columns = this.#columns;
    const spans = cards.map(() => 1);
    this.list.classList.add("is-measured");
    for (const card of cards) card.classList.remove("is-broken");
    let grown = cards.map((_, index) => index);
    while (grown.length) {
      for (const index of grown) cards[index].style.width = `${((width + GAP) / columns) * spans[index] - GAP}px`;
      grown = grown.filter((index) => spans[index] < columns && overflows(cards[index], room));
      for (const index of grown) spans[index] += 1;
    }
    const broken = cards.map(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
    this.list.classList.remove("is-measured");
    broken.forEach((wide, index) => cards[index].classList.toggle("is-broken", wide));
    return cards.map(({ offsetHeight: height }, index) => (
      { height, span: spans[index], whole: spans[index] === 1 && !broken[index] }
    ));
  }
}

/**
 * @param {HTMLElement} card
 * @param {number} room
 */
const overflows = ({ scrollWidth, clientWidth, offsetHeight }, room) =>
  scrollWidth > clientWidth || offsetHeight > room * LONG;

/**
 * Show those cards that are on the page.
 * @param {HTMLElement[]} cards
 * @param {import("./card-pages.js").Place[]} page
 * @param {number} column  its width, with the gap behind it
 */
function place(cards, page, column) {
  for (const card of cards) card.hidden = true;
  for (const { index, column: at, top, height } of page) {
    const { style } = cards[index];
    style.left = `${at * column}px`;
    style.top = `${top}px`;
    style.minHeight = `${height}px`;
    cards[index].hidden = false;
  }
}
