/* On a desk: which buttons are offered or pressed, by how the whole session stands. */

import { showTables } from "./result-tools.js";
import { showCover } from "./screen-cover.js";

/**
 * @param {Element} element
 * @param {boolean} on
 */
function press(element, on) {
  element.setAttribute("aria-pressed", String(on));
}

/**
 * @param {string} state  of the session
 * @param {string | undefined} when  the states in which a button is offered
 */
export const isOfferedIn = (state, when) => Boolean(when?.split(" ").includes(state));

/**
 * The buttons of this state; no step can be taken once it has ended.
 * @param {HTMLElement} body
 * @param {SessionState} state
 */
function offer(body, state) {
  for (const button of body.querySelectorAll("[data-session-when]")) {
    button.hidden = !isOfferedIn(state, button.dataset.sessionWhen);
  }
  for (const button of body.querySelectorAll("[data-steps]")) {
    button.toggleAttribute("disabled", state === "ended");
  }
}

/**
 * @param {string} cohost  what the co-host may do, "" for texts only
 * @param {Words} words
 */
export const wordsOfSteering = (cohost, { whoSteers, whoSlides }) =>
  (cohost === "steers" ? whoSteers : cohost && whoSlides);

/**
 * Who steers, once it can be somebody else.
 * @param {HTMLElement} form
 * @param {string} cohost
 */
function showSteers(form, cohost) {
  const line = form.querySelector("[data-who]");
  form.hidden = !cohost;
  const text = wordsOfSteering(cohost, /** @type {Words} */ (line.dataset));
  if (line.textContent !== text) line.textContent = text;
  form.querySelector("button").hidden = cohost !== "steers";
}

/**
 * @param {HTMLElement} body
 * @param {WatchState["session"]} session
 */
export function showSession(body, session) {
  body.dataset.session = session.state;
  showCover(body.querySelector("[data-cover]"), session);
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
