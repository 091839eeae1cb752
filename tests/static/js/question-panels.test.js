import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";
import { heldBack, privacyOf, suggestion } from "../../../static/js/question-panels.js";

const counts = (pending, shown, hidden = 0) => ({ pending, shown, hidden });

test("what is suggested next, by the state of a question", () => {
  const asked = [
    { state: "waiting", shown: false },
    { state: "paused", shown: true },
    { state: "open", shown: false },
    { state: "open", shown: true },
    { state: "closed", shown: true },
  ];

  assert.deepEqual(asked.map(suggestion), ["open", "open", "show", "close", null]);
});

test("while only texts wait, choosing them comes before showing nothing", () => {
  const cases = [counts(10, 0), counts(10, 1), counts(0, 0, 3), null, undefined].map((texts) => ({ state: "open", shown: false, texts }));

  assert.deepEqual(cases.map(heldBack), [10, 0, 0, 0, 0]);
  assert.deepEqual(cases.map(suggestion), ["choose", "show", "show", "show", "show"]);
});

test("the desk says of a result what the projector draws", () => {
  const cases = [
    [{ shown: false }, false], [{ shown: true }, false], [{ shown: true }, true],
    [{ shown: true, texts: counts(3, 0) }, false], [{ shown: true, texts: counts(3, 1) }, true],
  ];

  assert.deepEqual(cases.map((each) => privacyOf(...each)), ["secret", "public", "beside", "empty", "beside"]);
});
