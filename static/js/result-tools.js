/* The buttons about all charts of a page: as tables, held still, saved as pictures. */

/** @typedef {import("./results.js").Results} Results */

/**
 * Charts as tables, or as charts, in all of this page.
 * @param {HTMLElement} body
 * @param {boolean | undefined} on
 */
export function showTables(body, on) {
  body.toggleAttribute("data-tables", Boolean(on));
  for (const button of document.querySelectorAll("[data-as-table]")) button.ariaPressed = String(on);
}

/**
 * @param {HTMLElement} body
 * @param {() => void} toggle
 */
export function offerTables(body, toggle) {
  for (const button of body.querySelectorAll("[data-as-table]")) {
    button.hidden = false;
    button.addEventListener("click", toggle);
  }
}

/**
 * The button that holds everything that counts (WCAG 2.2.2).
 * @param {...Results} all
 */
export function offerHold(...all) {
  const button = document.querySelector("[data-hold]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const on = button.ariaPressed !== "true";
    button.ariaPressed = String(on);
    for (const results of all) results.hold(on);
  });
}

/**
 * The buttons that save the charts of a slide as pictures; `offer` shows them when there are any.
 * @param {Results} results
 * @param {() => HTMLElement | null} slide  the one in view
 */
export function pictureButtons(results, slide) {
  const box = document.querySelector("[data-pictures]");
  box.addEventListener("click", ({ target }) => {
    const { picture } = /** @type {HTMLElement} */ (target).dataset;
    if (picture) for (const result of results.charts(slide())) result.save(picture);
  });
  return { offer: () => { box.hidden = !results.charts(slide()).length; } };
}
