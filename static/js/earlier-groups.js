/* On a desk: a question against earlier groups, fetched when its panel is unfolded. */

import { fetchPart } from "./page-part.js";

const EVERY_MS = 5000;

/** One `[data-earlier-groups]`: unfolded it is renewed while answers come, at most every five seconds. */
class EarlierGroups {
  #timer = 0;

  /** @param {HTMLDetailsElement} fold */
  constructor(fold) {
    this.fold = fold;
    this.here = fold.querySelector("[data-earlier-here]");
    fold.addEventListener("toggle", () => fold.open && this.load());
  }

  async load() {
    const { earlierGroups: address, failed } = /** @type {Words} */ (this.fold.dataset);
    try {
      const { html } = await fetchPart(address, "data-earlier");
      if (html) this.here.innerHTML = html;
      else this.here.textContent = failed;
    } catch {
      this.here.textContent = failed;
    }
  }

  touch() {
    if (!this.fold.open || this.#timer) return;
    this.#timer = setTimeout(() => { this.#timer = 0; this.load(); }, EVERY_MS);
  }
}

/**
 * A function to call with the key of a question that has new results.
 * @param {ParentNode} root
 */
export function earlierGroups(root) {
  /** @type {Map<string | undefined, EarlierGroups>} */
  const all = new Map();
  for (const panel of root.querySelectorAll("[data-panel]")) {
    const fold = panel.querySelector(/** @type {"details"} */ ("[data-earlier-groups]"));
    if (fold) all.set(panel.dataset.panel, new EarlierGroups(fold));
  }
  return (/** @type {string} */ key) => all.get(key)?.touch();
}
