/* A button that asks whether one is sure: the second press does it. */

const SURE_MS = 5000;
const LEFT_MS = 2500; // that it says that nothing was done
/** @type {Map<HTMLElement, () => void>} */
const asked = new Map();
/** @type {WeakMap<HTMLElement, string>} what a button says when nothing is asked */
const labels = new WeakMap();

/** @param {HTMLElement} button  `data-sure` holds what it asks, `data-let-go` what it says after */
export function isSure(button) {
  const { sure } = button.dataset;
  if (!sure) return true;
  const calm = asked.get(button);
  if (calm) calm();
  else ask(button, sure);
  return Boolean(calm);
}

let standing = "";

/**
 * What was asked about was done meanwhile, or is another thing now: every button says again
 * what it does.
 * @param {Pick<WatchState, "session" | "questions">} state
 */
export function stopWhenChanged({ session, questions }) {
  const now = [session.state, ...questions.map(({ state, round }) => `${state}${round}`)].join();
  if (standing !== now) for (const calm of asked.values()) calm();
  standing = now;
}

/**
 * @param {HTMLElement} button
 * @param {string} sure
 */
function ask(button, sure) {
  const label = labels.get(button) ?? button.innerHTML;
  labels.set(button, label);
  button.textContent = sure;
  const said = document.querySelector("[data-announce]"); // the button may be out of sight, or a key was pressed
  if (said) said.textContent = sure;
  const calm = () => {
    clearTimeout(timer);
    asked.delete(button);
    button.innerHTML = label;
  };
  const timer = setTimeout(() => {
    calm();
    letGo(button, label);
  }, SURE_MS);
  asked.set(button, calm);
}

/**
 * @param {HTMLElement} button
 * @param {string} label
 */
function letGo(button, label) {
  if (!button.dataset.letGo) return;
  button.textContent = button.dataset.letGo;
  setTimeout(() => { if (!asked.has(button)) button.innerHTML = label; }, LEFT_MS);
}
