/* One connection to the server for every page: websocket first, long polling where that fails. */

import { backOff, Frames, Poll, spreadOf } from "./frames.js";

const STOP_ERRORS = new Set(["socket.flood", "socket.pages"]);
const REFUSED_CODES = new Set([4401, 4404]);
const FIRST_FRAME_MS = 3000;
const QUIET_MS = 7000; // a beat comes every four seconds: after this nobody should trust the line
const SILENCE_MS = 9000;
const POLLING_MEMORY_MS = 30 * 60 * 1000;
const FAILURES_BEFORE_POLLING = 2;
const MEMORY_KEY = "polshoogte.polling-until";
const RENEW_MS = 300;

let renewing = false;

/**
 * Load the page anew because the session speaks another language: within `within` seconds,
 * so that not all come at once, and never while somebody types.
 * @param {number} within
 */
export function renew(within) {
  if (renewing) return;
  renewing = true;
  const reload = () => { setTimeout(() => location.reload(), RENEW_MS + Math.random() * within * 1000); };
  const active = document.activeElement;
  if (active?.matches("textarea, input")) active.addEventListener("blur", reload, { once: true });
  else reload();
}

function remembered() {
  try { return Number(localStorage.getItem(MEMORY_KEY)) > Date.now(); } catch { return false; }
}

/** @param {number} until */
function remember(until) {
  try { localStorage.setItem(MEMORY_KEY, String(until)); } catch { /* storage may be off */ }
}

/** @param {string} path */
function socketAddress(path) {
  const address = new URL(path, location.href);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}

/**
 * @typedef {object} Addresses
 * @property {string} url  path of the websocket
 * @property {string} pollUrl  path that answers `?after=`
 * @property {number} [within]  seconds over which a reconnect is spread, until the server says
 * @property {(frame: any, ask: () => void) => Frame} [complete]  what a frame means after those before it
 * @typedef {Listener & Addresses} Options
 */

/**
 * Keep a page up to date until `close()`. `fresh` of a state is false when its version is the
 * one already known; `send` says whether a socket took what it was given.
 * @param {Options} options
 */
export function connect(options) {
  return new Connection(options).start();
}

class Connection {
  /** @type {WebSocket | null} */
  #socket = null;
  /** @type {Map<string, number>} */
  #timers = new Map();
  #failures = 0;
  /** @type {Poll | null} */
  #polling = null;
  /** @type {LineStatus | ""} */
  #status = "";
  #stopped = false;
  #told = false; // by the server that it closes this page for good
  #lastFrame = 0;
  #listening = new AbortController();
  /** @type {Frames} */
  #frames;

  /** @param {Options} options */
  constructor(options) {
    this.options = { complete: (/** @type {Frame} */ frame) => frame, ...options };
    this.within = options.within ?? 2.5;
    this.#frames = new Frames(options, this.ask);
  }

  start() {
    const { signal } = this.#listening;
    document.addEventListener("visibilitychange", this.#onVisible, { signal });
    addEventListener("pageshow", this.wake, { signal });
    addEventListener("online", this.wake, { signal });
    addEventListener("offline", () => this.#tell("lost"), { signal });
    if (remembered()) this.#poll(true);
    else this.#open();
    return this;
  }

  /** @param {object} frame */
  send = (frame) => {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false;
    this.#socket.send(JSON.stringify(frame));
    return true;
  };

  ask = () => this.send({ type: "state" });

  /** The page is looked at again: check the line now instead of when the timer says so. */
  wake = () => {
    if (this.#stopped) return;
    if (this.#polling) this.#polling.hurry();
    else if (!this.#socket) this.#open();
    else if (Date.now() - this.#lastFrame > FIRST_FRAME_MS && this.ask()) {
      this.#after("first", FIRST_FRAME_MS, () => this.#drop(this.#socket, true));
    }
  };

  close = () => {
    this.#stop();
  };

  #onVisible = () => {
    if (document.visibilityState === "visible") this.wake();
  };

  /**
   * @param {string} name  of which there is one at a time
   * @param {number} delay
   * @param {() => void} run
   */
  #after(name, delay, run) {
    clearTimeout(this.#timers.get(name));
    this.#timers.set(name, setTimeout(run, delay));
  }

  /** @param {...string} names */
  #clear(...names) {
    for (const name of names) clearTimeout(this.#timers.get(name));
  }

  /**
   * @param {LineStatus} status
   * @param {number} [code]
   */
  #tell(status, code) {
    if (status === this.#status) return;
    this.#status = status;
    this.options.onStatus?.(status, code);
  }

  /** @param {number} [code] */
  #stop(code) {
    this.#stopped = true;
    this.#clear(...this.#timers.keys());
    this.#polling?.abort();
    this.#polling = null;
    this.#discard();
    this.#listening.abort();
    this.#tell("stopped", code);
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
    this.#told = false;
    socket.onmessage = ({ data }) => {
      if (!heard) this.#established();
      heard = true;
      this.#heard();
      this.#receive(this.options.complete(JSON.parse(data), this.ask));
    };
    socket.onclose = ({ code }) => {
      if (this.#told) this.#stop(code);
      else if (REFUSED_CODES.has(code)) this.#inquire();
      else this.#closed(heard);
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
    this.#tell("open"); // also after a silence that only looked like the end
    this.#after("quiet", QUIET_MS, () => this.#tell("lost"));
    this.#after("silence", SILENCE_MS, this.wake);
  }

  // A socket whose network has gone reports that after minutes; we do not wait for it.
  /**
   * @param {WebSocket | null} socket
   * @param {boolean} heard
   */
  #drop(socket, heard) {
    if (!socket || socket !== this.#socket) return;
    this.#discard();
    if (!heard) this.#failures = FAILURES_BEFORE_POLLING;
    this.#closed(heard);
  }

  // Who logged in again in another tab has another login, so this one ended: a poll tells
  // whether the page may go on, with another socket, or is refused.
  #inquire() {
    this.#failures = FAILURES_BEFORE_POLLING;
    this.#closed(false);
  }

  /** @param {boolean} heard */
  #closed(heard) {
    this.#socket = null;
    this.#clear("first", "silence", "quiet");
    if (this.#polling) this.#confirmPolling();
    else this.#goOn(heard);
  }

  /** @param {boolean} heard */
  #goOn(heard) {
    this.#tell("lost");
    this.#failures = heard ? 0 : this.#failures + 1;
    if (this.#failures >= FAILURES_BEFORE_POLLING) this.#poll(false);
    else this.#retry();
  }

  #retry() {
    this.#after("retry", backOff(this.within, this.#failures), () => this.#open());
  }

  // A server that restarts fails both ways. So polling is only remembered once a poll has
  // succeeded and one more try of the socket, made while polling, has not.
  /** @param {boolean} known */
  #poll(known) {
    const poll = new Poll(this.options.pollUrl, this.#frames.guard, {
      onFrame: (frame) => {
        this.#tell("polling");
        if (this.#polling === poll) this.#receive(frame);
      },
      onFirst: () => { if (!known) this.#open(); },
      onGiveUp: () => this.#leavePolling(),
      onRefused: (status) => this.#stop(status),
      onFailure: () => this.#tell("lost"),
      pause: () => backOff(this.within, 0),
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

  /** @param {Frame} frame */
  #receive(frame) {
    // A box between can close a socket with any code; only our own error stops a page.
    if (frame.type === "error" && STOP_ERRORS.has(String(frame.code))) this.#told = true;
    this.within = spreadOf(frame) || this.within;
    this.#frames.receive(frame);
  }
}
