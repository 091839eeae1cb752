/* Two people in one slide: both texts side by side, and a choice. Nothing is lost before it. */

const UNSEEN = new Set(["slide", "block", "nth", "hash", "step"]);

export class Conflict {
  /**
   * @param {HTMLDialogElement} dialog
   * @param {{ onKeep: () => void, onDrop: () => void }} choices
   *   to send one's own text again, and to take the other's
   */
  constructor(dialog, { onKeep, onDrop }) {
    this.dialog = dialog;
    this.#bind("keep", onKeep);
    this.#bind("drop", onDrop);
    dialog.addEventListener("cancel", (event) => event.preventDefault());
  }

  /**
   * @param {string} name
   * @param {() => void} run
   */
  #bind(name, run) {
    this.dialog.querySelector(`[data-${name}]`).addEventListener("click", () => {
      this.dialog.close(); // gives the focus back to where somebody was typing
      /** @type {HTMLElement} */ (document.activeElement).blur();
      run();
    });
  }

  /**
   * @param {string} mine
   * @param {string} theirs
   */
  show(mine, theirs) {
    this.dialog.querySelector("[data-mine]").textContent = mine;
    this.dialog.querySelector("[data-theirs]").textContent = theirs;
    if (!this.dialog.open) this.dialog.showModal();
  }
}

/**
 * What somebody typed in a step, to read.
 * @param {Step} step
 */
export function wordsOf({ fields }) {
  const words = Object.entries(fields).filter(([name]) => !UNSEEN.has(name));
  return words.map(([, value]) => [value].flat().join("\n")).filter(Boolean).join("\n");
}
