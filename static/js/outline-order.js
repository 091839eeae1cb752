/* Where slides go in the order: in front of or behind others, alone or as whole chapters. */

/** @typedef {{ id: string, chapter: string }} Placed */

/**
 * Slides that follow each other in one chapter.
 * @param {Placed[]} slides
 * @returns {Placed[][]}
 */
export function runsOf(slides) {
  /** @type {Placed[][]} */
  const runs = [];
  for (const slide of slides) {
    if (runs.at(-1)?.[0].chapter === slide.chapter) runs.at(-1)?.push(slide);
    else runs.push([slide]);
  }
  return runs;
}

/**
 * The last slide before a place that is not moved itself; "" when none is.
 * @param {Placed[]} slides
 * @param {number} place
 * @param {Set<string>} moved
 */
function lastBefore(slides, place, moved) {
  return slides.slice(0, place).findLast(({ id }) => !moved.has(id))?.id ?? "";
}

/**
 * What is dropped at a slide becomes part of its chapter; a whole chapter goes before or behind
 * a whole one.
 * @param {Placed[]} slides
 * @param {{ at: string, behind: boolean, moved: string[], whole: boolean }} drop
 */
export function dropPlace(slides, { at, behind, moved, whole }) {
  const set = new Set(moved);
  const place = slides.findIndex(({ id }) => id === at);
  if (!whole) {
    return { slides: moved, after: lastBefore(slides, behind ? place + 1 : place, set), chapter: slides[place].chapter };
  }
  const run = runsOf(slides).find((each) => each.some(({ id }) => id === at)) ?? [];
  const start = slides.indexOf(run[0]);
  const late = place - start + Number(behind) > run.length / 2;
  return { slides: moved, after: lastBefore(slides, late ? start + run.length : start, set), chapter: "" };
}

/**
 * A chapter past the one before or behind it; null at an end.
 * @param {Placed[]} slides
 * @param {string} first  the id of its first slide
 * @param {"up" | "down"} way
 */
export function chapterPlace(slides, first, way) {
  const runs = runsOf(slides);
  const here = runs.findIndex(([slide]) => slide.id === first);
  const beside = runs[way === "up" ? here - 1 : here + 1];
  if (here < 0 || !beside) return null;
  const moved = runs[here].map(({ id }) => id);
  const place = slides.indexOf(way === "up" ? beside[0] : beside[beside.length - 1]);
  return { slides: moved, after: lastBefore(slides, way === "up" ? place : place + 1, new Set(moved)), chapter: "" };
}

/**
 * What is looked at once slides are gone: the one behind the last of them, else the one before.
 * @param {string[]} ids
 * @param {string[]} gone
 * @param {string} open
 */
export function stayAt(ids, gone, open) {
  if (!gone.includes(open)) return open;
  const last = Math.max(...gone.map((id) => ids.indexOf(id)));
  const left = ids.filter((id) => !gone.includes(id));
  return ids[last + 1] ?? left.at(-1) ?? "";
}
