import assert from "node:assert/strict";
import { test } from "node:test";

import { columnsFor, GAP, pages } from "../../../static/js/card-pages.js";

const HEIGHT = 100;
const many = (count) => Array(count).fill(HEIGHT);
const indexes = (found) => found.map((page) => page.map(({ index }) => index));

test("a page holds at most eight cards, however much room there is", () => {
  assert.deepEqual(indexes(pages(many(8), 3, 10_000)), [[0, 1, 2, 3, 4, 5, 6, 7]]);

  const [first, ...others] = indexes(pages(many(9), 3, 10_000));
  assert.equal(first.length, 8);
  assert.equal(others.length, 1);
});

test("a page holds no more rows than fit", () => {
  const room = 2 * HEIGHT + GAP;

  assert.equal(pages(many(6), 3, room)[0].length, 6);
  assert.equal(pages(many(6), 3, room - 1)[0].length, 3);
});

test("every card stands on one page, in the order in which it came", () => {
  for (let count = 1; count < 60; count += 1) {
    assert.deepEqual(indexes(pages(many(count), 3, 300)).flat(), [...Array(count).keys()]);
  }
});

test("a card comes in the shortest column", () => {
  const [page] = pages([300, HEIGHT, HEIGHT, HEIGHT], 3, 1000);

  assert.deepEqual(page.map(({ column, top }) => [column, top]), [[0, 0], [1, 0], [2, 0], [1, HEIGHT + GAP]]);
});

test("a card that is higher than the page still gets one, and no cards get an empty one", () => {
  assert.deepEqual(indexes(pages([900], 3, 300)), [[0]]);
  assert.deepEqual(pages([], 3, 300), [[]]);
});

test("a narrow wall has one column, a wide one three when there is something for each", () => {
  const columns = [[500, 20], [800, 5], [800, 6], [1600, 2], [1600, 3]];

  assert.deepEqual(columns.map(([width, count]) => columnsFor(width, count)), [1, 1, 2, 2, 3]);
});
