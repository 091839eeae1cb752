import assert from "node:assert/strict";
import { test } from "node:test";

import { GAP, pages, stepsFor } from "../../../static/js/card-pages.js";

const HEIGHT = 100;
const block = (height, span = 1) => ({ height, span });
const many = (count) => Array(count).fill(block(HEIGHT));
const indexes = (found) => found.map((page) => page.map(({ index }) => index));

test("a page holds as many cards as fit, and no more", () => {
  const room = 2 * HEIGHT + GAP;

  assert.equal(pages(many(9), 4, room)[0].length, 8);
  assert.equal(pages(many(9), 4, room - 1)[0].length, 4);
});

test("every card stands on one page, in the order in which it came", () => {
  for (let count = 1; count < 60; count += 1) {
    assert.deepEqual(indexes(pages(many(count), 3, 300)).flat(), [...Array(count).keys()]);
  }
});

test("a short card fills up an earlier page, and moves no other", () => {
  const blocks = [300, 200, 250].map((height) => block(height));
  const before = pages(blocks, 1, 560);
  const after = pages([...blocks, block(30)], 1, 560);

  assert.deepEqual(indexes(before), [[0, 1], [2]]);
  assert.deepEqual(indexes(after), [[0, 1, 3], [2]]);
});

test("a card comes where it stands highest", () => {
  const [page] = pages([300, HEIGHT, HEIGHT, HEIGHT].map((height) => block(height)), 3, 1000);

  assert.deepEqual(page.map(({ column, top }) => [column, top]), [[0, 0], [1, 0], [2, 0], [1, HEIGHT + GAP]]);
});

test("a card over two columns lies over no other, and the gap above it is filled", () => {
  const [page] = pages([block(300), block(HEIGHT), block(HEIGHT, 2), block(HEIGHT)], 3, 1000);

  assert.deepEqual(page.map(({ column, top }) => [column, top]), [[0, 0], [1, 0], [1, HEIGHT + GAP], [2, 0]]);
});

test("a card that is higher than the page still gets one, and no cards get an empty one", () => {
  assert.deepEqual(indexes(pages([block(900)], 3, 300)), [[0]]);
  assert.deepEqual(pages([], 3, 300), [[]]);
});

test("a page that is full ends at one lower edge, and the last one stays as it is", () => {
  const room = 2 * HEIGHT + GAP + 30;
  const [full, last] = pages(many(5), 2, room);

  assert.deepEqual(
    full.map(({ column, top, height }) => [column, top, height]),
    [[0, 0, 115], [0, 115 + GAP, 115], [1, 0, 115], [1, 115 + GAP, 115]],
  );
  assert.deepEqual(last.map(({ height }) => height), [HEIGHT]);
});

test("a wall becomes closer by steps: four columns at the least letters when it is wide", () => {
  const columns = (width, count) => stepsFor(width, count).map((step) => step.columns);

  assert.deepEqual(columns(1800, 3), [2, 3, 4, 4]);
  assert.deepEqual(columns(1800, 13), [3, 4, 4]);
  assert.deepEqual(stepsFor(1800, 1000), [{ columns: 4, size: 1 }]);
  assert.deepEqual(columns(820, 7), [2, 2]);
  assert.deepEqual(columns(500, 1), [1]);
});
