/* The order of slides as it will be once the steps that wait are stored. */

/** @typedef {Record<string, any>} StepFields */

const idOf = (/** @type {OutlineSlide} */ [id]) => id;

/** @type {Record<string, (slides: OutlineSlide[], fields: StepFields) => OutlineSlide[]>} */
const ORDERS = {
  remove_slides: (slides, { slides: gone }) => slides.filter(([id]) => !gone.includes(id)),
  move_slides: (slides, fields) => put(slides, fields),
  move: (slides, fields) => nudge(slides, fields),
};

/** Slides that come, whose names the server gives: how many, and behind which.
 * @type {Record<string, (fields: StepFields) => { after: string, size: number }>} */
const COMING = {
  copy_slides: ({ slides }) => ({ after: slides.at(-1), size: slides.length }),
  paste: ({ text, after }) => ({ after, size: String(text).split(/^```slide/m).length - 1 }),
  add_item: ({ slide }) => ({ after: slide, size: 1 }),
};

/**
 * @param {OutlineSlide[]} slides
 * @param {Step[]} waiting
 * @returns {{ slides: OutlineSlide[], coming: { after: string, size: number }[] }}
 */
export function foresee(slides, waiting) {
  let order = slides;
  const coming = [];
  for (const { step, fields } of waiting) {
    order = ORDERS[step]?.(order, fields) ?? order;
    if (COMING[step]) coming.push(COMING[step](fields));
  }
  return { slides: order, coming };
}

/**
 * @param {OutlineSlide[]} slides
 * @param {StepFields} fields
 */
function put(slides, { slides: moved, after = "", chapter = "" }) {
  const place = slides.findIndex(([id]) => id === after) + 1;
  const heading = slides.find((each) => each[2] === chapter)?.[3] ?? "";
  const taken = slides.filter(([id]) => moved.includes(id))
    .map((each) => /** @type {OutlineSlide} */ (chapter ? [each[0], each[1], chapter, heading] : each));
  const left = (/** @type {OutlineSlide[]} */ part) => part.filter(([id]) => !moved.includes(id));
  return [...left(slides.slice(0, place)), ...taken, ...left(slides.slice(place))];
}

/**
 * One place up or down; at the edge of a chapter into the next one, as the server does it.
 * @param {OutlineSlide[]} slides
 * @param {StepFields} fields
 */
function nudge(slides, { slides: named, way }) {
  const moved = slides.filter(([id]) => named.includes(id));
  const isUp = [way].flat()[0] === "up";
  const edge = moved.at(isUp ? 0 : -1);
  const beside = edge && slides[slides.indexOf(edge) + (isUp ? -1 : 1)];
  if (!beside) return slides;
  const within = edge[2] === beside[2];
  const end = slides.indexOf(beside) + Number(isUp !== within); // in the chapter before it comes last
  const after = slides.slice(0, end).findLast(([id]) => !named.includes(id));
  return put(slides, { slides: moved.map(idOf), after: after?.[0] ?? "", chapter: within ? "" : beside[2] });
}
