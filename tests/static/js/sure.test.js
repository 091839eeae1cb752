import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";
import { isSure, stopWhenChanged } from "../../../static/js/sure.js";

/** A button whose words are one text. */
function buttonOf(sure) {
  const button = { dataset: sure ? { sure } : {}, words: "Stop", get innerHTML() { return this.words; }, set innerHTML(text) { this.words = text; } };
  Object.defineProperty(button, "textContent", { set(text) { button.words = text; } });
  return button;
}

test("the second press does it, and asks nothing any more", () => {
  const button = buttonOf("Zeker?");

  const first = isSure(button);
  const asked = button.words;
  const second = isSure(button);

  assert.deepEqual([first, asked, second, button.words], [false, "Zeker?", true, "Stop"]);
  assert.equal(isSure(button), false);
  isSure(button);
});

test("a press that came long ago is no first one", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const button = buttonOf("Zeker?");
  isSure(button);

  t.mock.timers.tick(5000);

  assert.equal(button.words, "Stop");
  assert.equal(isSure(button), false);
});

test("a button without a question is pressed once", () => {
  assert.equal(isSure(buttonOf("")), true);
});

test("a button that is let go says so for a moment", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const button = buttonOf("Zeker?");
  button.dataset.letGo = "Niet gedaan";
  isSure(button);

  t.mock.timers.tick(5000);
  const said = button.words;
  t.mock.timers.tick(2500);

  assert.deepEqual([said, button.words], ["Niet gedaan", "Stop"]);
});

test("nothing is asked any more once it was done by somebody", () => {
  const state = { session: { state: "live" }, questions: [{ state: "open", round: 1 }] };
  const button = buttonOf("Zeker?");
  stopWhenChanged(state);
  isSure(button);

  stopWhenChanged(state);
  const before = button.words;
  stopWhenChanged({ ...state, session: { state: "ended" } });

  assert.deepEqual([before, button.words], ["Zeker?", "Stop"]);
  assert.equal(isSure(button), false);
});
