/* Moves through the slides: the page shows the new slide at once and the server follows. */

const OWED = new Set(["network", "desk.login"]);

/**
 * While the server cannot be reached, or wants a login first, the slides go on, and it is told
 * where we are afterwards.
 */
export class SlideWalk {
  #busy = false;
  #floor = 0;
  /** @type {string | null} */
  #wanted = null;
  /** @type {string | null} */
  #owed = null;
  /** @type {string[]} */
  #seen = [];
  #version = 0;

  /**
   * @param {{ send: import("./actions.js").Actions["send"] }} actions
   * @param {{ onMove: (slide: string) => void, onSettled: () => void }} page
   *   onMove shows a slide; onSettled comes when the server has answered
   */
  constructor(actions, { onMove, onSettled }) {
    this.actions = actions;
    this.onMove = onMove;
    this.onSettled = onSettled;
  }

  /**
   * One request at a time: two under way could arrive in the other order. Slides that
   * were only passed are not entered, so their questions do not open and close.
   * @param {string | undefined} slide
   */
  async to(slide) {
    if (!slide) return;
    this.onMove(slide);
    this.#wanted = slide;
    if (this.#busy) return;
    this.#busy = true;
    while (this.#wanted) await this.#tell(this.#wanted);
    this.#busy = false;
    this.onSettled();
  }

  /** @param {string} slide */
  async #tell(slide) {
    this.#wanted = null;
    const reply = await this.actions.send("goto", { slide, ...this.seen });
    this.#owed = OWED.has(String(reply.error?.code)) ? slide : null;
    if (this.#owed) this.#seen.push(slide); // it may have arrived, and its reply was lost
    else if (reply.ok) this.saw(slide, reply.version ?? 0);
    else this.#wanted = null; // somebody else moved on: what was pressed meanwhile was not meant
    if (reply.version) this.#floor = Math.max(this.#floor, reply.version);
  }

  /**
   * Whether a state of the server may move the page, or is older than our own last step.
   * @param {{ version: number }} state
   */
  follows({ version }) {
    return !this.#busy && !this.#owed && version >= this.#floor;
  }

  /**
   * The page shows this slide of the server's: from there the next step is taken. The server
   * refuses one from a slide that somebody else has left meanwhile.
   * @param {string} slide
   * @param {number} version  of the session
   */
  saw(slide, version) {
    this.#seen = [slide];
    this.#version = version;
  }

  /**
   * From where a step is taken, for the server. Where a reply was lost, the version is unknown.
   * @returns {Record<string, string>}
   */
  get seen() {
    const seen = this.#seen.join("+");
    return this.#seen.length === 1 && this.#version ? { seen, version: String(this.#version) } : { seen };
  }

  settle() {
    if (this.#owed && !this.#busy) this.to(this.#owed);
  }

  /** Another epoch counts its versions anew. */
  restart() {
    this.#floor = 0;
    this.#seen = [];
  }
}
