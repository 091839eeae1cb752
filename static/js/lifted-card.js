/* One card in large, over the wall that it comes from. */

import { makeCard } from "./answer-card.js";

const MARGIN = 120; // pixels above and below together
const SIZES = ["84px", "var(--stage-6)", "var(--stage-5)", "var(--stage-3)", "var(--stage-1)"];

/**
 * @param {HTMLElement} layer
 * @param {Card | null} answer
 * @param {Element | null} slide
 */
export function liftCard(layer, answer, slide) {
  const same = JSON.stringify(answer);
  const from = answer && slide?.querySelector(`.answer[data-card="${CSS.escape(answer.id)}"]:not([hidden])`);
  mark(slide, from ?? null);
  if (layer.dataset.card === same) return;
  layer.dataset.card = same;
  layer.hidden = !answer;
  layer.replaceChildren();
  if (!answer) return;
  const card = makeCard(answer, "p");
  layer.append(card);
  fitIn(card, layer);
  if (from) rise(card, from.getBoundingClientRect());
}

/**
 * Its place on the wall is empty meanwhile.
 * @param {Element | null} slide
 * @param {Element | null} from
 */
function mark(slide, from) {
  for (const card of slide?.querySelectorAll(".answer.is-lifted") ?? []) card.classList.remove("is-lifted");
  from?.classList.add("is-lifted");
}

/**
 * The largest letters at which no word breaks and nothing is cut off; the smallest whatever happens.
 * @param {HTMLElement} card
 * @param {HTMLElement} layer
 */
function fitIn(card, layer) {
  for (const size of SIZES) {
    card.style.fontSize = size;
    if (card.offsetHeight <= layer.clientHeight - MARGIN && card.scrollWidth <= card.clientWidth) return;
  }
}

/**
 * From its place on the wall; at once where nothing may move.
 * @param {HTMLElement} card
 * @param {DOMRect} from
 */
function rise(card, from) {
  const to = card.getBoundingClientRect();
  const duration = parseFloat(getComputedStyle(card).getPropertyValue("--calm"));
  const scale = from.width / to.width;
  const zoom = to.width / card.offsetWidth; // of the stage
  const across = (from.left + from.width / 2 - to.left - to.width / 2) / zoom;
  const down = (from.top + from.height / 2 - to.top - to.height / 2) / zoom;
  card.animate(
    [{ transform: `translate(${across}px, ${down}px) scale(${scale})` }, { transform: "none" }],
    { duration, easing: "cubic-bezier(0.2, 0.8, 0.2, 1)" },
  );
}
