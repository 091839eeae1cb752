/* Keys of desk and projector, also those of a presenter's clicker. */

import { lettersOff } from "./letter-keys.js";

/** @type {Record<string, string>} */
const NAMES = {
  ArrowRight: "next", PageDown: "next", " ": "next",
  ArrowLeft: "previous", PageUp: "previous",
  ArrowDown: "down", ArrowUp: "up", Escape: "escape",
  t: "toggle", o: "open", p: "pause", s: "close", r: "round",
  q: "qr", f: "full", b: "blank", d: "dark", c: "table", "?": "help",
  z: "undo", m: "moderate", h: "freeze", n: "group", x: "skip", k: "timer", "+": "timerAdd",
  a: "approve", v: "aside", l: "skippable", e: "break", W: "finish", i: "ask", g: "outline", y: "hideAll",
  ".": "blank", w: "blank", F5: "start", // what clickers send besides
};
const SHIFTED = /** @type {Record<string, string>} */ ({ " ": "previous" });
const ALWAYS = new Set(["next", "previous", "down", "up", "escape", "start"]);
const REPEATING = new Set(["next", "previous"]);
const MOST_REPEATS = 3; // slides that go by while a key is held down
const PRESSES = new Set([" ", "Enter"]); // what has focus hears these itself
const JUMP_MS = 4000;
const MOST_DIGITS = 3;

/**
 * @typedef {object} Press  a key with all that decides what it means
 * @property {string} key
 * @property {boolean} [modified]  with Ctrl, Alt or the Windows or Command key
 * @property {boolean} [shift]
 * @property {boolean} [repeat]  the key is held down
 * @property {boolean} [typing]  in a field or a dialog
 * @property {boolean} [pressable]  focus is on something that is pressed with a key
 * @property {string} [digits]  typed before it
 * @property {boolean} [lettersOff]
 */

/**
 * Whether the key is for what has focus, and not for the page.
 * @param {Press} press
 */
function isElsewhere({ key, modified, typing, pressable, digits }) {
  if (modified) return true;
  if (typing && key !== "Escape") return true;
  return Boolean(pressable && !digits && PRESSES.has(key));
}

/**
 * @param {string} key
 * @param {boolean | undefined} shift
 */
const meant = (key, shift) => (shift && SHIFTED[key]) || (NAMES[key] ?? NAMES[key.toLowerCase()] ?? null);

/**
 * The name that a key stands for, unless it is switched off or held down.
 * @param {Press} press
 */
function nameOf({ key, shift, repeat, lettersOff: off }) {
  const name = meant(key, shift);
  if (off && !ALWAYS.has(name)) return null;
  return repeat && !REPEATING.has(name) ? null : name;
}

/**
 * The name of a handler, "digit", "jump", or null for a key that means nothing here.
 * @param {Press} press
 */
export function meaningOf(press) {
  if (isElsewhere(press)) return null;
  if (/^\d$/.test(press.key) && !press.lettersOff) return "digit";
  if (press.key === "Enter") return press.digits ? "jump" : null;
  return nameOf(press);
}

/** @param {Element} target */
export function isTyping(target) {
  return Boolean(target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]"));
}

/**
 * @param {KeyboardEvent} event
 * @returns {Press}
 */
function pressOf(event) {
  const target = /** @type {Element} */ (event.target);
  return {
    key: event.key,
    modified: event.ctrlKey || event.metaKey || event.altKey,
    shift: event.shiftKey,
    repeat: event.repeat,
    typing: isTyping(target),
    pressable: Boolean(target.closest?.("button, a, summary, input")),
    lettersOff: lettersOff(),
  };
}

/** How often a key that is held down came again. */
export class Held {
  #times = 0;

  /**
   * Whether this press still counts.
   * @param {{ repeat: boolean }} event
   */
  counts({ repeat }) {
    this.#times = repeat ? this.#times + 1 : 0;
    return this.#times <= MOST_REPEATS;
  }
}

/** The digits of a slide's number, forgotten when no more come. */
class Digits {
  text = "";
  #timer = 0;

  /** @param {(text: string) => void} tell */
  constructor(tell) {
    this.tell = tell;
  }

  /** @param {string} text */
  set(text) {
    this.text = text.slice(-MOST_DIGITS);
    this.tell(this.text);
    clearTimeout(this.#timer);
    if (text) this.#timer = setTimeout(() => this.set(""), JUMP_MS);
  }

  take() {
    const number = Number(this.text);
    this.set("");
    return number;
  }
}

/**
 * `handlers` by name; `jump(number)` comes after digits and Enter, `digits(text)` meanwhile.
 * A handler that returns false leaves the key to the browser.
 * @param {Record<string, (given?: any) => unknown>} handlers
 */
export function listen(handlers) {
  const digits = new Digits((text) => handlers.digits?.(text));
  const held = new Held();
  /**
   * @param {string} name
   * @param {KeyboardEvent} event
   */
  const handle = (name, event) => {
    if (!held.counts(event)) return true;
    return name === "jump" ? handlers.jump(digits.take()) || true : handlers[name](event);
  };
  addEventListener("keydown", (event) => {
    const name = meaningOf({ ...pressOf(event), digits: digits.text });
    if (name === "digit") {
      if (handlers.jump) digits.set(digits.text + event.key);
      return;
    }
    if (name && handlers[name] && handle(name, event) !== false) event.preventDefault();
  });
}
