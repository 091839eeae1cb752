/* Of several results on a slide, the one that has the stage, and the page of its answers. */

/**
 * @typedef {Pick<import("./result.js").Result, "key" | "holder" | "visible" | "wide" | "pages" | "page" | "refresh">} Shown
 */

/**
 * Which result gets the stage; null when none needs all of it. A chart needs the whole stage to
 * stay readable; a second question then becomes a line.
 * @template {Pick<Shown, "key" | "visible" | "wide">} R
 * @param {R[]} among  the results of a slide
 * @param {string} view  the key of the one that was asked for
 * @returns {R | null}
 */
export function chosen(among, view) {
  const widest = among.find(({ wide }) => wide);
  if (!widest || among.length < 2) return null;
  const wanted = among.find(({ key, visible }) => visible && key === view);
  return wanted ?? widest;
}

/**
 * Show of a slide's results what is in view.
 * @param {Element} slide
 * @param {Shown[]} among
 * @param {Look} look
 */
export function arrange(slide, among, { view, page }) {
  slide.toggleAttribute("data-shown", among.some(({ visible }) => visible));
  const lit = chosen(among, view);
  for (const result of among) {
    const { holder } = result;
    const appears = result === lit && !holder.hasAttribute("data-spotlight");
    holder.toggleAttribute("data-spotlight", result === lit);
    holder.parentElement?.toggleAttribute("data-spotlight", Boolean(lit));
    result.page = page;
    if (appears) result.refresh();
  }
}

/**
 * One page on or back, or else to the result before or after; null at an end.
 * @param {Pick<Shown, "key" | "visible" | "wide" | "pages">[]} among
 * @param {Look} look
 * @param {number} step
 * @returns {Look | null}
 */
export function turned(among, { view, page }, step) {
  const lit = chosen(among, view);
  const pages = pagesOf(among, view);
  const there = Math.min(page, pages) + step;
  if (there >= 1 && there <= pages) return { view: lit?.key ?? "", page: there };
  const visible = among.filter((result) => result.visible);
  const next = lit && visible[visible.indexOf(lit) + step];
  return next ? { view: next.key, page: 1 } : null;
}

/**
 * How many pages there are of what is in view.
 * @param {Pick<Shown, "key" | "visible" | "wide" | "pages">[]} among
 * @param {string} view
 */
export function pagesOf(among, view) {
  const lit = chosen(among, view);
  return Math.max(1, ...(lit ? [lit] : among).map(({ pages }) => pages));
}
