import assert from "node:assert/strict";
import { test } from "node:test";

import { slideBeside } from "../../../static/js/stage.js";
import { SlideWalk } from "../../../static/js/slide-walk.js";

/** A walk whose server replies when told to; what was shown and what was sent. */
function walking() {
  const shown = [];
  const sent = [];
  const seen = [];
  const replies = [];
  const send = (action, fields) => {
    sent.push(fields.slide);
    seen.push([fields.seen, fields.version]);
    return new Promise((resolve) => { replies.push(resolve); });
  };
  const walk = new SlideWalk({ send }, { onMove: (slide) => shown.push(slide), onSettled: () => shown.push("settled") });
  const reply = async (given) => {
    replies.shift()(given);
    await new Promise((resolve) => { setImmediate(resolve); });
  };
  return { walk, shown, sent, seen, reply };
}

test("slides are shown at once, and those that were only passed are not told", async () => {
  const { walk, shown, sent, reply } = walking();

  for (const slide of ["2", "3", "4"]) walk.to(slide);
  await reply({ ok: true, version: 5 });
  await reply({ ok: true, version: 6 });

  assert.deepEqual(shown, ["2", "3", "4", "settled"]);
  assert.deepEqual(sent, ["2", "4"]);
});

test("a state from before our own step does not move the page", async () => {
  const { walk, reply } = walking();

  walk.to("2");
  const meanwhile = walk.follows({ version: 9 });
  await reply({ ok: true, version: 6 });

  assert.equal(meanwhile, false);
  assert.deepEqual([5, 6].map((version) => walk.follows({ version })), [false, true]);
  walk.restart();
  assert.equal(walk.follows({ version: 1 }), true);
});

test("without a server the slides go on, and it hears afterwards where we are", async () => {
  const { walk, sent, reply } = walking();
  walk.to("2");
  await reply({ error: { code: "network" } });
  const away = walk.follows({ version: 9 });

  walk.settle();
  await reply({ ok: true, version: 6 });
  walk.settle();

  assert.equal(away, false);
  assert.deepEqual(sent, ["2", "2"]);
});

test("a step tells from which slide it was taken, and of which version, unless a reply was lost", async () => {
  const { walk, seen, reply } = walking();
  walk.saw("1", 4);

  for (const slide of ["2", "3"]) {
    walk.to(slide);
    await reply({ ok: true, version: 5 });
  }
  walk.saw("8", 6);
  walk.to("9");
  await reply({ error: { code: "network" } });
  walk.to("10");
  await reply({ ok: true, version: 7 });
  walk.restart();
  walk.to("11");

  assert.deepEqual(seen, [["1", "4"], ["2", "5"], ["8", "6"], ["8+9", undefined], ["", undefined]]);
});

test("when somebody else moved on, the page follows, and what was pressed meanwhile is dropped", async () => {
  const { walk, shown, sent, reply } = walking();
  walk.saw("5", 4);

  walk.to("6");
  walk.to("7");
  await reply({ error: { code: "slide.moved" } });

  assert.deepEqual(sent, ["6"]);
  assert.deepEqual(shown, ["6", "7", "settled"]);
  assert.equal(walk.follows({ version: 1 }), true);
});

test("slides that are left out are passed in both directions", () => {
  const order = ["a", "b", "c", "d"];

  assert.equal(slideBeside(order, "a", 1, new Set(["b", "c"])), "d");
  assert.equal(slideBeside(order, "d", -1, new Set(["b", "c"])), "a");
  assert.equal(slideBeside(order, "c", 1, new Set(["d"])), undefined);
  assert.equal(slideBeside(order, "a", -1, new Set()), undefined);
});
