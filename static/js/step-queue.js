/* Steps that wait to be stored: kept in the browser until the server has acknowledged them,
   sent one at a time and in order. A reload or a lost line loses none. */

const AGAIN_MS = 3000;

/** @typedef {{
 *   url: string,
 *   token: string,
 *   key: string,
 *   onReply: (reply: EditorReply, step: Step) => void,
 *   onRefused: (error: StepRefusal, step: Step) => void,
 *   onState: (now: "saved" | "saving" | "offline") => void,
 * }} Options */

export class StepQueue {
  #busy = false;
  #held = false;

  /** @param {Options} options `key` is that of this browser's storage */
  constructor(options) {
    this.options = options;
    /** @type {Step[]} */
    this.steps = this.#remembered();
    addEventListener("online", () => this.send());
  }

  get waiting() {
    return this.steps.length > 0;
  }

  /**
   * Add a step; one on the same field that was not sent yet makes room for it.
   * @param {Step} step
   */
  add(step) {
    const last = this.#unsent();
    if (last?.field && last.field === step.field) Object.assign(last, step, { hash: last.hash });
    else this.steps.push(step);
    this.#remember();
    this.send();
  }

  #unsent() {
    return this.steps.length > (this.#busy ? 1 : 0) ? this.steps.at(-1) : undefined;
  }

  async send() {
    if (this.#busy || this.#held || !this.waiting) return;
    this.#busy = true;
    while (this.waiting && (await this.#sendFirst()));
    this.#busy = false;
    if (!this.waiting) this.options.onState("saved");
  }

  /** Whether to go on with the next. */
  async #sendFirst() {
    const [step] = this.steps;
    this.options.onState("saving");
    const reply = await this.#post(step);
    if (!reply) {
      this.options.onState("offline");
      setTimeout(() => this.send(), AGAIN_MS);
      return false;
    }
    if (reply.error) return this.#refuse(reply.error, step);
    this.#done(step, reply);
    return true;
  }

  /**
   * Later steps on the same slide were made on what it is now.
   * @param {Step} step
   * @param {EditorReply} reply
   */
  #done(step, reply) {
    this.steps.shift();
    const hash = new Map(reply.slides).get(step.fields.slide) ?? "";
    for (const other of this.steps) if (step.hash && other.hash === step.hash) other.hash = hash;
    this.#remember();
    this.options.onReply(reply, step);
  }

  /**
   * @param {StepRefusal} error
   * @param {Step} step
   */
  #refuse(error, step) {
    this.#held = error.code === "step.conflict";
    if (!this.#held) this.steps.shift();
    this.#remember();
    this.options.onRefused(error, step);
    return !this.#held;
  }

  /**
   * After a conflict: send the first step again, on the text with this hash, or drop it.
   * @param {string | null} hash
   */
  settle(hash) {
    const [first] = this.steps;
    if (hash) for (const step of this.steps.filter((each) => each.hash === first.hash)) step.hash = hash;
    else this.steps.shift();
    this.#held = false;
    this.#remember();
    if (this.waiting) this.send();
    else this.options.onState("saved");
  }

  /**
   * The reply as it came, or null when the server was not reached.
   * @param {Step} step
   * @returns {Promise<any>}
   */
  async #post({ step, fields, hash }) {
    try {
      const response = await fetch(this.options.url, {
        method: "POST",
        headers: { "X-CSRFToken": this.options.token, "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ step, fields, hash }),
        credentials: "same-origin",
      });
      const isReply = response.headers.get("Content-Type")?.includes("json") && response.status < 500;
      return isReply ? await response.json() : null;
    } catch {
      return null;
    }
  }

  #remembered() {
    try { return JSON.parse(localStorage.getItem(this.options.key) ?? "[]"); } catch { return []; }
  }

  #remember() {
    try { localStorage.setItem(this.options.key, JSON.stringify(this.steps)); } catch { /* storage may be off */ }
  }
}
