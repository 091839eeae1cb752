import assert from "node:assert/strict";
import { test } from "node:test";

import { chapterPlace, dropPlace, stayAt } from "../../../static/js/outline-order.js";

const SLIDES = ["a1", "a2", "b1", "b2", "b3", "c1"].map((id) => ({ id, chapter: id[0] }));
const drop = (at, behind, moved, whole = false) => {
  const { after, chapter } = dropPlace(SLIDES, { at, behind, moved, whole });
  return [after, chapter];
};

test("a slide lands before or behind another and becomes part of its chapter", () => {
  assert.deepEqual(drop("b1", true, ["a1"]), ["b1", "b"]);
  assert.deepEqual(drop("b1", false, ["c1"]), ["a2", "b"]);
  assert.deepEqual(drop("a1", false, ["c1"]), ["", "a"]);
});

test("slides never land behind one of themselves", () => {
  assert.deepEqual(drop("b2", true, ["b1", "b2"]), ["a2", "b"]);
  assert.deepEqual(drop("a1", true, ["a1", "a2"]), ["", "a"]);
});

test("a whole chapter lands between chapters and stays one", () => {
  assert.deepEqual(drop("b1", false, ["c1"], true), ["a2", ""]);
  assert.deepEqual(drop("b1", true, ["c1"], true), ["a2", ""]);
  assert.deepEqual(drop("b3", false, ["a1", "a2"], true), ["b3", ""]);
  assert.deepEqual(drop("c1", true, ["a1", "a2"], true), ["c1", ""]);
});

test("a chapter goes past its neighbour, and no further than the ends", () => {
  assert.deepEqual(chapterPlace(SLIDES, "b1", "up"), { slides: ["b1", "b2", "b3"], after: "", chapter: "" });
  assert.deepEqual(chapterPlace(SLIDES, "b1", "down"), { slides: ["b1", "b2", "b3"], after: "c1", chapter: "" });
  assert.equal(chapterPlace(SLIDES, "a1", "up"), null);
  assert.equal(chapterPlace(SLIDES, "c1", "down"), null);
});

test("after removing one looks at what came next, else at what came before", () => {
  const ids = SLIDES.map(({ id }) => id);

  assert.equal(stayAt(ids, ["a2", "b1"], "a2"), "b2");
  assert.equal(stayAt(ids, ["b3", "c1"], "c1"), "b2");
  assert.equal(stayAt(ids, ["b3"], "a1"), "a1");
  assert.equal(stayAt(["a1"], ["a1"], "a1"), "");
});
