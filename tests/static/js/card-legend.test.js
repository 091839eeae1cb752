import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";
import { countLabels } from "../../../static/js/card-legend.js";

const label = (key, letter = key) => ({ key, letter, label: `${key}. ${key}`, name: key, color: "a" });
const card = (count, ...labels) => ({ id: "", text: "", count, starred: false, labels });

test("labels with a letter are counted by people, the most given first", () => {
  const cards = [card(1, label("A")), card(3, label("B")), card(1, label("A"), label("werk", ""))];

  assert.deepEqual(countLabels(cards).map((each) => [each.label.key, each.count]), [["B", 3], ["A", 2]]);
});

test("cards without such labels have no legend", () => {
  assert.deepEqual(countLabels([card(1), card(2, label("werk", ""))]), []);
});
