import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";
import { DeckAsks } from "../../../static/js/deck-asks.js";

const FEW = { question: "goed", signs: ["few"], state: "open", answered: 1, of: 9 };

/** The one ask of a slide, when fewer than half answered. */
function asking() {
  const ask = { dataset: { of: "goed", when: "few" }, hidden: true };
  const box = { hidden: true, querySelectorAll: () => [ask] };
  return { asks: new DeckAsks(box), ask, box };
}

for (const [frame, share, shown] of [
  [FEW, 0, false],
  [FEW, 0.3, false],
  [FEW, 0.34, true],
  [{ ...FEW, state: "closed" }, 0, true],
  [{ ...FEW, answered: 5 }, 0, true],
  [{ ...FEW, signs: [] }, 1, false],
]) {
  test(`${JSON.stringify(frame)} after ${share} of the time`, () => {
    const { asks, ask, box } = asking();
    asks.results(frame);

    asks.show("goed", ["goed"], share);

    assert.deepEqual([!ask.hidden, !box.hidden], [shown, shown]);
  });
}
