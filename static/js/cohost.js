/* A co-host who may steer: the slides from another device, always as the session stands. */

import { Actions } from "./actions.js";
import { CohostView } from "./cohost-view.js";
import { pressOffered, sendForms } from "./desk-forms.js";
import { listen } from "./keys.js";
import { fetchPart } from "./page-part.js";
import { ProblemLine } from "./problem-line.js";
import { connect } from "./socket.js";
import { addressesOf, renewWhenChanged } from "./watching.js";

const { body } = document;
const { actions: url, token, socket, part } = /** @type {Words} */ (body.dataset);
const problem = new ProblemLine(body.querySelector("[data-problem]"));
const actions = new Actions({ url, token, onProblem: problem.tell, onDone: problem.clear });
const box = body.querySelector("[data-cohost]");
const stage = body.querySelector("[data-cohost-view]");
const view = stage && new CohostView(stage, actions);
const TOKENS = /name="csrfmiddlewaretoken" value="\w+"/g; // another one in each reply
let drawn = "";
let wanted = false;
let busy = false;

/** Draw the part anew, and keep the focus on the button that had it. */
async function draw() {
  const { html } = await fetchPart(part, "data-cohost-part");
  const plain = html.replaceAll(TOKENS, "");
  if (!html || plain === drawn) return; // a button that is replaced while it is pressed hears nothing
  drawn = plain;
  const { action } = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset ?? {};
  box.innerHTML = html;
  if (action) box.querySelector(`[data-action="${action}"]`)?.focus();
  view?.steers(Boolean(box.querySelector("[data-action=next]:enabled")));
}

/** One at a time: what changes meanwhile is drawn afterwards. */
async function refresh() {
  wanted = true;
  if (busy) return;
  busy = true;
  while (wanted) {
    wanted = false;
    try {
      await draw();
    } catch { /* a bad network: the next state asks again */ }
  }
  busy = false;
}

sendForms(actions, { look: ({ value }) => view?.view.choose(value) });
listen({
  next: () => pressOffered("[data-cohost] [data-action=next]:enabled"),
  previous: () => pressOffered("[data-cohost] [data-action=previous]:enabled"),
  up: (event) => view?.press(event, -1) ?? false,
  down: (event) => view?.press(event, 1) ?? false,
});

/** @param {WatchState} state */
function onState(state) {
  renewWhenChanged(body, state);
  view?.state(state);
  refresh();
}

if (socket) {
  connect({ ...addressesOf(body), onState, onResults: (frame) => view?.receive(frame), onError: problem.hear });
}
