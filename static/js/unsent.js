/* Fields that somebody is at work in: nothing replaces them, hides them or leaves them. */

const FIELDS = "input:not([type=hidden], [type=checkbox], [type=radio]), textarea";

/**
 * @param {ParentNode} root
 * @returns {Field[]}
 */
export const fieldsIn = (root) => [...root.querySelectorAll(/** @type {"input"} */ (FIELDS))];

/**
 * Whether somebody types in this field, or typed something that was not sent and is kept nowhere
 * else.
 * @param {Field} field
 */
export const isHeld = (field) => field === document.activeElement
  || (field.value !== field.defaultValue && !field.closest("[data-drafted]"));

/** @param {ParentNode} root */
export const holdsSomething = (root) => fieldsIn(root).some(isHeld);

/**
 * What stands in a form was sent: a text is done with, a number stays to be corrected.
 * @param {HTMLFormElement} form
 */
export function noteSent(form) {
  for (const field of fieldsIn(form)) {
    if (field.type === "number") field.defaultValue = field.value;
    else field.value = field.defaultValue;
  }
}

/**
 * Call back when a field of `root` was left or sent; by then another one may have focus.
 * @param {EventTarget} root
 * @param {() => void} done
 */
export function whenLeft(root, done) {
  for (const name of ["focusout", "sent"]) root.addEventListener(name, () => setTimeout(done));
}
