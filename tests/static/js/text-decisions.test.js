import assert from "node:assert/strict";
import { test } from "node:test";

import { fieldsOf } from "../../../static/js/text-decisions.js";

/** A card of the list, as much of it as a decision asks for. */
const cardOf = (id, { lit = false, correction = "" } = {}) => ({
  dataset: { card: id },
  hasAttribute: (name) => name === "data-lit" && lit,
  querySelector: () => ({ value: correction }),
});

const decided = (action, card, ticks = [], button = undefined) => fieldsOf(action, { question: "tip", card, ticks, button });

test("a decision is about the card whose button was pressed, else about those that are ticked", () => {
  assert.deepEqual(decided("card-show", cardOf("1"), ["2", "3"]), { question: "tip", card: "1" });
  assert.deepEqual(decided("card-show", null, ["2", "3"]), { question: "tip", card: "2+3" });
});

test("ticked texts go into the card that was pressed, else into the first of them", () => {
  assert.deepEqual(decided("card-merge", cardOf("1"), ["2", "1", "3"]), { question: "tip", into: "1", card: "2+3" });
  assert.deepEqual(decided("card-merge", null, ["2", "3", "4"]), { question: "tip", into: "2", card: "3+4" });
  assert.deepEqual(decided("card-merge", null, []), { question: "tip", into: "", card: "" });
});

test("a text that is large is made small by the same button", () => {
  assert.deepEqual(decided("card-spotlight", cardOf("1")), { question: "tip", card: "1" });
  assert.deepEqual(decided("card-spotlight", cardOf("1", { lit: true })), { question: "tip", card: "" });
});

test("a label and a correction go along", () => {
  const label = { dataset: { label: "klein" } };

  assert.deepEqual(decided("card-label", cardOf("1"), [], label), { question: "tip", card: "1", label: "klein" });
  assert.deepEqual(decided("card-correct", cardOf("1", { correction: "beter" })), { question: "tip", card: "1", text: "beter" });
});
