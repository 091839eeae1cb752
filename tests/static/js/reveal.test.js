import assert from "node:assert/strict";
import { test } from "node:test";

import { countedTo, reveal } from "../../../static/js/reveal.js";

test("a number on its way keeps its separators and decimals, and ends as it is written", () => {
  assert.deepEqual([0, 0.5, 1].map((part) => countedTo("36", part)), ["0", "18", "36"]);
  assert.deepEqual([0, 0.5, 1].map((part) => countedTo("1.200", part)), ["0", "600", "1.200"]);
  assert.deepEqual([0, 0.5, 1].map((part) => countedTo("12.345", part)), ["0", "6.172", "12.345"]);
  assert.deepEqual([0, 0.5, 1].map((part) => countedTo("28,3", part)), ["0,0", "14,1", "28,3"]);
});

/** A chart with one bar and no line above it, and what was animated of it. */
function chart() {
  /** @type {string[]} */
  const moved = [];
  const path = {
    classList: { toggle: () => false },
    animate: () => moved.push("path"),
    getBBox: () => ({ width: 100 }),
  };
  const point = { querySelector: (/** @type {string} */ name) => (name === "path" ? path : null) };
  const trace = { querySelectorAll: () => [point] };
  return { moved, drawing: /** @type {any} */ ({ querySelectorAll: () => [trace], closest: () => null }) };
}

for (const still of [true, false]) {
  test(`bars ${still ? "stand there at once where less motion is wanted" : "grow elsewhere"}`, (context) => {
    const asked = context.mock.fn(() => ({ matches: still }));
    Object.assign(globalThis, { matchMedia: asked });
    const { moved, drawing } = chart();

    reveal(drawing, /** @type {any} */ ({ data: [{ type: "bar", x: [3] }], layout: {} }));

    assert.deepEqual(asked.mock.calls.map((call) => call.arguments), [["(prefers-reduced-motion: reduce)"]]);
    assert.deepEqual(moved, still ? [] : ["path"]);
  });
}
