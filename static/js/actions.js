/* What a facilitator does: an action of the desk, sent as a form, answered as JSON. */

const AGAIN_MS = 5000; // in which a second 'show' shows what had better wait

export class Actions {
  #waited = 0;

  constructor({ url, token, onProblem = () => {}, onDone = () => {} }) {
    Object.assign(this, { url, token, onProblem, onDone });
  }

  /** {ok, version}, or {error: {code, message}}; never throws. */
  async send(action, fields = {}) {
    const again = action === "show" && Date.now() - this.#waited < AGAIN_MS;
    const reply = await this.#post(action, again ? { ...fields, anyway: "1" } : fields);
    this.#waited = reply.error?.code === "question.wait" ? Date.now() : 0;
    if (reply.error) this.onProblem(reply.error);
    else this.onDone(action);
    return reply;
  }

  async #post(action, fields) {
    try {
      const response = await fetch(`${this.url}${action}/`, {
        method: "POST",
        headers: { "X-CSRFToken": this.token, Accept: "application/json" },
        body: new URLSearchParams(fields),
        credentials: "same-origin",
      });
      return await response.json();
    } catch {
      return { error: { code: "network", message: "" } };
    }
  }
}

/**
 * Moves through the slides. The page shows the new slide at once and the server follows;
 * while it cannot be reached the slides go on, and it is told where we are afterwards.
 */
export class Walk {
  #busy = false;
  #floor = 0;
  #wanted = null;
  #owed = null;

  /** onMove(slide) shows a slide; onSettled() comes when the server has answered. */
  constructor(actions, { onMove, onSettled }) {
    this.actions = actions;
    this.onMove = onMove;
    this.onSettled = onSettled;
  }

  // One request at a time: two under way could arrive in the other order. Slides that
  // were only passed are not entered, so their questions do not open and close.
  async to(slide) {
    if (!slide) return;
    this.onMove(slide);
    this.#wanted = slide;
    if (this.#busy) return;
    this.#busy = true;
    while (this.#wanted) await this.#tell();
    this.#busy = false;
    this.onSettled();
  }

  async #tell() {
    const told = this.#wanted;
    this.#wanted = null;
    const reply = await this.actions.send("goto", { slide: told });
    this.#owed = reply.error?.code === "network" ? told : null;
    if (reply.version) this.#floor = Math.max(this.#floor, reply.version);
  }

  /** Whether a state of the server may move the page, or is older than our own last step. */
  follows({ version }) {
    return !this.#busy && !this.#owed && version >= this.#floor;
  }

  settle() {
    if (this.#owed && !this.#busy) this.to(this.#owed);
  }

  /** Another epoch counts its versions anew. */
  restart() {
    this.#floor = 0;
  }
}
