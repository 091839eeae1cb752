/* Forms that store themselves a moment after the last keystroke or choice. */

export const PAUSE_MS = 50; // stage and phone follow within 150 ms: a step has the rest

/** @type {Map<string, { timer: number, run: () => void }>} */
const timers = new Map();

/**
 * Call `run` when nothing happened for a moment; `key` tells what the calls are about.
 * @param {string} key
 * @param {() => void} run
 */
export function later(key, run) {
  clearTimeout(timers.get(key)?.timer);
  const timer = window.setTimeout(() => { timers.delete(key); run(); }, PAUSE_MS);
  timers.set(key, { timer, run });
}

/** Whether something that was typed waits for its moment. */
export const isWaiting = () => timers.size > 0;

/** What waits for its moment is done now: the page may be closed. */
export function flush() {
  for (const [key, { timer, run }] of [...timers]) {
    clearTimeout(timer);
    timers.delete(key);
    run();
  }
}

/**
 * What a form would post, as lists of texts by name.
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} [submitter]
 */
export function filled(form, submitter) {
  /** @type {Record<string, string[]>} */
  const fields = {};
  for (const [name, value] of new FormData(form, submitter)) {
    if (name !== "csrfmiddlewaretoken") (fields[name] ??= []).push(String(value));
  }
  return fields;
}

/** @param {HTMLFormElement} form */
export const nameOf = (form) => form.dataset.form ?? form.dataset.words ?? "";

/**
 * Call onForm for every form in `root` that changes or is sent.
 * @param {HTMLElement} root
 * @param {(form: HTMLFormElement, submitter?: HTMLElement | null) => void} onForm
 */
export function watchForms(root, onForm) {
  /** @param {Event} event */
  const of = ({ target }) => /** @type {Element} */ (target).closest(/** @type {"form"} */ (".panel__form"));
  root.addEventListener("input", (event) => {
    const form = /** @type {HTMLFormElement | null} */ (of(event));
    if (form) later(nameOf(form), () => onForm(form));
  });
  root.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement | null} */ (of(event));
    if (!form) return;
    event.preventDefault();
    flush();
    onForm(form, event.submitter);
  });
}
