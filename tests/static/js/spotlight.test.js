import assert from "node:assert/strict";
import { test } from "node:test";

import { chosen, pagesOf, turned } from "../../../static/js/spotlight.js";

const FIRST = { view: "", page: 1 };
const chart = (key, more = {}) => ({ key, wide: true, visible: true, pages: 1, ...more });
const cards = (key, pages, more = {}) => ({ key, wide: false, visible: true, pages, ...more });

test("the result that was asked for has the stage, without one the first that needs it", () => {
  const [pair, verdict] = [chart("goed+minder"), chart("condities")];

  assert.equal(chosen([pair, verdict], ""), pair);
  assert.equal(chosen([pair, verdict], "condities"), verdict);
  assert.equal(chosen([pair, chart("condities", { visible: false, wide: false })], "condities"), pair);
});

test("one result alone, and answers beside each other, share the stage", () => {
  assert.equal(chosen([chart("goed")], "goed"), null);
  assert.equal(chosen([cards("een", 1), cards("twee", 1)], "twee"), null);
});

test("one step turns a page, then goes to the next result, and stops at an end", () => {
  const among = [cards("een", 3), chart("twee")];

  assert.deepEqual(turned([cards("een", 3)], FIRST, 1), { view: "", page: 2 });
  assert.deepEqual(turned(among, { view: "een", page: 2 }, 1), { view: "een", page: 3 });
  assert.deepEqual(turned(among, { view: "een", page: 3 }, 1), { view: "twee", page: 1 });
  assert.deepEqual(turned(among, { view: "twee", page: 1 }, -1), { view: "een", page: 1 });
  assert.deepEqual([turned(among, { view: "twee", page: 1 }, 1), turned([cards("een", 3)], FIRST, -1)], [null, null]);
});

test("a page that is no longer there counts as the last one", () => {
  assert.deepEqual(turned([cards("een", 2)], { view: "", page: 9 }, -1), { view: "", page: 1 });
});

test("a result that nobody sees is passed", () => {
  const among = [chart("een"), chart("twee", { visible: false, wide: false }), chart("drie")];

  assert.deepEqual(turned(among, FIRST, 1), { view: "drie", page: 1 });
});

test("two walls of answers turn together, as far as the longest", () => {
  const among = [cards("een", 2), cards("twee", 4)];

  assert.equal(pagesOf(among, ""), 4);
  assert.deepEqual(turned(among, { view: "", page: 3 }, 1), { view: "", page: 4 });
});
