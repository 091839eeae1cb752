/* Keys and buttons of the editor beside typing: undo, moving a slide, the gallery. */

import { flush } from "./autosave.js";

const WAIT_MS = 50;

/** @param {string} selector */
const find = (selector) => document.querySelector(selector);

/**
 * In a field the browser's own undo works letter by letter.
 * @param {EventTarget | null} target
 */
function isTyping(target) {
  return /** @type {Element} */ (target).matches("textarea, input:not([type=checkbox]), [contenteditable]");
}

/** @type {Record<string, string>} */
const MOVES = { ArrowUp: "up", ArrowDown: "down" };

/** @param {KeyboardEvent} event */
function wantedTurn({ ctrlKey, metaKey, shiftKey, key }) {
  if (!(ctrlKey || metaKey) || key.toLowerCase() !== "z") return "";
  return shiftKey ? "redo" : "undo";
}

/** @param {string} way */
function pressMove(way) {
  /** @type {Field} */ (find(`[name=way][value=${way}]`)).form?.querySelector("[value=move]").click();
}

/** @param {{ turn: (step: string) => void, queue: import("./step-queue.js").StepQueue }} hands */
export function bindKeys({ turn, queue }) {
  addEventListener("keydown", (event) => {
    if (isTyping(event.target)) return;
    const step = wantedTurn(event);
    const way = event.altKey ? MOVES[event.key] : "";
    if (!step && !way) return;
    event.preventDefault();
    if (step) turn(step);
    else pressMove(way);
  });
  find("[data-turns]").addEventListener("submit", (event) => {
    event.preventDefault();
    turn(/** @type {Field} */ (event.submitter).value);
  });
  addEventListener("submit", (event) => holdBack(event, queue));
  bindGallery();
  bindScheme();
}

/**
 * A form that loads the page again waits until everything that was typed is stored.
 * @param {SubmitEvent} event
 * @param {import("./step-queue.js").StepQueue} queue
 */
function holdBack(event, queue) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("[data-structural]")) return;
  flush();
  if (!queue.waiting) return;
  event.preventDefault();
  const again = setInterval(() => {
    if (queue.waiting) return;
    clearInterval(again);
    form.requestSubmit(event.submitter);
  }, WAIT_MS);
}

function bindGallery() {
  const gallery = find("[data-gallery]");
  const opener = find("[data-open=gallery]");
  const close = gallery.querySelector("[data-close]");
  /** @param {boolean} open */
  const turnTo = (open) => {
    gallery.classList.toggle("is-open", open);
    (open ? gallery.querySelector(".gallery__item") : opener).focus();
  };
  close.hidden = false;
  close.addEventListener("click", () => turnTo(false));
  gallery.addEventListener("keydown", ({ key }) => { if (key === "Escape") turnTo(false); });
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    turnTo(true);
  });
}

function bindScheme() {
  const button = find("[data-scheme]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const box = find("[data-box]");
    const dark = box.classList.toggle("theme-dark");
    box.classList.toggle("theme-light", !dark);
  });
}
