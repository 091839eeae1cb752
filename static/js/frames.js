/* What comes in, over a socket or by polling: which frames are news, and which parts of the page hear of them. */

const STOP_STATUSES = new Set([401, 403, 404, 410]);
const POLL_TIMEOUT_MS = 40000;
const SHORT_REST_MS = 250;
const FAILURES_BEFORE_SOCKETS = 3;

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

/** Hands each frame to what listens for its type, when it is news. */
export class Frames {
  guard = new Guard();
  /** @type {Record<string, (frame: any) => void>} */
  #handlers = {
    state: (frame) => {
      const verdict = this.guard.state(frame);
      if (verdict !== "old") this.listener.onState?.(frame, { fresh: verdict === "new" });
    },
    results: (frame) => {
      if (this.guard.results(frame)) this.listener.onResults?.(frame);
    },
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
  receive(frame) {
    this.#handlers[frame.type]?.(frame);
  }
}

/**
 * @typedef {object} PollHooks
 * @property {(frame: Frame) => void} onFrame
 * @property {() => void} onFirst  the first poll succeeded
 * @property {() => void} onFailure  one failed, another try comes
 * @property {() => void} onGiveUp  too many failed in a row
 * @property {(status: number) => void} onRefused  the server wants no more of them
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
  hurry() {
    if (!this.#first) this.#aborter.abort();
  }

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
      if (STOP_STATUSES.has(response.status)) return this.#refuse(response.status);
      if (!response.ok) return "failed";
      this.#deliver(await response.json());
      return "answered";
    } catch {
      return this.#aborter.signal.aborted && !timedOut ? "hurried" : "failed";
    } finally {
      clearTimeout(timer);
    }
  }

  /** @param {number} status */
  #refuse(status) {
    this.#ended = true;
    this.hooks.onRefused(status);
    return "refused";
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
