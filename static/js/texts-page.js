/* The list of own words on a page by itself, as a co-host has it. */

import { Actions } from "./actions.js";
import { offerKept } from "./kept-action.js";
import { ProblemLine } from "./problem-line.js";
import { connect } from "./socket.js";
import { TextList } from "./text-list.js";
import { addressesOf } from "./watching.js";

const EVERY_MS = 1000; // a co-host has no line of its own, so asks

const { body } = document;
const { actions: url, token, socket } = /** @type {Words} */ (body.dataset);
const problem = new ProblemLine(body.querySelector("[data-problem]"));
const actions = new Actions({ url, token, onProblem: problem.tell, onDone: problem.clear });
const list = new TextList(body.querySelector("[data-texts]"), actions);

function listen() {
  connect({
    ...addressesOf(body),
    onState: (/** @type {WatchState} */ state) => list.state(state),
    onResults: (frame) => list.results(frame),
    onPulse: () => list.pulse(),
    onStatus: (status) => { if (status === "stopped") list.refresh(); },
  });
}

if (socket) listen();
else setInterval(() => list.refresh(), EVERY_MS);
offerKept(body.querySelector("[data-kept]"), actions);
