/* Words of a slide that do not fit it, measured where they stand: outside the slide, over what
   stands below every slide, or wider than their place. */

const SLACK = 1; // pixels of the page
const FOOT = 0.872; // of a slide's height: below it stand the code and how many take part
const FOOTLESS = ".slide--cover, .slide--contact";
const UNMEASURED =
  "svg, .visually-hidden, .slide--page .slide__text, .join-panel, .result, textarea, button";

/**
 * @param {Element} element
 * @returns {DOMRect[]}  the lines of its own words
 */
function linesOf(element) {
  const range = document.createRange();
  return [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim())
    .flatMap((node) => { range.selectNodeContents(node); return [...range.getClientRects()]; });
}

/** @param {Element} slide */
function roomOf(slide) {
  const { top, left, right, bottom, height } = slide.getBoundingClientRect();
  return { top, left, right, bottom: slide.matches(FOOTLESS) ? bottom : top + height * FOOT };
}

/**
 * @param {DOMRect} line
 * @param {{ top: number, left: number, right: number, bottom: number }} room
 */
const isOver = (line, room) =>
  line.width >= 1 && (line.bottom > room.bottom + SLACK || line.top < room.top - SLACK);

/**
 * @param {DOMRect} line
 * @param {{ left: number, right: number }} room
 */
const isBeside = (line, room) =>
  line.width >= 1 && (line.right > room.right + SLACK || line.left < room.left - SLACK);

/**
 * @typedef {{ element: HTMLElement, wide: boolean, letters: number }} Misfit
 *   `letters` is about how many of its words are too many
 */

/**
 * @param {Element} slide
 * @returns {Misfit[]}
 */
export function findMisfits(slide) {
  const room = roomOf(slide);
  return [...slide.querySelectorAll("*")].flatMap((element) => {
    if (element.closest(UNMEASURED)) return [];
    const lines = linesOf(element);
    const over = lines.filter((line) => isOver(line, room)).length;
    const wide = lines.some((line) => isBeside(line, room));
    if (!over && !wide) return [];
    const letters = Math.ceil(((element.textContent ?? "").trim().length * over) / lines.length);
    return [{ element, wide: wide && !over, letters }];
  });
}
