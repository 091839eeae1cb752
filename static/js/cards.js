/* Answers as cards: on a stage in pages that never reshuffle, elsewhere in a plain list. */

const GAP = 24;
const FEW = 6;

function makeCard(text) {
  const card = document.createElement("li");
  card.className = "answer";
  card.dir = "auto";
  card.textContent = text;
  return card;
}

function columnsFor(width, count) {
  if (width < 600) return 1;
  if (width < 1000) return count > 5 ? 2 : 1;
  return count > 12 ? 4 : count > 2 ? 3 : 2;
}

/**
 * A wall of cards. A card goes to the shortest column; when none has room a page begins.
 * New cards come at the end, so the earlier ones keep their place while answers arrive.
 */
export class Wall {
  #texts = [];
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
  show(texts, { newest = false } = {}) {
    this.newest = newest;
    if (JSON.stringify(texts) === JSON.stringify(this.#texts)) return;
    this.#texts = texts;
    this.#lay();
    this.#seen = texts.length;
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
    this.list.toggleAttribute("data-few", width > 1000 && this.#texts.length <= FEW);
    const count = columnsFor(width, this.#texts.length);
    const size = (width - GAP * (count - 1)) / count;
    const cards = this.#texts.map((text, index) => {
      const card = makeCard(text);
      card.classList.toggle("is-new", this.#seen > 0 && index >= this.#seen);
      card.style.width = `${size}px`;
      return card;
    });
    this.list.replaceChildren(...cards);
    const room = height - (this.pager ? 44 : 0);
    const places = place(cards.map((card) => card.offsetHeight), count, room);
    this.#pages = Math.max(1, ...places.map(({ page }) => page + 1));
    const current = this.#current();
    cards.forEach((card, index) => {
      const { page, column, top } = places[index];
      card.style.transform = "";
      card.style.left = `${column * (size + GAP)}px`;
      card.style.top = `${top}px`;
      card.hidden = page !== current;
    });
    this.#tellPage(current);
  }

  #tellPage(current) {
    this.pager.hidden = this.#pages < 2;
    this.pager.textContent = this.pager.dataset.text
      .replace("{page}", current + 1).replace("{pages}", this.#pages);
  }
}

/** The same cards below each other, newest first, for a page that scrolls. */
export class List {
  constructor(list) {
    this.list = list;
  }

  show(texts) {
    this.list.replaceChildren(...texts.map(makeCard).reverse());
  }

  turn() {
    return false;
  }

  refresh() {}
}

/** Where cards of these heights come: page, column and top of each. */
export function place(heights, columns, room) {
  let page = 0;
  let tops = Array(columns).fill(0);
  return heights.map((height) => {
    let column = tops.indexOf(Math.min(...tops));
    if (tops[column] > 0 && tops[column] + height > room) {
      page += 1;
      tops = Array(columns).fill(0);
      column = 0;
    }
    const top = tops[column];
    tops[column] += height + GAP;
    return { page, column, top };
  });
}
