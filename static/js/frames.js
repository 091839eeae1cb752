/* What comes in, over a socket or by polling: which frames are news, and which parts of the page hear of them. */

const STOP_CODES = /^(session|screen|participant|desk)\./;
const POLL_TIMEOUT_MS = 40000;
const POST_MS = 15000;
const SHORT_REST_MS = 250;
const FAILURES_BEFORE_SOCKETS = 3;

/**
 * What a reply to a poll is. Boxes between page and server answer in our place with any status
 * and any page, so only an error of our own stops a page; the rest is a bad network.
 * @param {{ ok: boolean, type: string, body: any }} reply  `body` is null when it was no JSON
 * @returns {"answered" | "refused" | "failed"}
 */
export function verdictOf({ ok, type, body }) {
  if (!body || !/^application\/json\b/.test(type)) return "failed";
  if (ok && isNews(body)) return "answered";
  return !ok && isRefusal(body) ? "refused" : "failed";
}

/** @param {any} body */
const isNews = ({ type, frames }) => type === "state" || Array.isArray(frames);
/** @param {any} body */
const isRefusal = ({ type, code }) => type === "error" && STOP_CODES.test(code);

/** @param {Response} response */
async function readReply(response) {
  const type = response.headers.get("Content-Type") ?? "";
  return { ok: response.ok, type, body: parsed(await response.text()) };
}

/** @param {string} text */
function parsed(text) {
  try { return JSON.parse(text); } catch { return null; }
}

/** Lets a frame through only when it is not older than what was already shown. */
export class Guard {
  /** @type {string | null} */
  epoch = null;
  version = 0;
  /** @type {Map<string, number>} */
  #results = new Map();

