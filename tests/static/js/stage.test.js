import assert from "node:assert/strict";
import { test } from "node:test";

import { Slides } from "../../../static/js/stage.js";

const slide = (id, hidden = true) => ({ dataset: { slide: id }, hidden });
const stageOf = (...slides) => ({ querySelectorAll: () => slides });

test("a slide that is shown is the only one, and is told once", () => {
  const [one, two] = [slide("one", false), slide("two")];
  const seen = [];
  const slides = new Slides(stageOf(one, two));

  slides.show(two, (each) => seen.push(each));
  slides.show(two, (each) => seen.push(each));
  slides.show(null, (each) => seen.push(each));

  assert.deepEqual([one.hidden, two.hidden, seen], [true, false, [two]]);
});

test("of two that come while the window dissolves only the last is seen, and is current at once", () => {
  const [one, two, three] = [slide("one", false), slide("two"), slide("three")];
  const waiting = [];
  const seen = [];
  const slides = new Slides(stageOf(one, two, three), (change) => waiting.push(change));

  slides.show(two, (each) => seen.push(each));
  slides.show(three, (each) => seen.push(each));
  const { current } = slides;
  for (const change of waiting) change();

  assert.equal(current, three);
  assert.deepEqual([one.hidden, two.hidden, three.hidden, seen], [true, true, false, [three]]);
});
