/* On a desk: which buttons are offered or pressed, by how the whole session stands. */

import { showTables } from "./result-tools.js";

/**
 * @param {Element} element
 * @param {boolean} on
 */
function press(element, on) {
  element.setAttribute("aria-pressed", String(on));
}

/**
 * The buttons of this state; no step can be taken once it has ended.
 * @param {HTMLElement} body
 * @param {SessionState} state
 */
function offer(body, state) {
  for (const button of body.querySelectorAll("[data-session-when]")) {
    button.hidden = !button.dataset.sessionWhen?.split(" ").includes(state);
  }
  for (const button of body.querySelectorAll("[data-steps]")) {
    button.toggleAttribute("disabled", state === "ended");
  }
}

/**
 * Who steers, once it can be somebody else.
 * @param {HTMLElement} form
 * @param {string} cohost
 */
function showSteers(form, cohost) {
  const line = form.querySelector("[data-who]");
  form.hidden = !cohost;
  const text = String(cohost === "steers" ? line.dataset.whoSteers : line.dataset.whoSlides);
  if (line.textContent !== text) line.textContent = text;
  form.querySelector("button").hidden = cohost !== "steers";
}

/**
 * @param {HTMLElement} body
 * @param {WatchState["session"]} session
 */
export function showSession(body, session) {
  body.dataset.session = session.state;
  body.querySelector("[data-break]").hidden = session.state !== "paused";
  showTables(body, session.tables);
  showSteers(body.querySelector("[data-steers]"), session.cohost ?? "");
  press(body.querySelector("[data-freeze]"), session.frozen !== null);
  offer(body, session.state);
  for (const button of body.querySelectorAll("[data-skip]")) {
    press(button, Boolean(session.skipped?.includes(String(button.dataset.skip))));
  }
  for (const button of body.querySelectorAll("[data-overlay-button]")) {
    press(button, session.overlay === button.dataset.overlayButton);
  }
  for (const button of body.querySelectorAll("[data-timer-when]")) {
    button.hidden = (button.dataset.timerWhen === "on") === (session.timer === null);
  }
}
