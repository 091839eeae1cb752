import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";
import { every, fits, read, rowsOf, textsOf } from "./states.js";
import { modeOf, wordsOf } from "../../../static/js/frames.js";
import { MovedBar } from "../../../static/js/moved-bar.js";

/** The sentences of the phone's page, by the name that a script has for them. */
const TEXTS = textsOf(read("templates/phone/_texts.html"));
const tableOf = (heading) => rowsOf("On a phone", heading);

/** What a phone says in one state of things. */
function saidIn([session, state, earlier, stands, sending]) {
  const isLive = session === "live";
  const mine = earlier === "yes" ? ["A"] : null;
  const pending = sending === "no" ? undefined : { id: "x" };
  const open = isLive && state === "open";
  const mode = modeOf({ open, editing: stands === "changing", pending, mine });
  const unsent = !pending && stands !== "as sent";
  return wordsOf({ mode, state, isLive, mine, unsent, held: sending === "held", late: sending === "no reply" }, TEXTS);
}

const PARTS = [
  ["live", "break"],
  ["waiting", "open", "paused", "closed"],
  ["no", "yes"],
  ["as sent", "unsent", "changing"],
  ["no", "yes", "held", "no reply"],
];
// Only what was sent can be changed, and while it is the form has nothing on its way.
const possible = every(PARTS).filter(([, , earlier, stands]) => stands !== "changing" || earlier === "yes");

test("every state of a form has one row, which is what the phone says", () => {
  const rows = tableOf("Beside the send button");
  for (const state of possible) {
    const found = rows.filter((row) => state.every((value, at) => fits(row[at], value)));
    assert.deepEqual(found.map((row) => row.at(-1)), [saidIn(state)], state.join(" | "));
  }
  assert.equal(possible.length, 160);
});

test("no row is for a state that there is not", () => {
  for (const row of tableOf("Beside the send button")) {
    assert.ok(possible.some((state) => state.every((value, at) => fits(row[at], value))), row.join(" | "));
  }
});

test("the bar of a phone that stayed behind says and offers what its row has", (t) => {
  t.mock.timers.enable({ apis: ["setInterval", "Date"], now: 1_000_000 });
  for (const [time, answer, said, send, keep] of tableOf("When the room has gone on")) {
    const parts = Object.fromEntries(["text", "left", "send", "keep"].map((name) => [name, { textContent: "" }]));
    const bar = new MovedBar((id) => parts[id.replace("moved-", "")], TEXTS);
    bar.begin(20);
    if (time === "over") bar.expire();
    bar.tell([{ busy: answer === "not sent", pending: answer === "on its way" }]);
    const offered = [parts.send, parts.keep].map(({ hidden }) => (hidden ? "no" : "yes"));
    assert.deepEqual([parts.text.textContent, ...offered], [said, send, keep], `${time}, ${answer}`);
  }
});

test("timer and line say what stands there", () => {
  assert.deepEqual(tableOf("The timer").map(([, said]) => said), [TEXTS.timeOverOpen, TEXTS.timeOver]);
  assert.deepEqual(tableOf("The line").map(([line, said]) => said === TEXTS[line]), Array(5).fill(true));
});
