/* On a desk: what the projector shows over its slide, or instead of it. */

/** @typedef {Pick<WatchState["session"], "state" | "overlay" | "frozen">} Covered */

/**
 * What covers the slide, from the top layer down; "" for nothing.
 * @param {Covered} session
 */
export function coverOf({ state, overlay, frozen }) {
  if (overlay) return overlay;
  if (state === "paused") return "pause";
  return (frozen ?? null) === null ? "" : "frozen";
}

/**
 * @param {Covered} session
 * @param {Words} words  by what covers the slide
 */
export function wordsOfCover(session, words) {
  const cover = coverOf(session);
  return cover === "frozen" ? `${words.frozen} ${session.frozen}` : words[cover] ?? "";
}

/**
 * @param {HTMLElement} line  has the words of each
 * @param {Covered} session
 */
export function showCover(line, session) {
  line.textContent = wordsOfCover(session, /** @type {Words} */ (line.dataset));
  line.hidden = !line.textContent;
}
