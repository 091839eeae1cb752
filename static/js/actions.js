/* What a facilitator does: an action of the desk, sent as a form, answered as JSON. */

export class Actions {
  constructor({ url, token, onProblem = () => {} }) {
    this.url = url;
    this.token = token;
    this.onProblem = onProblem;
  }

  /** {ok, version}, or {error: {code, message}}; never throws. */
  async send(action, fields = {}) {
    const reply = await this.#post(action, fields);
    if (reply.error) this.onProblem(reply.error);
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
  #busy = 0;
  #floor = 0;
  #owed = null;

  /** onMove(slide) shows a slide; onSettled() comes when the server has answered. */
  constructor(actions, { onMove, onSettled }) {
    this.actions = actions;
    this.onMove = onMove;
    this.onSettled = onSettled;
  }

  async to(slide) {
    if (!slide) return;
    this.onMove(slide);
    this.#busy += 1;
    const reply = await this.actions.send("goto", { slide });
    this.#busy -= 1;
    this.#owed = reply.error?.code === "network" ? slide : null;
    if (reply.version) this.#floor = Math.max(this.#floor, reply.version);
    if (this.#busy === 0) this.onSettled();
  }

  /** Whether a state of the server may move the page, or is older than our own last step. */
  follows({ version }) {
    return this.#busy === 0 && !this.#owed && version >= this.#floor;
  }

  settle() {
    if (this.#owed && this.#busy === 0) this.to(this.#owed);
  }

  /** Another epoch counts its versions anew. */
  restart() {
    this.#floor = 0;
  }
}
