/* A stage of 1920 x 1080: scaled into its box, showing one of its slides. */

export const STAGE = { width: 1920, height: 1080 };

/**
 * Keep `stage` as large as fits in `box`, centred.
 * @param {HTMLElement} stage
 * @param {Element} box
 */
export function fit(stage, box) {
  const place = () => {
    const { clientWidth, clientHeight } = box;
    const scale = Math.min(clientWidth / STAGE.width, clientHeight / STAGE.height);
    const left = (clientWidth - STAGE.width * scale) / 2;
    const top = (clientHeight - STAGE.height * scale) / 2;
    stage.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
  };
  new ResizeObserver(place).observe(box);
  place();
}

/**
 * The slide after or before this one that is not skipped; undefined at an end.
 * @param {string[]} order  ids of slides
 * @param {string} current
 * @param {number} step  1 or -1
 * @param {Set<string>} skipped
 * @returns {string | undefined}
 */
export function slideBeside(order, current, step, skipped) {
  let place = order.indexOf(current) + step;
  while (skipped.has(order[place])) place += step;
  return order[place];
}

/** The slides of a stage, one of them visible. */
export class Slides {
  /** @type {Set<string>} ids of slides that this session leaves out */
  skipped = new Set();
  /** @type {HTMLElement[]} */
  all = [];
  /** @type {HTMLElement | null} */
  current = null;

  /**
   * @param {ParentNode} root
   * @param {(change: () => void) => void} [turn]  how another slide comes into view
   */
  constructor(root, turn = (change) => change()) {
    this.turn = turn;
    this.adopt([...root.querySelectorAll("[data-slide]")]);
  }

  /** @param {HTMLElement[]} slides */
  adopt(slides) {
    this.all = slides;
    this.current = slides.find((slide) => !slide.hidden) ?? null;
  }

  /** @param {string} id */
  byId(id) {
    return this.all.find((slide) => slide.dataset.slide === id) ?? null;
  }

  /** @param {number} number */
  byNumber(number) {
    return this.all.find((slide) => Number(slide.dataset.number) === number) ?? null;
  }

  /**
   * The slide after or before this one that is not skipped.
   * @param {number} step
   */
  beside(step) {
    const ids = this.all.map(({ dataset }) => String(dataset.slide));
    const beside = slideBeside(ids, String(this.current?.dataset.slide), step, this.skipped);
    return beside === undefined ? null : this.byId(beside);
  }

  /**
   * Bring another slide into view, if it is another.
   * @param {HTMLElement | null} slide
   * @param {(slide: HTMLElement) => void} onSeen
   */
  show(slide, onSeen) {
    if (!slide || slide === this.current) return;
    this.current = slide;
    this.turn(() => {
      if (slide !== this.current) return; // one came after it already
      for (const other of this.all) other.hidden = other !== slide;
      onSeen(slide);
    });
  }
}
