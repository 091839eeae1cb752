/* Steps that wait to be stored: kept in the browser until the server has acknowledged them,
   sent one at a time and in order. A reload or a lost line loses none, and none is done twice:
   each has a key by which the server knows it again. Somebody who is not logged in any more, or
   may not write here any more, keeps them until that has changed. */

import { uuid4 } from "./answers.js";
import { renewToken } from "./posting.js";

const AGAIN_MS = { offline: 3000, login: 10_000, lost: 10_000 };
/** Refusals of somebody who asks, and not of what is asked.
 * @type {Record<string, "offline" | "login" | "lost">} */
const WAITS = {
  "desk.token": "offline",
  "desk.login": "login",
  "page.unknown": "lost",
  "workshop.read_only": "lost",
  "workshop.trashed": "lost",
};
const ONE_GO_MS = 2000; // between keystrokes that are undone together

/** @typedef {"saved" | "saving" | "offline" | "login" | "lost"} QueueState */

/** @typedef {{
 *   url: string,
 *   token: string,
 *   key: string,
 *   people: () => string,
 *   onReply: (reply: EditorReply, step: Step) => void,
 *   onRefused: (error: StepRefusal, step: Step) => void,
 *   onState: (now: QueueState, why: string) => void,
 * }} Options */

export class StepQueue {
  #busy = false;
  #held = false;
  #timer = 0;
  /** @type {QueueState} */
  #now = "saved";
  #typing = { field: "", typing: "", at: 0 };

  /** @param {Options} options `key` begins the names in this browser's storage, `people`
   *   is how many made-up answers are wanted */
  constructor(options) {
    this.options = options;
    /** @type {Step[]} */
    this.steps = this.#remembered();
    for (const name of ["online", "focus"]) addEventListener(name, () => this.send());
  }

  get waiting() {
    return this.steps.length > 0;
  }

