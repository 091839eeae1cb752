/* People on a trail: one for each answer, or for several where there are many. The first goes
   in front; when everyone has answered the flag rises. */

const SVG = "http://www.w3.org/2000/svg";
const LOOKS = 6;
const APART = 44; // from one to the next, in the drawing's pixels
const WIDE = 42, HIGH = 64;

/**
 * How many walk, of how many there are places for.
 * @param {number} answered
 * @param {number} of
 * @param {number} most
 */
export function walkersOf(answered, of, most) {
  const places = Math.min(of, most);
  if (!answered || !places) return { walkers: 0, places };
  const walkers = Math.floor((Math.min(answered, of) / of) * places);
  return { walkers: Math.max(1, walkers), places };
}

export class Trail {
  /** @type {SVGUseElement[]} those in front first */
  #people = [];

  /** @param {SVGElement} drawing */
  constructor(drawing) {
    this.drawing = drawing;
    const { width, base, rise } = drawing.dataset;
    this.shape = { width: Number(width), base: Number(base), rise: Number(rise) };
    this.most = Math.floor(this.shape.width / APART);
  }

  /**
   * The trail of a page that has one, in place of what is in `box`; null on other pages.
   * @param {Element | null} box
   */
  static inside(box) {
    const template = /** @type {HTMLTemplateElement | null} */ (document.querySelector("template[data-trail]"));
    if (!box || !template) return null;
    const drawing = /** @type {SVGElement} */ (template.content.firstElementChild?.cloneNode(true));
    box.after(drawing);
    return new Trail(drawing);
  }

  /**
   * @param {number} answered
   * @param {number} of
   */
  walk(answered, of) {
    const { walkers, places } = walkersOf(answered, of, this.most);
    while (this.#people.length > walkers) this.#people.pop()?.remove();
    while (this.#people.length < walkers) this.#people.push(this.#newcomer());
    this.#people.forEach((one, place) => this.#put(one, places - walkers + place, places));
    this.drawing.toggleAttribute("data-all", of > 0 && answered >= of);
  }

  #newcomer() {
    const one = document.createElementNS(SVG, "use");
    one.setAttribute("href", `#hiker-${this.#people.length % LOOKS}`);
    one.setAttribute("width", String(WIDE));
    one.setAttribute("height", String(HIGH));
    this.drawing.append(one);
    this.#stand(one, 0);
    void one.getBoundingClientRect(); // from where it walks on
    return one;
  }

  /**
   * @param {SVGUseElement} one
   * @param {number} behind  how many places from the front
   * @param {number} places
   */
  #put(one, behind, places) {
    this.#stand(one, places > 1 ? 1 - behind / places : 1);
  }

  /**
   * @param {SVGUseElement} one
   * @param {number} part  of the way
   */
  #stand(one, part) {
    const { width, base, rise } = this.shape;
    const y = base - rise * part * part * (3 - 2 * part); // as the dotted line goes
    one.style.transform = `translate(${part * width - WIDE / 2}px, ${y - HIGH}px)`;
  }
}
