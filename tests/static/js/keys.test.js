import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";
import { Held, meaningOf } from "../../../static/js/keys.js";

const MEANINGS = [
  [{ key: "ArrowRight" }, "next"],
  [{ key: "PageUp" }, "previous"],
  [{ key: " " }, "next"],
  [{ key: "t" }, "toggle"],
  [{ key: "T" }, "toggle"],
  [{ key: "Escape" }, "escape"],
  [{ key: "PageDown" }, "next"],
  [{ key: " ", shift: true }, "previous"],
  [{ key: "b" }, "blank"],
  [{ key: "." }, "blank"],
  [{ key: "w" }, "blank"],
  [{ key: "W", shift: true }, "finish"],
  [{ key: "g" }, "outline"],
  [{ key: "y" }, "hideAll"],
  [{ key: "F5" }, "start"],
  [{ key: "F5", shift: true }, "start"],
  [{ key: "F5", repeat: true }, null],
  [{ key: "j" }, null],
  [{ key: "7" }, "digit"],
  [{ key: "Enter" }, null],
  [{ key: "Enter", digits: "12" }, "jump"],
];

for (const [press, meaning] of MEANINGS) {
  test(`${JSON.stringify(press)} means ${meaning}`, () => {
    assert.equal(meaningOf(press), meaning);
  });
}

test("a key that is held down goes on through the slides and does nothing else again", () => {
  const keys = ["ArrowRight", "ArrowLeft", " ", "o", "s", "t", "z", "q", "Escape"];

  const meanings = keys.map((key) => meaningOf({ key, repeat: true }));

  assert.deepEqual(meanings, ["next", "previous", "next", null, null, null, null, null, null]);
});

test("a key that is held down counts four times at most, and anew when it is pressed again", () => {
  const held = new Held();
  const presses = [false, ...Array(30).fill(true), false, true];

  const counted = presses.map((repeat) => held.counts({ repeat }));

  assert.deepEqual(counted, [true, true, true, true, ...Array(27).fill(false), true, true]);
});

test("with Ctrl, Alt or Command a key is the browser's", () => {
  assert.equal(meaningOf({ key: "r", modified: true }), null);
  assert.equal(meaningOf({ key: "ArrowRight", modified: true }), null);
});

test("while somebody types only Escape is for the page", () => {
  const meanings = ["a", "t", " ", "ArrowRight", "5", "Enter", "Escape"].map((key) => meaningOf({ key, typing: true, digits: "1" }));

  assert.deepEqual(meanings, [null, null, null, null, null, null, "escape"]);
});

test("space and Enter press what has focus, unless a number was typed", () => {
  assert.equal(meaningOf({ key: " ", pressable: true }), null);
  assert.equal(meaningOf({ key: "Enter", pressable: true }), null);
  assert.equal(meaningOf({ key: "Enter", pressable: true, digits: "12" }), "jump");
  assert.equal(meaningOf({ key: "t", pressable: true }), "toggle");
});

test("with letter keys switched off a clicker still works, letters and digits do not", () => {
  const keys = ["PageDown", "PageUp", "ArrowDown", "Escape", "t", "b", "3", "?"];

  const meanings = keys.map((key) => meaningOf({ key, lettersOff: true }));

  assert.deepEqual(meanings, ["next", "previous", "down", "escape", null, null, null, null]);
});
