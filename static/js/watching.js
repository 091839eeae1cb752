/* What desk and projector do alike with each state of the server. */

import { renew } from "./socket.js";
import { holdsSomething, whenLeft } from "./unsent.js";
import { WholeResults } from "./whole-results.js";

const WITHIN = 0.3; // seconds over which these few pages spread themselves

/**
 * The addresses that the page's body names. Of results only what changed has to come.
 * @param {HTMLElement} body
 */
export function addressesOf(body) {
  const { socket, poll } = /** @type {Words} */ (body.dataset);
  const { complete } = new WholeResults();
  return { url: `${socket}?changes=1`, pollUrl: poll, within: WITHIN, complete };
}

/**
 * Load the page anew when the session speaks another language or its words were changed.
 * @param {HTMLElement} body
 * @param {WatchState} state
 */
export function renewWhenChanged(body, { session }) {
  const { language, edition } = body.dataset;
  if (session.language !== language || String(session.edition) !== edition) renewPage();
}

let waits = false;

/** Once nobody types here any more. */
export function renewPage() {
  if (!holdsSomething(document)) return renew(WITHIN);
  if (waits) return;
  waits = true;
  whenLeft(document, () => { if (!holdsSomething(document)) renew(WITHIN); });
}