  /** Whether something is on its way that can arrive. */
  get moving() {
    return this.waiting && !(this.#now in AGAIN_MS);
  }

  /**
   * A try in between is no news.
   * @param {QueueState} now
   */
  #tell(now, why = "") {
    if (now === "saving" && this.#now in AGAIN_MS) return;
    this.#now = now;
    this.options.onState(now, why);
  }

  /**
   * Add a step; one on the same field that was not sent yet makes room for it.
   * @param {Step} asked
   */
  add(asked) {
    const last = this.steps.at(-1);
    if (this.#isTypedOver(last, asked)) Object.assign(/** @type {Step} */ (last), asked, { hash: last?.hash });
    else this.steps.push({ ...asked, key: uuid4(), typing: this.#inOneGo(asked), at: Math.max(Date.now(), (last?.at ?? 0) + 1) });
    this.#remember(/** @type {Step} */ (this.steps.at(-1)));
    this.send();
  }

  /**
   * A step that was sent may be stored, also when no reply came.
   * @param {Step | undefined} last
   * @param {Step} asked
   */
  #isTypedOver(last, asked) {
    return Boolean(last?.field && last.field === asked.field && !last.sent);
  }

  /**
   * The same for all that is typed in one field without a pause.
   * @param {Step} step
   */
  #inOneGo({ field = "" }) {
    const before = this.#typing;
    const goesOn = field !== "" && before.field === field && Date.now() - before.at < ONE_GO_MS;
    this.#typing = { field, typing: goesOn ? before.typing : uuid4(), at: Date.now() };
    return field && this.#typing.typing;
  }

  async send() {
    if (this.#busy || this.#held || !this.waiting) return;
    this.#busy = true;
    while (this.waiting && (await this.#sendFirst()));
    this.#busy = false;
    if (!this.waiting) this.#tell("saved");
  }

  /** Whether to go on with the next. */
  async #sendFirst() {
    const [step] = this.steps;
    this.#tell("saving");
    step.sent = true;
    this.#remember(step);
    const reply = await this.#ask(step);
    const waits = reply ? WAITS[reply.error?.code] : "offline";
    if (waits) return this.#wait(waits, reply?.error?.message);
    if (reply.error) return this.#refuse(reply.error, step);
    this.#done(step, reply);
    return true;
  }

  /**
   * @param {"offline" | "login" | "lost"} now
   * @param {string} why
   */
  #wait(now, why) {
    this.#tell(now, why);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.send(), AGAIN_MS[now]);
    return false;
  }

  /**
   * Later steps on the same slide were made on what it is now.
   * @param {Step} step
   * @param {EditorReply} reply
   */
  #done(step, reply) {
    this.#now = "saving";
    this.#forget();
    const found = reply.slides.find(([id]) => id === step.fields.slide);
    for (const other of this.steps) {
      if (!step.hash || other.hash !== step.hash) continue;
      other.hash = found?.[1] ?? "";
      this.#remember(other);
    }
    this.options.onReply(reply, step);
  }

  /**
   * @param {StepRefusal} error
   * @param {Step} step
   */
  #refuse(error, step) {
    this.#held = error.code === "step.conflict";
    if (!this.#held) this.#forget();
    this.options.onRefused(error, step);
    return !this.#held;
  }

  /**
   * After a conflict: send the first step again, on the text with this hash, or drop it.
   * @param {string | null} hash
   */
  settle(hash) {
    const [first] = this.steps;
    if (hash) this.#rebase(first.hash, hash);
    else this.#forget();
    this.#held = false;
    if (this.waiting) this.send();
    else this.#tell("saved");
  }

  /**
   * @param {string} before
   * @param {string} hash
   */
  #rebase(before, hash) {
    for (const step of this.steps.filter((each) => each.hash === before)) {
      step.hash = hash;
      this.#remember(step);
    }
  }

  /**
   * A login in another tab ended the token of this page: once more with the new one.
   * @param {Step} step
   * @returns {Promise<any>}
   */
  async #ask(step) {
    const reply = await this.#post(step);
    if (reply?.error?.code !== "desk.token" || !reply.token) return reply;
    this.options.token = reply.token;
    renewToken(reply.token);
    return this.#post(step);
  }

  /**
   * The reply as it came, or null when the server was not reached.
   * @param {Step} step
   * @returns {Promise<any>}
   */
  async #post({ step, fields, hash, key, typing, here }) {
    try {
      return await replyOf(await fetch(this.options.url, {
        method: "POST",
        headers: { "X-CSRFToken": this.options.token, "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ step, fields, hash, key, typing, here, people: this.options.people() }),
        credentials: "same-origin",
      }));
    } catch {
      return null;
    }
  }

  /* Each step under a name of its own: two tabs do not write over each other. */

  /** @returns {Step[]} */
  #remembered() {
    try {
      const names = Object.keys(localStorage).filter((name) => name.startsWith(`${this.options.key}.`));
      const found = names.map((name) => JSON.parse(localStorage.getItem(name) ?? "null"));
      return found.filter(Boolean).sort((a, b) => a.at - b.at);
    } catch { return []; }
  }

  /** @param {Step} step */
  #remember(step) {
    try { localStorage.setItem(`${this.options.key}.${step.key}`, JSON.stringify(step)); } catch { /* storage may be off */ }
  }

  #forget() {
    const step = this.steps.shift();
    try { localStorage.removeItem(`${this.options.key}.${step?.key}`); } catch { /* storage may be off */ }
  }
}

/**
 * What the server itself said, or null: boxes between page and server answer in its place.
 * @param {Response} response
 */
async function replyOf(response) {
  if (response.status === 413) return { error: { code: "step.text_long", message: document.body.dataset.long } };
  if (response.status >= 500) return null;
  const body = await response.json();
  const isOwn = response.ok ? Array.isArray(body.slides) : String(body.error?.code).includes(".");
  return isOwn ? body : null;
}
