import assert from "node:assert/strict";
import { test } from "node:test";

import { countedTo } from "../../../static/js/reveal.js";

test("a number on its way keeps its separators and decimals, and ends as it is written", () => {
  assert.deepEqual([0, 0.5, 1].map((part) => countedTo("36", part)), ["0", "18", "36"]);
  assert.deepEqual([0, 0.5, 1].map((part) => countedTo("1.200", part)), ["0", "600", "1.200"]);
  assert.deepEqual([0, 0.5, 1].map((part) => countedTo("12.345", part)), ["0", "6.172", "12.345"]);
  assert.deepEqual([0, 0.5, 1].map((part) => countedTo("28,3", part)), ["0,0", "14,1", "28,3"]);
});
