/* A button that asks whether one is sure: the second press does it. */

const SURE_MS = 4000;
/** @type {WeakMap<HTMLElement, () => void>} */
const asked = new WeakMap();

/** @param {HTMLElement} button  `data-sure` holds what it asks */
export function isSure(button) {
  const { sure } = button.dataset;
  if (!sure) return true;
  const calm = asked.get(button);
  if (calm) calm();
  else ask(button, sure);
  return Boolean(calm);
}

/**
 * @param {HTMLElement} button
 * @param {string} sure
 */
function ask(button, sure) {
  const label = button.innerHTML;
  button.textContent = sure;
  const calm = () => {
    clearTimeout(timer);
    asked.delete(button);
    button.innerHTML = label;
  };
  const timer = setTimeout(calm, SURE_MS);
  asked.set(button, calm);
}
