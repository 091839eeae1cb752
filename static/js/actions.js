/* What a facilitator does: an action of the desk, sent as a form, answered as JSON. */

const AGAIN_MS = 5000; // in which a second 'show' shows what had better wait

/**
 * @typedef {{ ok?: boolean, version?: number, error?: { code: string, message: string } }} Reply
 * @typedef {object} Desk
 * @property {string} url  actions stand below it
 * @property {string} token  against requests of other sites
 * @property {(problem: { code: string, message: string }) => void} [onProblem]
 * @property {(action: string) => void} [onDone]
 */

export class Actions {
  #waited = 0;

  /** @param {Desk} desk */
  constructor({ url, token, onProblem = () => {}, onDone = () => {} }) {
    this.url = url;
    this.token = token;
    this.onProblem = onProblem;
    this.onDone = onDone;
  }

  /**
   * Never throws; a problem has been told by then.
   * @param {string} action
   * @param {Record<string, string>} fields
   */
  async send(action, fields = {}) {
    const again = action === "show" && Date.now() - this.#waited < AGAIN_MS;
    const reply = await this.#post(action, again ? { ...fields, anyway: "1" } : fields);
    this.#waited = reply.error?.code === "question.wait" ? Date.now() : 0;
    if (reply.error) this.onProblem(reply.error);
    else this.onDone(action);
    return reply;
  }

  /**
   * @param {string} action
   * @param {Record<string, string>} fields
   * @returns {Promise<Reply>}
   */
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
