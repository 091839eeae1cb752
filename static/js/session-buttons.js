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
 * @param {HTMLElement} body
 * @param {WatchState["session"]} session
 */
export function showSession(body, session) {
  body.dataset.session = session.state;
  body.querySelector("[data-break]").hidden = session.state !== "paused";
  showTables(body, session.tables);
  press(body.querySelector("[data-freeze]"), session.frozen !== null);
  for (const button of body.querySelectorAll("[data-session-when]")) {
    button.hidden = !button.dataset.sessionWhen?.split(" ").includes(session.state);
  }
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
