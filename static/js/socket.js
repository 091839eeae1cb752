/* One connection to the server for every page: websocket first, long polling where that fails. */

const STOP_CODES = new Set([4401, 4404, 1008, 1009]);
const STOP_STATUSES = new Set([401, 403, 404, 410]);
const FIRST_FRAME_MS = 3000;
const SILENCE_MS = 12000;
const POLL_TIMEOUT_MS = 40000;
const POLLING_MEMORY_MS = 30 * 60 * 1000;
const FAILURES_BEFORE_POLLING = 2;
const FAILURES_BEFORE_SOCKETS = 3;
const MEMORY_KEY = "polshoogte.polling-until";

const RENEW_MS = 300;

const nothing = () => {};
let renewing = false;

/**
 * Load the page anew because the session speaks another language: within `within` seconds,
 * so that not all come at once, and never while somebody types.
 */
export function renew(within) {
  if (renewing) return;
  renewing = true;
  const reload = () => setTimeout(() => location.reload(), RENEW_MS + Math.random() * within * 1000);
  const active = document.activeElement;
  if (active?.matches("textarea, input")) active.addEventListener("blur", reload, { once: true });
  else reload();
}

function remembered() {
  try { return Number(localStorage.getItem(MEMORY_KEY)) > Date.now(); } catch { return false; }
}

function remember(until) {
  try { localStorage.setItem(MEMORY_KEY, String(until)); } catch { /* storage may be off */ }
}

