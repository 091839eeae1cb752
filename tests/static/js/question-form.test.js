import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";
import { wordsWhenOff } from "../../../static/js/question-form.js";

const NAMES = ["waiting", "paused", "pausedUnsent", "closed", "closedSent", "closedUnsent", "closedUnchanged"];
const TEXTS = Object.fromEntries(NAMES.map((name) => [name, name]));
const SAID = [
  ["waiting", null, false, true, "waiting"],
  ["waiting", null, true, true, "waiting"],
  ["paused", null, false, true, "paused"],
  ["paused", ["A"], true, true, "pausedUnsent"],
  ["open", null, false, false, ""], // the session pauses, which the page says itself
  ["open", null, true, false, "pausedUnsent"],
  ["closed", null, false, true, "closed"],
  ["closed", ["A"], false, true, "closedSent"],
  ["closed", null, true, true, "closedUnsent"],
  ["closed", ["A"], true, true, "closedUnchanged"],
];

for (const [state, mine, unsent, isLive, words] of SAID) {
  test(`${state}, ${mine ? "answered" : "not answered"}, ${unsent ? "unsent" : "nothing typed"}: "${words}"`, () => {
    assert.equal(wordsWhenOff({ state, mine, unsent }, isLive, TEXTS), words);
  });
}
