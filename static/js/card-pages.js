/* Which cards stand on which page of a wall, and where: the only place that knows. */

export const GAP = 14; // pixels between cards

/**
 * How close cards stand: so many columns, and letters of that size of the stage.
 * @typedef {{ columns: number, size: number }} Step
 */

/** @type {{ from: number, steps: Step[] }[]} by the width of the wall, from the most airy on */
const STEPS = [
  { from: 1000, steps: [{ columns: 2, size: 5 }, { columns: 3, size: 3 }, { columns: 4, size: 2 }, { columns: 4, size: 1 }] },
  { from: 600, steps: [{ columns: 1, size: 4 }, { columns: 2, size: 2 }, { columns: 2, size: 1 }] },
  { from: 0, steps: [{ columns: 1, size: 1 }] },
];
const ROWS = 6; // more than a column can hold, however short its cards are

/** @typedef {{ height: number, span: number }} Block  a card, over so many columns */
/** @typedef {{ index: number, column: number, top: number, height: number }} Place */

/**
 * The steps that can hold this many cards on a page, and always the closest.
 * @param {number} width  of the wall, in pixels
 * @param {number} count  of all cards
 */
export function stepsFor(width, count) {
  const { steps } = STEPS.find(({ from }) => width >= from) ?? STEPS[0];
  return steps.filter((step, index) => count <= step.columns * ROWS || index === steps.length - 1);
}

/**
 * The pages of these cards. When they do not fit on one, each comes in the first column that has
 * room for it, so that a new one moves no other and little room is left; full pages end at the
 * lower edge of the wall, and on the last cards spread over its whole width.
 * @param {Block[]} blocks
 * @param {number} columns
 * @param {number} room  the height of a page
 */
export function pages(blocks, columns, room) {
  const all = spread(blocks.map((_, index) => index), blocks, columns, room);
  if (all) return [all];
  /** @type {Page[]} */
  const found = [makePage(columns)];
  blocks.forEach((block, index) => {
    if (found.some((page) => add(page, block, index, room, first))) return;
    found.push(makePage(columns));
    add(found[found.length - 1], block, index, room, first);
  });
  const { places } = found[found.length - 1];
  const last = spread(places.map(({ index }) => index), blocks, columns, room) ?? places;
  return [...found.slice(0, -1).map((page) => stretched(page.places, blocks, room)), last];
}

/**
 * One page of cards, each where it stands highest; null when they do not fit.
 * @param {number[]} indexes
 * @param {Block[]} blocks
 * @param {number} columns
 * @param {number} room
 */
function spread(indexes, blocks, columns, room) {
  const page = makePage(columns);
  return indexes.every((index) => add(page, blocks[index], index, room, highest)) ? page.places : null;
}

/**
 * @typedef {{ places: Place[], tops: number[], gaps: Spot[] }} Page
 *   its cards, where each column goes on, and free room above cards over several columns
 * @typedef {{ column: number, top: number, height: number }} Spot
 */

/**
 * @param {number} columns
 * @returns {Page}
 */
const makePage = (columns) => ({ places: [], tops: Array(columns).fill(0), gaps: [] });

/**
 * Put a card on this page; false when there is no room for it. A page has room for any first.
 * @param {Page} page
 * @param {Block} block
 * @param {number} index
 * @param {number} room
 * @param {(spots: Spot[], height: number) => Spot} choose
 */
function add({ places, tops, gaps }, { height, span }, index, room, choose) {
  const gap = span === 1 ? gaps.find((each) => each.height >= height) : undefined;
  const { column, top } = gap ?? choose(spotsOf(tops, span, room), height);
  if (top > 0 && top + height > room) return false;
  places.push({ index, column, top, height });
  if (gap) {
    gap.top += height + GAP;
    gap.height -= height + GAP;
    return true;
  }
  for (let at = column; at < column + span; at += 1) {
    gaps.push({ column: at, top: tops[at], height: top - tops[at] - GAP });
    tops[at] = top + height + GAP;
  }
  return true;
}

/**
 * Where a card over so many columns can stand, with the room below.
 * @param {number[]} tops
 * @param {number} span
 * @param {number} room
 * @returns {Spot[]}
 */
function spotsOf(tops, span, room) {
  return tops.slice(0, tops.length - span + 1).map((_, column) => {
    const top = Math.max(...tops.slice(column, column + span));
    return { column, top, height: room - top };
  });
}

/** @param {Spot[]} spots */
const highest = (spots) => spots.reduce((best, spot) => (spot.top < best.top ? spot : best));

/**
 * @param {Spot[]} spots
 * @param {number} height
 */
const first = (spots, height) => spots.find((spot) => spot.height >= height) ?? highest(spots);

/**
 * What is left over below the columns goes to their cards.
 * @param {Place[]} page
 * @param {Block[]} blocks
 * @param {number} room
 */
function stretched(page, blocks, room) {
  if (page.some(({ index }) => blocks[index].span > 1)) return page;
  return page.map((place) => {
    const column = page.filter((other) => other.column === place.column);
    const last = column[column.length - 1];
    const extra = Math.max(0, room - last.top - last.height) / column.length;
    return { ...place, top: place.top + extra * column.indexOf(place), height: place.height + extra };
  });
}
