import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";

const { suggestion } = await import("../../../static/js/question-panels.js");
const { drawnOf, ownWords, wordsOfHeld } = await import("../../../static/js/result.js");
const { minutesAndSeconds } = await import("../../../static/js/numbers.js");

const FIGURE = { data: [{}], layout: {} };
const EMPTY = { data: [], layout: {} };
const CARDS = [{ id: "1", text: "een" }];

test("a chart and cards are never drawn both, and nothing is when it cannot be seen", () => {
  assert.deepEqual(drawnOf({ figure: FIGURE, cards: CARDS }, true), { figure: FIGURE, cards: null });
  assert.deepEqual(drawnOf({ figure: EMPTY, cards: CARDS }, true), { figure: null, cards: CARDS });
  assert.deepEqual(drawnOf({ figure: null, cards: null }, true), { figure: null, cards: null });
  assert.deepEqual(drawnOf({ figure: FIGURE, cards: CARDS }, false), { figure: null, cards: null });
});

test("the desk hears what waits, or that all is hidden, or nothing", () => {
  const words = { one: "{n} wacht", many: "{n} wachten", hidden: "alles verborgen" };
  const counts = [[1, 0, 0], [2, 5, 1], [0, 0, 3], [0, 1, 3], [0, 0, 0]];

  const said = counts.map(([pending, shown, hidden]) => wordsOfHeld({ pending, shown, hidden }, words));

  assert.deepEqual(said, ["1 wacht", "2 wachten", "alles verborgen", "", ""]);
});

test("the one thing to do next follows from the state of the question", () => {
  const questions = [["waiting", false], ["paused", true], ["open", false], ["open", true], ["closed", false], ["closed", true]];

  const next = questions.map(([state, shown]) => suggestion({ state, shown }));

  assert.deepEqual(next, ["open", "open", "show", "close", "show", null]);
});

test("a time is written in minutes and two digits of seconds", () => {
  assert.deepEqual([0, 9, 61.9, 3600, -5].map(minutesAndSeconds), ["0:00", "0:09", "1:01", "60:00", "0:00"]);
});

test("a desk reads a result in its own language, when the frame has it", () => {
  const own = { sentence: "Het vaakst A.", remark: "" };
  const other = { sentence: "Vaker B.", remark: "Laat." };

  assert.equal(ownWords({ sentence: "Most often A.", remark: "", words: { nl: own } }), own);
  assert.deepEqual(ownWords(other), other);
});