function socketAddress(path) {
  const address = new URL(path, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}

/** Lets a frame through only when it is not older than what was already shown. */
export class Guard {
  epoch = null;
  version = 0;
  #results = new Map();

  #enter(epoch) {
    if (epoch === undefined || epoch === this.epoch) return;
    this.epoch = epoch;
    this.version = 0;
    this.#results.clear();
  }

  /** "new", "same" or "old". The same version can still carry another `mine`. */
  state({ epoch, version }) {
    this.#enter(epoch);
    if (version < this.version) return "old";
    const verdict = version > this.version ? "new" : "same";
    this.version = version;
    return verdict;
  }

  results({ epoch, version, question }) {
    this.#enter(epoch);
    if (version < (this.#results.get(question) ?? 0)) return false;
    this.#results.set(question, version);
    return true;
  }
}

/**
 * Keep a page up to date until `close()`.
 *
 * url       path of the websocket; pollUrl path answering `?after=`
 * within    seconds over which a reconnect is spread; the server's `retry.within` replaces it
 * onState(frame, {fresh})   fresh is false when the version is the one already known
 * onResults(frame) onPulse(frame) onAck(frame) onError(frame)
 * onStatus(status, code)    connecting | open | polling | lost | stopped
 * Returns {send, ask, wake, close}; send(object) says whether a socket took it.
 */
export function connect(options) {
  return new Connection(options).start();
}

class Connection {
  #guard = new Guard();
  #socket = null;
  #timers = new Map();
  #failures = 0;
  #polling = null;
  #status = "";
  #stopped = false;
  #lastFrame = 0;

  constructor(options) {
    this.options = options;
    this.within = options.within ?? 2.5;
  }

  start() {
    document.addEventListener("visibilitychange", this.#onVisible);
    addEventListener("pageshow", this.wake);
    addEventListener("online", this.wake);
    if (remembered()) this.#poll(true);
    else this.#open();
    return this;
  }

  send = (frame) => {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  };

  ask = () => this.send({ type: "state" });

  /** The page is looked at again: check the line now instead of when the timer says so. */
  wake = () => {
    if (this.#stopped) return;
    if (this.#polling) return void this.#polling.hurry();
    if (!this.#socket) return void this.#open();
    if (Date.now() - this.#lastFrame > FIRST_FRAME_MS && this.ask()) {
      this.#after("first", FIRST_FRAME_MS, () => this.#drop(this.#socket, true));
    }
  };

  close = () => {
    this.#stop("stopped");
  };

  #onVisible = () => {
    if (document.visibilityState === "visible") this.wake();
  };

  #after(name, delay, run) {
    clearTimeout(this.#timers.get(name));
    this.#timers.set(name, setTimeout(run, delay));
  }

  #clear(...names) {
    for (const name of names) clearTimeout(this.#timers.get(name));
  }

  #tell(status, code) {
    if (status === this.#status) return;
    this.#status = status;
    (this.options.onStatus ?? nothing)(status, code);
  }

  #stop(status, code) {
    this.#stopped = true;
    this.#clear(...this.#timers.keys());
    this.#polling?.abort();
    this.#polling = null;
    this.#discard();
    document.removeEventListener("visibilitychange", this.#onVisible);
    removeEventListener("pageshow", this.wake);
    removeEventListener("online", this.wake);
    this.#tell(status, code);
  }

  #discard() {
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  #open() {
    if (this.#stopped || this.#socket) return;
    this.#clear("retry");
    if (!this.#polling && this.#status !== "lost") this.#tell("connecting");
    const socket = new WebSocket(socketAddress(this.options.url));
    this.#socket = socket;
    let heard = false;
    socket.onmessage = ({ data }) => {
      if (!heard) this.#established();
      heard = true;
      this.#heard();
      this.#receive(JSON.parse(data));
    };
    socket.onclose = ({ code }) => {
      if (STOP_CODES.has(code)) return this.#stop("stopped", code);
      this.#closed(heard);
    };
    this.#after("first", FIRST_FRAME_MS, () => this.#drop(socket, false));
  }

  #established() {
    this.#failures = 0;
    this.#polling?.abort();
    this.#polling = null;
    remember(0);
    this.#tell("open");
  }

  #heard() {
    this.#lastFrame = Date.now();
    this.#clear("first");
    this.#after("silence", SILENCE_MS, this.wake);
  }

  // A socket whose network has gone reports that after minutes; we do not wait for it.
  #drop(socket, heard) {
    if (!socket || socket !== this.#socket) return;
    this.#discard();
    if (!heard) this.#failures = FAILURES_BEFORE_POLLING;
    this.#closed(heard);
  }

  #closed(heard) {
    this.#socket = null;
    this.#clear("first", "silence");
    if (this.#polling) return void this.#confirmPolling();
    this.#tell("lost");
    this.#failures = heard ? 0 : this.#failures + 1;
    if (this.#failures >= FAILURES_BEFORE_POLLING) this.#poll(false);
    else this.#retry();
  }

  #retry() {
    const window = this.within * 1000 * Math.min(4, 1.5 ** this.#failures);
    this.#after("retry", Math.random() * window, () => this.#open());
  }

  // A server that restarts fails both ways. So polling is only remembered once a poll has
  // succeeded and one more try of the socket, made while polling, has not.
  #poll(known) {
    const poll = new Poll(this.options.pollUrl, this.#guard, {
      onFrame: (frame) => {
        this.#tell("polling");
        if (this.#polling === poll) this.#receive(frame);
      },
      onFirst: () => { if (!known) this.#open(); },
      onGiveUp: () => this.#leavePolling(),
      onRefused: (status) => this.#stop("stopped", status),
      onFailure: () => this.#tell("lost"),
      pause: () => Math.random() * this.within * 1000,
    });
    this.#polling = poll;
    this.#after("memory", POLLING_MEMORY_MS, () => this.#open());
    poll.run();
  }

  #confirmPolling() {
    remember(Date.now() + POLLING_MEMORY_MS);
    this.#after("memory", POLLING_MEMORY_MS, () => this.#open());
  }

  #leavePolling() {
    this.#polling = null;
    this.#tell("lost");
    this.#failures = 0;
    if (!this.#socket) this.#retry();
  }

  #receive(frame) {
    const { onState, onResults, onPulse, onAck, onError } = this.options;
    const within = frame.retry?.within ?? frame.within ?? (frame.id ? 0 : frame.retry_after);
    if (within > 0) this.within = within;
    if (frame.type === "state") {
      const verdict = this.#guard.state(frame);
      if (verdict !== "old") (onState ?? nothing)(frame, { fresh: verdict === "new" });
    } else if (frame.type === "results") {
      if (this.#guard.results(frame)) (onResults ?? nothing)(frame);
    } else if (frame.type === "pulse") {
      if (frame.version > this.#guard.version) this.ask();
      (onPulse ?? nothing)(frame);
    } else if (frame.type === "ack") {
      (onAck ?? nothing)(frame);
    } else if (frame.type === "error") {
      (onError ?? nothing)(frame);
    }
  }
}

/** Asks for the next state, waits for it, asks again; a few failures in a row end it. */
class Poll {
  #aborter = new AbortController();
  #first = true;
  #ended = false;
  #after = null;
  #failures = 0;

  constructor(url, guard, hooks) {
    this.url = url;
    this.guard = guard;
    this.hooks = hooks;
  }

  abort() {
    this.#ended = true;
    this.#aborter.abort();
  }

  hurry() {
    if (!this.#first) this.#aborter.abort();
  }

  async run() {
    while (!this.#ended) {
      const outcome = await this.#once();
      if (this.#ended) return;
      this.#failures = outcome === "failed" ? this.#failures + 1 : 0;
      if (this.#failures >= (this.#first ? 1 : FAILURES_BEFORE_SOCKETS)) return this.hooks.onGiveUp();
      if (this.#failures) this.hooks.onFailure();
      if (outcome === "hurried") this.#first = true;
      else await this.#rest();
    }
  }

  #rest() {
    const pause = this.hooks.pause();
    return new Promise((resolve) => setTimeout(resolve, this.#failures ? pause : Math.min(250, pause)));
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
      if (STOP_STATUSES.has(response.status)) {
        this.#ended = true;
        this.hooks.onRefused(response.status);
        return "refused";
      }
      if (!response.ok) return "failed";
      this.#deliver(await response.json());
      return "answered";
    } catch {
      return this.#aborter.signal.aborted && !timedOut ? "hurried" : "failed";
    } finally {
      clearTimeout(timer);
    }
  }

  // The first question names no version, so that its answer comes at once.
  #address() {
    const address = new URL(this.url, location.href);
    if (!this.#first) address.searchParams.set("after", this.#after ?? this.guard.version);
    return address;
  }

  #deliver(body) {
    const first = this.#first;
    this.#first = false;
    this.#after = body.after;
    for (const frame of body.frames ?? [body]) this.hooks.onFrame(frame);
    if (first) this.hooks.onFirst();
  }
}
