/* What a facilitator does: an action of the desk, sent as a form, answered as JSON. */

import { drop, keep } from "./kept-action.js";
import { Posting } from "./posting.js";

const ORDER_MS = 2000; // that one waits for the one before: two under way could arrive in the other order
const AGAIN_MS = 5000; // in which a second 'show' shows what had better wait

/**
 * @typedef {import("./posting.js").Reply} Reply
 * @typedef {object} Desk
 * @property {string} url  actions stand below it
 * @property {string} token  against requests of other sites
 * @property {(problem: { code: string, message: string }) => void} [onProblem]
 * @property {(action: string) => void} [onDone]
 * @property {(action: string) => import("./posting.js").Problem | null} [refuse]  what is not sent now, and why
 */

export class Actions {
  #waited = 0;
  /** @type {Promise<unknown>} */
  #before = Promise.resolve();

  /** @param {Desk} desk */
  constructor({ url, token, onProblem = () => {}, onDone = () => {}, refuse = () => null }) {
    this.url = url;
    this.posting = new Posting(token);
    this.onProblem = onProblem;
    this.onDone = onDone;
    this.refuse = refuse;
  }

  /**
   * Never throws; a problem has been told by then.
   * @param {string} action
   * @param {Record<string, string>} fields
   * @param {Desk["onProblem"]} onProblem  where the form tells of a problem itself
   * @returns {Promise<Reply>}
   */
  send(action, fields = {}, onProblem = this.onProblem) {
    const reply = this.#before.then(() => this.#send(action, fields, onProblem));
    this.#before = Promise.race([reply, new Promise((done) => { setTimeout(done, ORDER_MS); })]);
    return reply;
  }

  /**
   * @param {string} action
   * @param {Record<string, string>} fields
   * @param {Desk["onProblem"]} onProblem
   */
  async #send(action, fields, onProblem) {
    const refused = this.refuse(action);
    if (refused) return this.#tell({ error: refused }, action, onProblem);
    const again = action === "show" && Date.now() - this.#waited < AGAIN_MS;
    const sent = again ? { ...fields, anyway: "1" } : fields;
    const reply = await this.posting.send(`${this.url}${action}/`, sent);
    this.#waited = reply.error?.code === "question.wait" ? Date.now() : 0;
    this.#remember(reply, action, sent);
    return this.#tell(reply, action, onProblem);
  }

  /**
   * @param {Reply} reply
   * @param {string} action
   * @param {Desk["onProblem"]} onProblem
   */
  #tell(reply, action, onProblem) {
    if (reply.error) onProblem?.(reply.error);
    else this.onDone(action);
    return reply;
  }

  /**
   * @param {Reply} reply
   * @param {string} action
   * @param {Record<string, string>} fields
   */
  #remember({ ok, error }, action, fields) {
    if (error?.code === "desk.login") keep({ url: this.url, action, fields });
    else if (ok) drop(this.url);
  }
}
