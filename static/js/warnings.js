/* What the server warns facilitators of: the texts stand in the page, frames name those that hold. */

export function showWarnings(page, names = []) {
  for (const warning of page.querySelectorAll("[data-warning]")) warning.hidden = !names.includes(warning.dataset.warning);
}
