/* What opens above the strip of the desk: one at a time, closed by Escape or a press beside it.
   It stays open when the page is made anew. */

export class Drawers {
  /**
   * @param {HTMLElement} body
   * @param {HTMLElement} strip
   */
  constructor(body, strip) {
    this.all = [...strip.querySelectorAll(/** @type {"details"} */ (".strip__more > details, .strip__more > nav > details"))];
    for (const one of this.all) {
      one.addEventListener("toggle", () => {
        if (one.open) this.close(one);
        this.#remember();
      });
    }
    new ResizeObserver(() => body.style.setProperty("--strip", `${strip.offsetHeight}px`)).observe(strip);
    addEventListener("pointerdown", ({ target }) => {
      if (!this.all.some((one) => one.contains(/** @type {Node} */ (target)))) this.close();
    });
    addEventListener("keydown", ({ key }) => { if (key === "Escape") this.#leave(); });
    this.#openAgain();
    this.#openAt(location.hash);
  }

  /** @param {HTMLDetailsElement} [except] */
  close(except) {
    for (const one of this.all) if (one !== except) one.open = false;
  }

  /** @param {string} selector */
  open(selector) {
    const one = this.all.find((each) => each.matches(selector));
    if (one) one.open = true;
  }

  // In the entry of the history that is this page: another visit begins with all of them closed.
  #remember() {
    history.replaceState({ ...history.state, drawer: this.all.findIndex((one) => one.open) }, "");
  }

  #openAgain() {
    const one = this.all[history.state?.drawer ?? -1];
    if (one) one.open = true;
  }

  #leave() {
    const open = this.all.find((one) => one.open);
    this.close();
    if (open?.contains(document.activeElement)) open.querySelector("summary").focus();
  }

  /**
   * A form in the drawer brings the page back to where it stands.
   * @param {string} hash
   */
  #openAt(hash) {
    const place = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    const one = place && this.all.find((each) => each.contains(place));
    if (!one) return;
    one.open = true;
    place.scrollIntoView();
  }
}