  // Another epoch is another database, put back from a backup: it counts its versions anew.
  /** @param {string} [epoch] */
  #enter(epoch) {
    if (epoch === undefined || epoch === this.epoch) return;
    this.epoch = epoch;
    this.version = 0;
    this.#results.clear();
  }

  /**
   * "new", "same" or "old". The same version can still carry another `mine`.
   * @param {{ epoch?: string, version: number }} frame
   */
  state({ epoch, version }) {
    this.#enter(epoch);
    if (version < this.version) return "old";
    const verdict = version > this.version ? "new" : "same";
    this.version = version;
    return verdict;
  }

  /** @param {{ epoch?: string, version: number, question: string }} frame */
  results({ epoch, version, question }) {
    this.#enter(epoch);
    if (version < (this.#results.get(question) ?? 0)) return false;
    this.#results.set(question, version);
    return true;
  }
}

/**
 * The seconds over which the server wants reconnects spread; 0 when a frame does not say so.
 * @param {any} frame
 * @returns {number}
 */
export function spreadOf(frame) {
  // An error about one answer says when that answer may come again, nothing of the line.
  return frame.retry?.within ?? frame.within ?? (frame.id ? 0 : frame.retry_after ?? 0);
}

const GROWTH = 1.5; // of the window with each try that fails
const MOST = 4; // times the window that the server asked for

/**
 * The milliseconds until the next try of a page whose line broke: anywhere in the window that the
 * server asked for last, when it knew how many were there, so that all who lost it do not come
 * back together.
 * @param {number} within  seconds
 * @param {number} failures  tries that failed since it was heard
 * @param {number} [chance]
 */
export function backOff(within, failures, chance = Math.random()) {
  return chance * within * 1000 * Math.min(MOST, GROWTH ** failures);
}

/** Hands each frame to what listens for its type, when it is news. */
export class Frames {
  guard = new Guard();
  /** @type {Record<string, (frame: any) => void>} */
  #handlers = {
    state: (frame) => {
      const verdict = this.guard.state(frame);
      if (verdict !== "old") this.listener.onState?.(frame, { fresh: verdict === "new" });
    },
    results: (frame) => { if (this.guard.results(frame)) this.listener.onResults?.(frame); },
    pulse: (frame) => {
      if (frame.version > this.guard.version) this.ask();
      this.listener.onPulse?.(frame);
    },
    ack: (frame) => this.listener.onAck?.(frame),
    error: (frame) => this.listener.onError?.(frame),
  };

  /**
   * `ask` asks the server for its newest state.
   * @param {Listener} listener
   * @param {() => void} ask
   */
  constructor(listener, ask) {
    this.listener = listener;
    this.ask = ask;
  }

  /** @param {Frame} frame */
  receive(frame) { this.#handlers[frame.type]?.(frame); }
}

/**
 * @typedef {object} PollHooks
 * @property {(frame: Frame) => void} onFrame
 * @property {() => void} onFirst  the first poll succeeded
 * @property {() => void} onFailure  one failed, another try comes
 * @property {() => void} onGiveUp  too many failed in a row
 * @property {(status: number) => void} onRefused  the server itself wants no more of them
 * @property {() => number} pause  milliseconds to wait after a failure
 */

/** Asks for the next state, waits for it, asks again; a few failures in a row end it. */
export class Poll {
  #aborter = new AbortController();
  #first = true;
  #ended = false;
  /** @type {string | number | undefined} */
  #after = undefined;
  #failures = 0;

  /**
   * @param {string} url
   * @param {Guard} guard
   * @param {PollHooks} hooks
   */
  constructor(url, guard, hooks) {
    this.url = url;
    this.guard = guard;
    this.hooks = hooks;
  }

  abort() {
    this.#ended = true;
    this.#aborter.abort();
  }

  /** Ask anew instead of waiting for the reply that is held. */
  hurry() { if (!this.#first) this.#aborter.abort(); }

  async run() {
    while (!this.#ended) {
      const outcome = await this.#once();
      if (this.#ended) return;
      this.#failures = outcome === "failed" ? this.#failures + 1 : 0;
      if (this.#failures >= (this.#first ? 1 : FAILURES_BEFORE_SOCKETS)) {
        this.hooks.onGiveUp();
        return;
      }
      if (this.#failures) this.hooks.onFailure();
      if (outcome === "hurried") this.#first = true;
      else await this.#rest();
    }
  }

  #rest() {
    const pause = this.hooks.pause();
    const wait = this.#failures ? pause : Math.min(SHORT_REST_MS, pause);
    return new Promise((resolve) => { setTimeout(resolve, wait); });
  }

  async #once() {
    this.#aborter = new AbortController();
    let timedOut = false;
    const timer = setTimeout(() => { timedOut = true; this.#aborter.abort(); }, POLL_TIMEOUT_MS);
    try {
      const response = await fetch(this.#address(), {
        headers: { Accept: "application/json" },
        cache: "no-store",
        signal: this.#aborter.signal,
      });
      return this.#hear(await readReply(response), response.status);
    } catch {
      return this.#aborter.signal.aborted && !timedOut ? "hurried" : "failed";
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * @param {{ ok: boolean, type: string, body: any }} reply
   * @param {number} status
   */
  #hear(reply, status) {
    const verdict = verdictOf(reply);
    if (verdict === "answered") this.#deliver(reply.body);
    if (verdict !== "refused") return verdict;
    this.#ended = true;
    this.hooks.onRefused(status);
    return verdict;
  }

  // The first question names no version, so that its answer comes at once.
  #address() {
    const address = new URL(this.url, location.href);
    if (!this.#first) address.searchParams.set("after", String(this.#after ?? this.guard.version));
    return address;
  }

  /** @param {any} body  a state, or frames with the mark that stands for them */
  #deliver(body) {
    const first = this.#first;
    this.#first = false;
    this.#after = body.after;
    for (const frame of body.frames ?? [body]) this.hooks.onFrame(frame);
    if (first) this.hooks.onFirst();
  }
}

/**
 * An answer by HTTP. When the line fails nothing is told: it has to be sent again.
 * @param {string} address
 * @param {object} frame
 * @param {Pick<Listener, "onAck" | "onError">} listener
 */
export async function postAnswer(address, frame, { onAck, onError }) {
  const asked = fetch(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json" },
    body: JSON.stringify(frame),
    signal: AbortSignal.timeout(POST_MS),
  });
  const reply = await asked.then((response) => response.json()).catch(() => null);
  if (reply) (reply.type === "ack" ? onAck : onError)?.(reply);
}

const LOST_AFTER_MS = 1500; // a short gap on the line is nobody's business

/** How the line is, as the head of a phone's page says it. */
export class PhoneLine {
  /** @type {LineStatus} */
  status = "connecting";
  #timer = 0;

  /**
   * @param {(id: string) => HTMLElement} find
   * @param {Words} texts
   */
  constructor(find, texts) {
    this.find = find;
    this.texts = texts;
  }

  get isAway() { return this.status === "lost" || this.status === "stopped"; }

  /** @param {LineStatus} status */
  hear(status) {
    this.status = status;
    clearTimeout(this.#timer);
    const away = status === "lost" || status === "connecting";
    this.#timer = setTimeout(() => this.show(status), away ? LOST_AFTER_MS : 0);
  }

  /** @param {LineStatus} status */
  show(status) {
    this.find("line").dataset.status = status;
    if (this.find("line").textContent !== this.texts[status]) this.find("line").textContent = this.texts[status];
    this.find("refresh").hidden = status !== "stopped";
  }
}

/* What stands beside the send button of a form, in every state that it can be in. */

/**
 * @typedef {object} Facts  `held`: kept until the question opens; `late`: no reply comes
 * @property {"edit" | "sending" | "sent" | "off"} mode
 * @property {QuestionState} state
 * @property {boolean} isLive
 * @property {Answer | null} mine
 * @property {boolean} unsent
 * @property {boolean} [held]
 * @property {boolean} [late]
 * @property {string} [notice]
 */

/**
 * What somebody can do with a form.
 * @param {{ open: boolean, editing: boolean, pending?: unknown, mine: Answer | null }} form
 * @returns {Facts["mode"]}
 */
export function modeOf({ open, editing, pending, mine }) {
  if (open && editing) return "edit";
  if (pending) return "sending";
  if (!open) return "off";
  return mine === null ? "edit" : "sent";
}

/**
 * Why nothing can be filled in.
 * @param {{ state: QuestionState, mine: Answer | null, unsent: boolean }} form
 * @param {boolean} isLive  whether the session goes on
 * @param {Words} texts
 */
export function wordsWhenOff({ state, mine, unsent }, isLive, texts) {
  if (state === "waiting") return texts.waiting;
  if (state !== "closed") return unsent ? texts.pausedUnsent : isLive ? texts.paused : "";
  if (unsent) return mine === null ? texts.closedUnsent : texts.closedUnchanged;
  return mine === null ? texts.closed : texts.closedSent;
}

/**
 * What stands beside the send button, in every state that a form can be in.
 * @param {Facts} facts
 * @param {Words} texts
 */
export function wordsOf(facts, texts) {
  const { mode, mine, notice } = facts;
  if (mode === "edit") return notice || (mine === null ? "" : texts.changing);
  if (mode === "sent") return [notice, texts.sent].filter(Boolean).join(" ");
  return mode === "sending" ? wordsOnTheWay(facts, texts) : wordsWhenOff(facts, facts.isLive, texts);
}

/**
 * @param {Facts} facts
 * @param {Words} texts
 */
function wordsOnTheWay({ state, isLive, held, late }, texts) {
  if (state === "closed") return texts.checking;
  if (held || !isLive || state !== "open") return texts.held;
  return late ? texts.kept : texts.sending;
}
