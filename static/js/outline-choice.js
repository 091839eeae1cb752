/* Which slides are chosen, by pointer and by key: one, several, a chapter, all. */

export class Choice {
  /** @type {Set<string>} */
  #ids = new Set();
  #anchor = "";

  /**
   * @param {import("./outline.js").Outline} outline
   * @param {{ onOpen: (id: string) => void, status: HTMLElement }} hands
   */
  constructor(outline, { onOpen, status }) {
    this.outline = outline;
    this.onOpen = onOpen;
    this.status = status;
    outline.list.addEventListener("click", (event) => this.#press(event));
    outline.list.addEventListener("keydown", (event) => this.#key(event));
  }

  /** In the order of the workshop. */
  get ids() {
    return this.outline.ids.filter((id) => this.#ids.has(id));
  }

  /** The chapter whose heading has the focus: its first slide, else "". */
  get heading() {
    return document.activeElement?.closest(".rail__chapter")?.dataset.first ?? "";
  }

  /**
   * @param {string[]} ids
   * @param {string} [anchor]  from where a range goes on
   */
  choose(ids, anchor = ids[0] ?? "") {
    this.#ids = new Set(ids);
    this.#anchor = anchor;
    this.draw();
  }

  draw() {
    const focusable = this.#ids.has(this.#anchor) ? this.#anchor : this.ids[0];
    for (const item of this.outline.items) {
      const chosen = this.#ids.has(String(item.dataset.of));
      item.classList.toggle("is-chosen", chosen);
      item.querySelector("[data-chosen]").hidden = !chosen;
      item.querySelector("a").tabIndex = item.dataset.of === focusable ? 0 : -1;
    }
    const { length } = this.ids;
    this.status.textContent = length > 1 ? String(this.status.dataset.many).replace("{n}", String(length)) : "";
  }

  /** @param {string} first */
  chapter(first) {
    const { slides } = this.outline;
    const start = slides.findIndex(({ id }) => id === first);
    const after = slides.findIndex(({ chapter }, at) => at > start && chapter !== slides[start].chapter);
    return slides.slice(start, after < 0 ? undefined : after).map(({ id }) => id);
  }

  /** @param {MouseEvent} event */
  #press(event) {
    const target = /** @type {Element} */ (event.target);
    const heading = target.closest(".rail__chapter");
    if (heading) return this.choose(this.chapter(String(heading.dataset.first)));
    const id = target.closest("[data-of]")?.dataset.of;
    if (id === undefined || event.button) return;
    event.preventDefault();
    if (event.shiftKey) this.choose(this.#range(id), this.#anchor);
    else if (event.ctrlKey || event.metaKey) this.#toggle(id);
    else this.onOpen(id);
  }

  /** @param {string} id */
  #range(id) {
    const { ids } = this.outline;
    const [from, to] = [ids.indexOf(this.#anchor), ids.indexOf(id)].sort((a, b) => a - b);
    return ids.slice(Math.max(from, 0), to + 1);
  }

  /** @param {string} id */
  #toggle(id) {
    const chosen = new Set(this.#ids);
    if (!chosen.delete(id) || !chosen.size) chosen.add(id);
    this.choose([...chosen], id);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const stops = [...this.outline.list.querySelectorAll("a, .rail__chapter:not([hidden]) button")];
    const here = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (here < 0 || event.altKey) return;
    const way = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1, Home: -here, End: stops.length - 1 - here }[event.key];
    if (way !== undefined) this.#go(stops[here + way], event);
    else this.#keyAt(String(stops[here].closest("[data-of]")?.dataset.of ?? ""), event);
  }

  /**
   * @param {HTMLElement | undefined} stop
   * @param {KeyboardEvent} event
   */
  #go(stop, event) {
    event.preventDefault();
    if (!stop) return;
    stop.focus();
    const id = stop.closest("[data-of]")?.dataset.of;
    const first = stop.closest(".rail__chapter")?.dataset.first;
    if (event.shiftKey && id) this.choose(this.#range(id), this.#anchor);
    else if (!event.shiftKey) this.choose(id ? [id] : this.chapter(String(first)));
  }

  /**
   * @param {string} id  "" at the heading of a chapter
   * @param {KeyboardEvent} event
   */
  #keyAt(id, event) {
    const command = event.ctrlKey || event.metaKey;
    if (command && event.key === "a") this.choose(this.outline.ids, this.#anchor);
    else if (event.key === " " && id) this.#toggle(id);
    else return;
    event.preventDefault();
  }
}
