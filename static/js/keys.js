/* Keys of desk and projector, also those of a presenter's clicker. */

const NAMES = {
  ArrowRight: "next", PageDown: "next", " ": "next",
  ArrowLeft: "previous", PageUp: "previous",
  ArrowDown: "down", ArrowUp: "up", Escape: "escape",
  t: "toggle", o: "open", p: "pause", s: "close", r: "round",
  q: "qr", f: "full", b: "blank", d: "dark", c: "table", "?": "help",
  z: "undo", m: "moderate", h: "freeze", n: "group", x: "skip", k: "timer", "+": "timerAdd",
  v: "aside", l: "spare", e: "break", w: "finish",
};
const ALWAYS = new Set(["next", "previous", "down", "up", "escape"]);
const OFF_KEY = "polshoogte.letter-keys-off";
const JUMP_MS = 4000;

export function lettersOff() {
  try { return localStorage.getItem(OFF_KEY) === "1"; } catch { return false; }
}

function turnLettersOff(off) {
  try { localStorage.setItem(OFF_KEY, off ? "1" : "0"); } catch { /* storage may be off */ }
}

/** The switches on a page; another page of this browser hears of it at its next key. */
export function letterSwitches() {
  const boxes = [...document.querySelectorAll("[data-letters-off]")];
  for (const box of boxes) {
    box.checked = lettersOff();
    box.addEventListener("change", () => {
      turnLettersOff(box.checked);
      for (const other of boxes) other.checked = box.checked;
    });
  }
}

function isTyping(target) {
  return target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog[open]");
}

/** `handlers` by name; `jump(number)` comes after digits and Enter, `digits(text)` meanwhile. */
export function listen(handlers) {
  let digits = "";
  let timer = 0;
  const setDigits = (text) => {
    digits = text;
    handlers.digits?.(text);
    clearTimeout(timer);
    if (text) timer = setTimeout(() => setDigits(""), JUMP_MS);
  };

  addEventListener("keydown", (event) => {
    const name = NAMES[event.key] ?? NAMES[event.key.toLowerCase()];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (name !== "escape" && isTyping(event.target)) return;
    if ([" ", "Enter"].includes(event.key) && !digits && event.target.closest?.("button, a, summary, input")) return;
    if (/^\d$/.test(event.key) && handlers.jump && !lettersOff()) return setDigits((digits + event.key).slice(-3));
    if (event.key === "Enter" && digits) {
      event.preventDefault();
      const number = Number(digits);
      setDigits("");
      return handlers.jump(number);
    }
    if (!name || !handlers[name] || (lettersOff() && !ALWAYS.has(name))) return;
    if (event.repeat && !["next", "previous"].includes(name)) return;
    if (handlers[name](event) !== false) event.preventDefault();
  });
}
