/* Which cards stand on which page of a wall, and where. */

export const GAP = 24; // pixels between cards
const MOST = 8; // cards on a page that the back row can read

/** @typedef {{ index: number, column: number, top: number }} Place */

/**
 * @param {number} width  of the wall, in pixels
 * @param {number} count  of all cards
 */
export function columnsFor(width, count) {
  if (width < 600) return 1;
  if (width < 1000) return count > 5 ? 2 : 1;
  return count > 2 ? 3 : 2;
}

/**
 * The pages of cards of these heights: on each the index, column and top of its cards.
 * @param {number[]} heights
 * @param {number} columns
 * @param {number} room  the height of a page
 */
export function pages(heights, columns, room) {
  /** @type {Place[][]} */
  const found = [];
  for (let start = 0; start < heights.length || !start;) {
    const page = fill(heights, start, columns, room);
    found.push(page);
    start += page.length || 1;
  }
  return found;
}

/**
 * As many cards from `start` as one page takes, each in the shortest column.
 * @param {number[]} heights
 * @param {number} start
 * @param {number} columns
 * @param {number} room
 */
function fill(heights, start, columns, room) {
  /** @type {number[]} */
  const tops = Array(columns).fill(0);
  /** @type {Place[]} */
  const page = [];
  for (let index = start; index < heights.length && page.length < MOST; index += 1) {
    const top = Math.min(...tops);
    if (top > 0 && top + heights[index] > room) break;
    const column = tops.indexOf(top);
    page.push({ index, column, top });
    tops[column] += heights[index] + GAP;
  }
  return page;
}
