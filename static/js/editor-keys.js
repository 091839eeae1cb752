/* Keys and buttons of the editor beside typing: undo, what is done with slides, the gallery. */

import { flush } from "./autosave.js";

const WAIT_MS = 50;

/** @param {string} selector */
const find = (selector) => document.querySelector(selector);

/**
 * In a field the browser's own undo and copying work letter by letter; and words that are
 * selected are what is copied.
 * @param {KeyboardEvent} event
 */
function isTyping({ target }) {
  return /** @type {Element} */ (target).matches("textarea, input:not([type=checkbox]), select, [contenteditable]")
    || getSelection()?.isCollapsed === false;
}

/** @type {Record<string, string>} */
const ACTS = {
  "Control+c": "copy",
  "Control+x": "cut",
  "Control+v": "paste",
  "Control+d": "double",
  "Alt+ArrowUp": "up",
  "Alt+ArrowDown": "down",
};
/** @type {Record<string, string>} */
const ACTS_IN_RAIL = { Delete: "remove", Backspace: "remove" };

/**
 * What a key asks to be done with slides; "" for nothing.
 * @param {KeyboardEvent} event
 */
function wantedAct({ ctrlKey, metaKey, shiftKey, altKey, key, target }) {
  const named = `${ctrlKey || metaKey ? "Control+" : ""}${altKey ? "Alt+" : ""}${shiftKey ? "Shift+" : ""}${key}`;
  const inRail = /** @type {Element} */ (target).closest(".rail__list");
  return ACTS[named] ?? (inRail ? ACTS_IN_RAIL[named] : undefined) ?? "";
}

/** @param {KeyboardEvent} event */
function wantedTurn({ ctrlKey, metaKey, shiftKey, key }) {
  if (!(ctrlKey || metaKey) || key.toLowerCase() !== "z") return "";
  return shiftKey ? "redo" : "undo";
}

/**
 * What the browser itself pastes comes first: it may be a picture.
 * @param {import("./outline-acts.js").Acts} acts
 */
function pasteLater(acts) {
  let hasFiles = false;
  addEventListener("paste", ({ clipboardData }) => { hasFiles = Boolean(clipboardData?.files.length); }, { once: true });
  setTimeout(() => { if (!hasFiles) acts.run("paste"); });
}

/** @typedef {{
 *   turn: (step: string) => void,
 *   acts: import("./outline-acts.js").Acts,
 *   choice: import("./outline-choice.js").Choice,
 *   queue: import("./step-queue.js").StepQueue,
 *   onForm: (form: HTMLFormElement, submitter?: HTMLElement | null) => void,
 *   current: () => string,
 * }} Hands */

/** @param {Hands} hands */
export function bindKeys({ turn, acts, choice, queue, onForm, current }) {
  addEventListener("keydown", (event) => {
    if (isTyping(event)) return;
    const step = wantedTurn(event);
    const act = wantedAct(event);
    if (act === "paste") return pasteLater(acts);
    if (!step && !act) return;
    event.preventDefault();
    if (step) turn(step);
    else acts.run(act);
  });
  addEventListener("keydown", ({ key }) => { if (key === "Escape") choice.choose([current()]); });
  find("[data-turns]").addEventListener("submit", (event) => {
    event.preventDefault();
    turn(/** @type {Field} */ (event.submitter).value);
  });
  for (const menu of document.querySelectorAll("[data-acts]")) {
    menu.hidden = false;
    menu.addEventListener("click", ({ target }) => {
      const act = /** @type {Element} */ (target).closest("[data-act]")?.dataset.act;
      if (act) acts.run(act);
    });
  }
  addEventListener("submit", (event) => onSubmit(event, { queue, acts, onForm }));
  const closeGallery = bindGallery();
  find("[data-gallery]").addEventListener("submit", closeGallery);
}

/**
 * Forms about slides are steps. Another one, which loads a page, waits until all is stored.
 * @param {SubmitEvent} event
 * @param {Pick<Hands, "queue" | "acts" | "onForm">} hands
 */
function onSubmit(event, { queue, acts, onForm }) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (event.defaultPrevented) return;
  const act = event.submitter?.dataset.act;
  flush();
  if (act || form.matches("[data-structural]")) event.preventDefault();
  if (act) acts.run(act);
  else if (form.matches("[data-structural]")) onForm(form, event.submitter);
  else if (queue.waiting) holdBack(event, form, queue);
}

/**
 * @param {SubmitEvent} event
 * @param {HTMLFormElement} form
 * @param {import("./step-queue.js").StepQueue} queue
 */
function holdBack(event, form, queue) {
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
  return () => turnTo(false);
}
