/* Answers as cards: on a stage in pages that never reshuffle, elsewhere in a plain list. */

const GAP = 24;
const MOST = 8; // cards on a page that the back row can read

/** What a card says: its text, how often it was given, a star, and its labels. */
export function makeCard({ text, count, starred, labels }, tag = "li") {
  const card = document.createElement(tag);
  card.className = "answer";
  card.dir = "auto";
  card.textContent = text;
  card.toggleAttribute("data-starred", starred);
  if (count > 1) card.append(part("answer__count", `${count}×`));
  for (const { label, color } of labels) {
    const chip = part("answer__label", label);
    if (color) chip.dataset.color = color;
    card.append(chip);
  }
  return card;
}

function part(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}

function columnsFor(width, count) {
  if (width < 600) return 1;
  if (width < 1000) return count > 5 ? 2 : 1;
  return count > 2 ? 3 : 2;
}

/**
 * A wall of cards in pages. New cards come at the end, and the earlier ones keep their place
 * while there is room on the page.
 */
export class Wall {
  #cards = [];
  #page = null;
  #pages = 1;
  #seen = 0;

  constructor(list, pager) {
    this.list = list;
    this.pager = pager;
    document.fonts.ready.then(() => this.#lay());
    new ResizeObserver(() => this.#lay()).observe(list);
  }

  /** `newest` keeps the last page in view, where the new answers are. */
  show(cards, { newest = false } = {}) {
    this.newest = newest;
    if (JSON.stringify(cards) === JSON.stringify(this.#cards)) return;
    this.#cards = cards;
    this.#lay();
    this.#seen = cards.length;
  }

  turn(step) {
    if (this.#pages < 2) return false;
    this.#page = Math.min(this.#pages - 1, Math.max(0, this.#current() + step));
    this.#lay();
    return true;
  }

  refresh() {
    this.#lay();
  }

  #current() {
    const last = this.#pages - 1;
    return Math.min(last, this.#page ?? (this.newest ? last : 0));
  }

  #lay() {
    const { clientWidth: width, clientHeight: height } = this.list;
    if (!width || !height) return;
    const count = columnsFor(width, this.#cards.length);
    const size = (width - GAP * (count - 1)) / count;
    const cards = this.#cards.map((given, index) => {
      const card = makeCard(given);
      card.classList.toggle("is-new", index >= this.#seen);
      card.style.width = `${size}px`;
      return card;
    });
    this.list.replaceChildren(...cards);
    const room = height - (this.pager ? 44 : 0);
    const measured = (large) => {
      this.list.toggleAttribute("data-large", large);
      return pages(cards.map((card) => card.offsetHeight), count, room);
    };
    let all = measured(width > 1000);
    if (all.length > 1) all = measured(false);
    this.#pages = all.length;
    const current = this.#current();
    for (const card of cards) card.hidden = true;
    for (const { index, column, top } of all[current]) {
      const { style } = cards[index];
      style.left = `${column * (size + GAP)}px`;
      style.top = `${top}px`;
      cards[index].hidden = false;
    }
    this.#tellPage(current);
  }

  #tellPage(current) {
    this.pager.hidden = this.#pages < 2;
    this.pager.textContent = this.pager.dataset.text
      .replace("{page}", current + 1).replace("{pages}", this.#pages);
  }
}

/**
 * The pages of cards of these heights: on each the index, column and top of its cards.
 * The last page is full too: it begins some rows earlier, so that new cards push whole rows up.
 */
export function pages(heights, columns, room) {
  const found = [];
  for (let start = 0; start < heights.length || !start;) {
    const page = fill(heights, start, columns, room);
    found.push(page);
    start += page.length || 1;
  }
  for (let start = columns; found.length > 1; start += columns) {
    const page = fill(heights, start, columns, room);
    if (start + page.length >= heights.length) {
      found[found.length - 1] = page;
      break;
    }
  }
  return found;
}

/** As many cards from `start` as one page takes, each in the shortest column. */
function fill(heights, start, columns, room) {
  const tops = Array(columns).fill(0);
  const page = [];
  for (let index = start; index < heights.length && page.length < MOST; index += 1) {
    const top = Math.min(...tops);
    if (top > 0 && top + heights[index] > room) break;
    const column = tops.indexOf(top);
    page.push({ index, column, top });
    tops[column] += heights[index] + GAP;
  }
  return page;
}
