/* What a form of the editor posts, as the fields of its step. */

/** @typedef {Record<string, string[]>} Posted */

const one = (/** @type {string[] | undefined} */ values) => values?.at(-1) ?? "";

/** Steps that a form asks for by themselves; the others take what is posted as it is.
 * @type {Record<string, (posted: Posted) => Record<string, unknown>>} */
const FIELDS = {
  set_note: ({ slide, note }) => ({ slide: one(slide), note: one(note) }),
  set_picture: ({ slide, picture, alt, decorative }) =>
    ({ slide: one(slide), picture: one(picture), alt: one(alt), decorative: Boolean(decorative) }),
  remove_block: ({ slide, block, nth }) => ({ slide: one(slide), block: one(block), nth: Number(one(nth)) }),
  replace_text: ({ find, replace }) => ({ find: one(find), replace: one(replace) }),
};

/**
 * @param {string} step
 * @param {Posted} posted
 */
export function fieldsOf(step, posted) {
  return FIELDS[step]?.(posted) ?? { ...posted, slide: one(posted.slide) };
}

const GOING = new Set(["undo", "redo", "add_item", "copy_slides", "paste"]);

/**
 * Whether one wants to see what a step brought.
 * @param {string} step
 */
export function isGoing(step) {
  return GOING.has(step);
}
