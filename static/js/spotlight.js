/* Of several results on a slide, the one that has the stage. */

const PAUSE_MS = 1500; // in which a second result that appears does not take the stage too

/**
 * @typedef {Pick<import("./result.js").Result, "holder" | "element" | "visible" | "wide" | "refresh">} Shown
 */

/** @param {Shown[]} results */
const litOf = (results) => results.find(({ holder }) => holder.hasAttribute("data-spotlight"));

/**
 * Which result gets the stage; null when none needs all of it.
 * @template {{ visible: boolean, wide: boolean }} R
 * @param {R[]} among  the results of a slide
 * @param {{ lit: R | undefined, arrived: R | null }} now  what has the stage, and what just appeared
 * @returns {R | null}
 */
export function chosen(among, { lit, arrived }) {
  const widest = among.find(({ wide }) => wide);
  if (!widest || among.length < 2) return null;
  if (arrived) return arrived;
  return lit?.visible ? lit : widest;
}

export class Spotlight {
  #turnedAt = 0;

  /**
   * A chart needs the whole stage to stay readable; a second question then becomes a line.
   * @param {Shown} result  was drawn anew
   * @param {Shown[]} all  of its page
   * @param {boolean} appeared  it could not be seen before
   */
  arrange(result, all, appeared) {
    const slide = result.element.closest(".slide");
    if (!slide) return;
    const among = all.filter(({ element }) => slide.contains(element));
    slide.toggleAttribute("data-shown", among.some(({ visible }) => visible));
    const arrived = appeared && Date.now() - this.#turnedAt > PAUSE_MS ? result : null;
    if (arrived) this.#turnedAt = Date.now();
    const next = chosen(among, { lit: litOf(among), arrived });
    for (const other of among) other.holder.toggleAttribute("data-spotlight", other === next);
    result.holder.parentElement?.toggleAttribute("data-spotlight", Boolean(next));
  }
}

/**
 * Give the stage to the next or the previous result of a slide that can be seen.
 * @param {Shown[]} here
 * @param {number} step
 */
export function turnSpotlight(here, step) {
  const lit = litOf(here);
  const shown = here.filter(({ visible }) => visible);
  const next = lit && shown[shown.indexOf(lit) + step];
  if (!lit || !next) return false;
  lit.holder.removeAttribute("data-spotlight");
  next.holder.setAttribute("data-spotlight", "");
  next.refresh();
  return true;
}
