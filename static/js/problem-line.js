/* What went wrong with an action, in a line that goes by itself. */

const PROBLEM_MS = 8000;

/**
 * A function that tells of a problem.
 * @param {HTMLElement} line
 */
export function problemLine(line) {
  let timer = 0;
  return (/** @type {{ code: string, message: string }} */ { code, message }) => {
    line.textContent = code === "network" ? String(line.dataset.network) : message;
    line.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(() => { line.hidden = true; }, PROBLEM_MS);
  };
}
