/* One picture of the window dissolves into the next: what is the same in both stays still. */

const STILL = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * At once where nothing may move, nobody looks, or the browser cannot.
 * @param {() => void} change
 */
export function dissolve(change) {
  if (STILL.matches || document.hidden || !document.startViewTransition) {
    change();
    return;
  }
  const { ready } = document.startViewTransition(change);
  ready.catch(() => {}); // the next one came before it began; what changed has changed
}
