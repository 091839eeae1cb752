/* Before a session begins: what would begin it by the way is not done, and the desk says why. */

const BEGIN = new Set(["begin", "next", "previous", "goto", "leave-group"]);
const WAITS = new Set([
  "open", "pause", "close", "reset", "show", "hide", "freeze", "timer", "timer-add",
]);

export class BeforeBegin {
  #begun = false;

  /**
   * @param {() => string | undefined} state  of the session, as it was last told
   * @param {string | undefined} message
   */
  constructor(state, message) {
    this.state = state;
    this.message = String(message);
  }

  /**
   * An action was done; what it changed has perhaps not been told yet.
   * @param {string} action
   */
  done(action) {
    if (action === "undo") this.#begun = false;
    else this.#begun ||= BEGIN.has(action);
  }

  /**
   * Why an action is not done now; null when it is.
   * @param {string} action
   * @returns {import("./posting.js").Problem | null}
   */
  refuse = (action) => {
    const waits = this.state() === "waiting" && !this.#begun;
    return waits && WAITS.has(action) ? { code: "session.waiting", message: this.message } : null;
  };
}
