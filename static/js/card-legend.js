/* Above a wall of cards: how often each label was given, and which page this is. */

import { makeShape } from "./answer-card.js";
import { NUMBERS } from "./numbers.js";

const MOST = 10; // dots that can be told apart

/**
 * The labels with a shape, the most given first; a label without one stands on its cards.
 * @param {Card[]} cards
 */
export function countLabels(cards) {
  /** @type {Map<string, { label: CardLabel, count: number }>} */
  const found = new Map();
  for (const { labels, count } of cards) {
    for (const label of labels.filter(({ letter }) => letter)) {
      const before = found.get(label.key)?.count ?? 0;
      found.set(label.key, { label, count: before + count });
    }
  }
  return [...found.values()].sort((one, other) => other.count - one.count);
}

/**
 * @param {HTMLElement} legend
 * @param {Card[]} cards
 */
export function showLegend(legend, cards) {
  const counted = countLabels(cards);
  legend.hidden = !counted.length;
  legend.replaceChildren(...counted.map(({ label, count }) => {
    const entry = document.createElement("span");
    const number = document.createElement("b");
    number.textContent = NUMBERS.format(count);
    entry.append(makeShape(label), `${label.name} `, number);
    return entry;
  }));
}

/**
 * Pages as dots, and in words.
 * @param {HTMLElement} pager
 * @param {number} page
 * @param {number} pages
 */
export function showDots(pager, page, pages) {
  pager.hidden = pages < 2;
  const dots = Array.from({ length: pages }, (_, index) => {
    const dot = document.createElement("i");
    dot.className = "dot";
    dot.toggleAttribute("data-on", index === page - 1);
    return dot;
  });
  const words = document.createElement("span");
  words.textContent = String(pager.dataset.text).replace("{page}", String(page)).replace("{pages}", String(pages));
  pager.replaceChildren(...(pages > MOST ? [] : dots), words);
}
