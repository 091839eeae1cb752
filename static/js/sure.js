/* A button that asks whether one is sure: the second press does it. */

const SURE_MS = 4000;

/** @param {HTMLElement} button  `data-sure` holds what it asks */
export function isSure(button) {
  const { sure, asked } = button.dataset;
  if (!sure || asked) return true;
  const label = button.innerHTML;
  button.dataset.asked = "yes";
  button.textContent = sure;
  setTimeout(() => { delete button.dataset.asked; button.innerHTML = label; }, SURE_MS);
  return false;
}
