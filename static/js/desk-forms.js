/* Every button of the desk without a reload: its form is an action, or a step of the slides. */

import { isSure } from "./sure.js";
import { noteSent } from "./unsent.js";

/**
 * @param {import("./actions.js").Actions} actions
 * @param {Record<string, (button: HTMLButtonElement) => void>} steps  by the name of the action
 */
export function sendForms(actions, steps) {
  addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (!form.matches("[data-act]")) return;
    event.preventDefault();
    const button = /** @type {HTMLButtonElement} */ (event.submitter);
    const action = String(button.dataset.action ?? form.dataset.act);
    if (steps[action]) steps[action](button);
    else if (isSure(button)) send(actions, action, form, button);
  });
}

/**
 * @param {import("./actions.js").Actions} actions
 * @param {string} action
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement} button
 */
async function send(actions, action, form, button) {
  const { ok } = await actions.send(action, fieldsOf(form, button));
  if (!ok) return;
  noteSent(form);
  form.dispatchEvent(new Event("sent", { bubbles: true }));
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLButtonElement | null} button
 */
export function fieldsOf(form, button) {
  const fields = [...new FormData(form, button)].map(([name, value]) => [name, String(value)]);
  return Object.fromEntries(fields);
}

/**
 * The dialogs of a page by name; their buttons open them.
 * @returns {Record<string, HTMLDialogElement>}
 */
export function openDialogs() {
  const found = [...document.querySelectorAll(/** @type {"dialog"} */ ("[data-dialog]"))];
  const dialogs = Object.fromEntries(found.map((dialog) => [String(dialog.dataset.dialog), dialog]));
  for (const button of document.querySelectorAll("[data-open-dialog]")) {
    button.hidden = false;
    button.addEventListener("click", () => dialogs[String(button.dataset.openDialog)].showModal());
  }
  return dialogs;
}

/**
 * Press the one of these buttons that is offered now, best one that is seen; whether there is one.
 * @param {string} selector
 */
export function pressOffered(selector) {
  const offered = [...document.querySelectorAll(selector)].filter(({ hidden }) => !hidden);
  const button = offered.find((each) => each.checkVisibility()) ?? offered[0];
  button?.click();
  return Boolean(button);
}
