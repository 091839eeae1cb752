/* On a desk: a question against earlier groups, fetched when its panel is unfolded. */

const EVERY_MS = 5000;

/** One `[data-memory]`: unfolded it is renewed while answers come, at most every five seconds. */
class Memory {
  #timer = 0;

  constructor(fold) {
    this.fold = fold;
    this.here = fold.querySelector("[data-memory-here]");
    fold.addEventListener("toggle", () => fold.open && this.load());
  }

  async load() {
    try {
      const response = await fetch(this.fold.dataset.memory, { credentials: "same-origin" });
      if (!response.ok) throw new Error(String(response.status));
      this.here.innerHTML = await response.text();
    } catch {
      this.here.textContent = this.fold.dataset.failed;
    }
  }

  touch() {
    if (!this.fold.open || this.#timer) return;
    this.#timer = setTimeout(() => { this.#timer = 0; this.load(); }, EVERY_MS);
  }
}

/** A function to call with the key of a question that has new results. */
export function memories(root) {
  const all = new Map([...root.querySelectorAll("[data-panel]")].map((panel) => [panel.dataset.panel, panel.querySelector("[data-memory]")])
    .filter(([, fold]) => fold).map(([key, fold]) => [key, new Memory(fold)]));
  return (key) => all.get(key)?.touch();
}
