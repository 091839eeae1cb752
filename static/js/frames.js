/* What comes in, over a socket or by polling: which frames are news, and which parts of the page hear of them. */

const STOP_CODES = /^(session|screen|participant|desk)\./;
const POLL_TIMEOUT_MS = 40000;
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

/**
 * How a state's slide differs from the one that is shown: "same"; "other", to be drawn; or
 * "reworded" while somebody answers on it, to be drawn once that was sent.
 * @param {HTMLElement} box
 * @param {{ key: string, busy: boolean, pending: unknown }[]} forms
 * @param {PhoneState} state
 */
export function compareSlide(box, forms, { slide, questions }) {
  const { slide: id, words } = box.querySelector("[data-slide]")?.dataset ?? {};
  const keys = (/** @type {{ key: string }[]} */ each) => each.map(({ key }) => key).join("|");
  if (keys([{ key: String(id) }, ...forms]) !== keys([{ key: String(slide?.id) }, ...questions])) return "other";
  if (words === slide?.words) return "same";
  return forms.some(({ busy, pending }) => busy || pending) ? "reworded" : "other";
}
