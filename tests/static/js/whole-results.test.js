import assert from "node:assert/strict";
import { test } from "node:test";

import { changed, WholeResults } from "../../../static/js/whole-results.js";

const nobody = () => assert.fail("nothing is missing");

test("what changed takes its place, and what did not is the same object", () => {
  const before = { answered: 3, table: { rows: [["A", 1], ["B", 2]] }, layout: { shapes: [1] }, cards: null };

  const now = changed(before, { answered: [4], table: { rows: { 1: { 1: [3] } } }, cards: [[]] });

  assert.deepEqual(now, { ...before, answered: 4, table: { rows: [["A", 1], ["B", 3]] }, cards: [] });
  assert.equal(now.layout, before.layout);
  assert.equal(now.table.rows[0], before.table.rows[0]);
  assert.equal(before.table.rows[1][1], 2);
});

test("changes are of the last frame about that question, whichever that was", () => {
  const { complete } = new WholeResults();
  const goed = { type: "results", question: "goed", version: 4, answered: 7 };
  complete({ type: "results", question: "minder", version: 1, answered: 1 }, nobody);
  complete({ ...goed, version: 9 }, nobody);
  complete(goed, nobody);

  const once = complete({ type: "changes", question: "goed", changes: { answered: [8] } }, nobody);
  const twice = complete({ type: "changes", question: "goed", changes: { version: [5] } }, nobody);

  assert.deepEqual([once, twice], [{ ...goed, answered: 8 }, { ...goed, answered: 8, version: 5 }]);
});

test("other frames stay as they are, and changes of nothing ask for everything", () => {
  const { complete } = new WholeResults();
  const state = { type: "state", version: 1 };
  let asked = 0;

  assert.equal(complete(state, nobody), state);
  const nothing = complete({ type: "changes", question: "goed", changes: {} }, () => { asked += 1; });

  assert.equal(nothing.type, "changes"); // which nothing on a page listens to
  assert.equal(asked, 1);
});
