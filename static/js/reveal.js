/* A result that is shown: bars grow out of their shapes, their numbers count along, and the
   largest settles last. Where less motion is wanted everything stands there at once. */

const DELAY_MS = 120;
const GROW_MS = 640; // the others; the largest takes longer
const LARGEST_MS = 780;
const HEADLINE_MS = [760, 240]; // when it begins, and how long it takes
const NUMBER = /\d[\d.,\u00a0\u202f]*/g;
const SEPARATOR = /[^\d]/;

/** As the bars' easing, near enough for numbers: fast, then slower. */
const eased = (/** @type {number} */ part) => 1 - (1 - part) ** 3;

/** The styles' cubic-bezier of what moves. */
const EASING = "cubic-bezier(0.2, 0.8, 0.2, 1)";

/**
 * A written number at a part of its way from nothing, with its own separators and decimals.
 * @param {string} written
 * @param {number} part
 */
export function countedTo(written, part) {
  const digits = written.replace(/\D/g, "");
  const decimals = /[.,](\d{1,2})$/.exec(written)?.[1].length ?? 0;
  const now = String(Math.floor(Number(digits) * part)).padStart(decimals + 1, "0");
  let said = "";
  let place = now.length - 1;
  for (const sign of [...written].reverse()) {
    if (place < 0) break;
    said = (SEPARATOR.test(sign) ? sign : now[place--]) + said;
  }
  return said;
}

/**
 * Text with all its numbers on their way.
 * @param {string} text
 * @param {number} part
 */
const onTheWay = (text, part) => text.replace(NUMBER, (written) => countedTo(written, part));

/** @param {Element} element */
function textsOf(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push({ node: walker.currentNode, text: String(walker.currentNode.nodeValue) });
  return found;
}

/**
 * Count the numbers of an element up until `end`; what was drawn anew meanwhile is left alone.
 * @param {Element} element
 * @param {number} end  in milliseconds from now
 */
function count(element, end) {
  const texts = textsOf(element);
  const start = performance.now() + DELAY_MS;
  const step = () => {
    const part = Math.min(1, Math.max(0, (performance.now() - start) / (end - DELAY_MS)));
    for (const { node, text } of texts) node.nodeValue = part < 1 ? onTheWay(text, eased(part)) : text;
    if (part < 1 && element.isConnected) requestAnimationFrame(step);
  };
  step();
}

/**
 * One bar with its number.
 * @param {Element} point
 * @param {{ length: number, mirrored: boolean, largest: boolean }} bar
 */
function grow(point, { length, mirrored, largest }) {
  const duration = largest ? LARGEST_MS : GROW_MS;
  const timing = { delay: DELAY_MS, duration, easing: EASING, fill: /** @type {const} */ ("backwards") };
  const path = /** @type {SVGElement | null} */ (point.querySelector("path"));
  path?.classList.toggle("grows-left", mirrored);
  path?.animate([{ transform: "scaleX(0)" }, { transform: "scaleX(1)" }], timing);
  const text = point.querySelector("text");
  if (!text) return;
  text.animate([{ translate: `${mirrored ? length : -length}px` }, { translate: "0px" }], timing);
  count(text, DELAY_MS + duration);
}

/** @param {Element} point */
const lengthOf = (point) => /** @type {SVGGraphicsElement | null} */ (point.querySelector("path"))?.getBBox().width ?? 0;

/**
 * The bars of a figure as they stand in its drawing, with whether they grow to the left.
 * @param {Element} drawing
 * @param {any[]} data
 */
function barsOf(drawing, data) {
  const traces = [...drawing.querySelectorAll(".barlayer .trace")];
  const kinds = data.filter(({ type }) => type === "bar");
  return traces.map((trace, place) => ({
    points: [...trace.querySelectorAll(".point")],
    mirrored: kinds[place]?.x.some((/** @type {number} */ value) => value < 0) ?? false,
  }));
}

/**
 * Let a chart that was just drawn come up.
 * @param {Element} drawing
 * @param {Figure} figure
 */
export function reveal(drawing, { data }) {
  if (matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (const { points, mirrored } of barsOf(drawing, data)) {
    const lengths = points.map(lengthOf);
    const longest = Math.max(...lengths);
    points.forEach((point, place) => {
      const length = lengths[place];
      grow(point, { length, mirrored, largest: length === longest });
    });
  }
  const [delay, duration] = HEADLINE_MS;
  const line = drawing.closest(".slide")?.querySelector(".result__finding:not([hidden])");
  line?.animate([{ opacity: 0 }, { opacity: 1 }], { delay, duration, fill: "backwards" });
}
