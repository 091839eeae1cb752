/* What the server warns facilitators of: the texts stand in the page, frames name those that hold. */

/**
 * @param {HTMLElement} page
 * @param {string[]} names
 */
export function showWarnings(page, names = []) {
  for (const warning of page.querySelectorAll("[data-warning]")) {
    warning.hidden = !names.includes(String(warning.dataset.warning));
  }
  for (const button of page.querySelectorAll("[data-unless]")) {
    button.hidden = names.includes(String(button.dataset.unless));
  }
}
