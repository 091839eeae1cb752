import assert from "node:assert/strict";
import { test } from "node:test";

import { walkersOf } from "../../../static/js/trail.js";

test("there is somebody for each answer, and a place for everyone", () => {
  assert.deepEqual(walkersOf(0, 5, 12), { walkers: 0, places: 5 });
  assert.deepEqual(walkersOf(3, 5, 12), { walkers: 3, places: 5 });
  assert.deepEqual(walkersOf(5, 5, 12), { walkers: 5, places: 5 });
});

test("of many, one stands for several; the first is seen at once, and all only at the end", () => {
  assert.deepEqual(walkersOf(1, 1000, 12), { walkers: 1, places: 12 });
  assert.deepEqual(walkersOf(500, 1000, 12), { walkers: 6, places: 12 });
  assert.deepEqual(walkersOf(999, 1000, 12), { walkers: 11, places: 12 });
  assert.deepEqual(walkersOf(1000, 1000, 12), { walkers: 12, places: 12 });
});

test("nobody walks where nobody is, and nobody walks twice", () => {
  assert.deepEqual(walkersOf(0, 0, 12), { walkers: 0, places: 0 });
  assert.deepEqual(walkersOf(7, 5, 12), { walkers: 5, places: 5 });
});
