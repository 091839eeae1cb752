/* What a facilitator hears who does not see the desk: each change of the session, once. */

/** @typedef {Pick<WatchState["session"], "state" | "overlay" | "frozen" | "tables" | "timer" | "skipped">} Session */

/** @type {[string, (session: Session) => unknown, (now: Session, before: Session) => string][]} */
const PARTS = [
  ["state", ({ state }) => state, (now, before) => (before.state === "paused" && now.state === "live" ? "resumed" : now.state)],
  ["overlay", ({ overlay }) => overlay || "", ({ overlay }) => overlay || "uncovered"],
  ["frozen", ({ frozen }) => frozen ?? null, ({ frozen }) => (frozen === null ? "moving" : "frozen")],
  ["tables", ({ tables }) => Boolean(tables), ({ tables }) => (tables ? "tables" : "charts")],
  // One that came to its end says so itself, also when its beginning was missed.
  ["timer", ({ timer }) => timer === null, ({ timer }) => (timer === null ? "timerOff" : timer ? "timerOn" : "")],
  ["skipped", ({ skipped = [] }) => skipped.length, (now, before) => (count(now) > count(before) ? "skipped" : "taken")],
];

/** @param {Session} session */
const count = ({ skipped = [] }) => skipped.length;

/**
 * The names of what to say about a change.
 * @param {Session} before
 * @param {Session} now
 */
export function changesBetween(before, now) {
  return PARTS.filter(([, read]) => read(before) !== read(now)).map(([, , name]) => name(now, before));
}

export class DeskAnnouncer {
  /** @type {Session | null} */
  #known = null;

  /** @param {HTMLElement} place  with the words for each change */
  constructor(place) {
    this.place = place;
  }

  /** @param {string} text */
  say = (text) => {
    this.place.textContent = text;
  };

  /** @param {string} name */
  tell = (name) => {
    const text = this.place.dataset[name];
    if (text) this.say(text);
  };

  /** @param {Session} session */
  state(session) {
    if (this.#known) {
      const said = changesBetween(this.#known, session).map((name) => this.place.dataset[name]).filter(Boolean);
      if (said.length) this.say(said.join(" "));
    }
    this.#known = session;
  }

  /**
   * @param {number} number
   * @param {string} label
   * @param {boolean} asks
   */
  slide(number, label, asks) {
    this.say(`${number}. ${label}${asks ? "" : `. ${this.place.dataset.noQuestion}`}`);
  }
}
