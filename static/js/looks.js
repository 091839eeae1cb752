/* What is in view of the results of each slide: one state of the session, on every projector alike. */

/** @type {Look} */
const FIRST = { view: "", page: 1 };

export class Looks {
  /** @type {Record<string, Look>} */
  #told = {};
  /** @type {Map<string, Look>} by slide, pressed here, until the server tells the same */
  #own = new Map();
  #version = 0;
  #floor = 0;
  #waiting = 0;
  /** @type {Promise<void>} one request at a time: two could arrive in the other order */
  #sent = Promise.resolve();

  /**
   * @param {{ send: import("./actions.js").Actions["send"] } | null} actions  null where one only looks
   * @param {() => void} onChange
   */
  constructor(actions, onChange) {
    this.actions = actions;
    this.onChange = onChange;
  }

  /**
   * @param {string | undefined} slide
   * @returns {Look}
   */
  of(slide) {
    return this.#own.get(String(slide)) ?? this.#told[String(slide)] ?? FIRST;
  }

  /** @param {Pick<WatchState, "version" | "session">} state */
  state({ version, session }) {
    this.#told = session.looks ?? {};
    this.#version = version;
    this.#settle();
  }

  /**
   * @param {string | undefined} slide
   * @param {Look | null} look  null when there is nothing to turn to
   * @returns {Promise<void>}
   */
  turn(slide, look) {
    if (!slide || !look || !this.actions) return this.#sent;
    this.#own.set(slide, look);
    this.onChange();
    this.#waiting += 1;
    this.#sent = this.#sent.then(() => this.#tell(slide, look));
    return this.#sent;
  }

  /** Another epoch counts its versions anew. */
  restart() {
    this.#floor = 0;
  }

  /**
   * @param {string} slide
   * @param {Look} look
   */
  async #tell(slide, { view, page }) {
    const reply = await this.actions?.send("look", { slide, view, page: String(page) });
    this.#waiting -= 1;
    this.#floor = Math.max(this.#floor, reply?.version ?? 0);
    if (reply?.error?.code !== "network") this.#settle(); // else what is in view stays, until the line is back
  }

  #settle() {
    if (this.#waiting || this.#version < this.#floor) return;
    this.#own.clear();
    this.onChange();
  }
}
