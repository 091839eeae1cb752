import assert from "node:assert/strict";
import { test } from "node:test";

import { foresee } from "../../../static/js/foreseen.js";

const SLIDES = ["a1", "a2", "b1", "b2", "c1"].map((id) => [id, `h-${id}`, id[0], id[0].toUpperCase()]);
const order = (...waiting) => foresee(SLIDES, waiting).slides.map(([id, , chapter]) => `${id}${chapter}`).join(" ");
const move = (way, ...slides) => ({ step: "move", fields: { slides, way } });

test("slides that are moved stand where they will be, in their chapter", () => {
  assert.equal(order({ step: "move_slides", fields: { slides: ["b2", "a1"], after: "c1", chapter: "c" } }), "a2a b1b c1c a1c b2c");
  assert.equal(order({ step: "move_slides", fields: { slides: ["b1", "b2"], after: "" } }), "b1b b2b a1a a2a c1c");
});

test("one place up or down goes as the server does it, into the next chapter at an edge", () => {
  assert.equal(order(move("up", "a2")), "a2a a1a b1b b2b c1c");
  assert.equal(order(move("down", "b1")), "a1a a2a b2b b1b c1c");
  assert.equal(order(move("up", "b1")), "a1a a2a b1a b2b c1c");
  assert.equal(order(move(["down"], "a2")), "a1a a2b b1b b2b c1c");
  assert.equal(order(move("up", "a1")), order());
  assert.equal(order(move("up", "b1", "c1")), "a1a a2a b1a c1a b2b");
});

test("what waits is foreseen one after the other, and what is no order changes none", () => {
  const waiting = [
    { step: "remove_slides", fields: { slides: ["a1", "a2"] } },
    { step: "set_title", fields: { slide: "b1", title: "x" } },
    move("up", "c1"),
  ];

  assert.equal(order(...waiting), "b1b b2b c1b");
});

test("slides that come have a place until the server has named them", () => {
  const { coming, slides } = foresee(SLIDES, [
    { step: "copy_slides", fields: { slides: ["a1", "a2"] } },
    { step: "paste", fields: { text: "---\n```slide\n```\n---\n```slide\n```\n", after: "c1" } },
    { step: "add_item", fields: { slide: "b1", item: "open" } },
  ]);

  assert.deepEqual(coming, [{ after: "a2", size: 2 }, { after: "c1", size: 2 }, { after: "b1", size: 1 }]);
  assert.equal(slides, SLIDES);
});
