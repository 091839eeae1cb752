/* Whether single letters steer a page: whoever dictates or slips can switch them off (WCAG 2.1.4). */

const KEY = "polshoogte.letter-keys-off";

export function lettersOff() {
  try { return localStorage.getItem(KEY) === "1"; } catch { return false; }
}

/** @param {boolean} off */
function turnLettersOff(off) {
  try { localStorage.setItem(KEY, off ? "1" : "0"); } catch { /* storage may be off */ }
}

/** The switches on a page; another page of this browser hears of it at its next key. */
export function letterSwitches() {
  const boxes = [...document.querySelectorAll(/** @type {"input"} */ ("[data-letters-off]"))];
  for (const box of boxes) {
    box.checked = lettersOff();
    box.addEventListener("change", () => {
      turnLettersOff(box.checked);
      for (const other of boxes) other.checked = box.checked;
    });
  }
}
