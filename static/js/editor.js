/* The editor: what is typed becomes steps, and what comes back is drawn. */

import { filled, flush, later, nameOf, watchForms } from "./autosave.js";
import { bindPictures } from "./bring-picture.js";
import { Conflict, wordsOf } from "./conflict.js";
import { bindKeys } from "./editor-keys.js";
import { showCurrent, slideIds, View } from "./editor-view.js";
import { InPlace } from "./in-place.js";
import { StepQueue } from "./step-queue.js";

/** @param {string} selector */
const find = (selector) => document.querySelector(selector);
const data = /** @type {Words} */ (document.body.dataset);
const panel = find("[data-panel]");
const state = find("[data-state]");
const problem = find("[data-problem]");
const words = /** @type {Words} */ (panel.dataset);

const queue = new StepQueue({
  url: data.steps,
  token: data.token,
  key: `polshoogte.steps.${data.workshop}`,
  onReply,
  onRefused,
  onState: (now) => {
    state.dataset.now = now;
    state.textContent = state.dataset[now] ?? "";
  },
});

const place = new InPlace(find("[data-drawn]"), {
  onWords: (step, name, value) => later(step, () => addWords(step, { [name]: value })),
  onLeave: () => { flush(); setTimeout(() => view.draw()); },
  source: () => /** @type {Field} */ (panel.querySelector("[data-source=body]")).value,
  labels: { title: words.title, body: words.body, more: words.more },
});
const view = new View(place);

const conflict = new Conflict(/** @type {HTMLDialogElement} */ (find("[data-conflict]")), {
  onKeep: async () => queue.settle(await refresh(queue.steps[0].fields.slide)),
  onDrop: async () => { queue.settle(null); await refresh(data.slide); },
});

/**
 * @param {string} step
 * @param {Record<string, unknown>} fields
 */
function addWords(step, fields) {
  queue.add({ step, fields: { slide: data.slide, ...fields }, hash: data.hash, field: `${data.slide} ${step}` });
}

/** @type {Record<string, (fields: Record<string, string[]>) => Record<string, unknown>>} */
const WORDS = {
  set_note: ({ note: [note] }) => ({ note }),
  set_picture: ({ picture: [picture], alt: [alt], decorative }) => ({ picture, alt, decorative: Boolean(decorative) }),
};

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} [submitter]
 */
function onForm(form, submitter) {
  const fields = filled(form, submitter);
  const [step] = fields.step;
  if (step in WORDS) return addWords(step, WORDS[step](fields));
  const field = submitter ? "" : `${data.slide} ${nameOf(form)}`;
  queue.add({ step, fields: { ...fields, slide: data.slide }, hash: data.hash, field });
}

/**
 * @param {EditorReply} reply
 * @param {Step} step
 */
function onReply(reply, { step }) {
  const moved = reply.slides.map(([id]) => id).join() !== slideIds().join();
  const elsewhere = ["undo", "redo"].includes(step) && reply.slide?.id !== data.slide;
  if ((moved || elsewhere) && !queue.waiting) return openSlide(reply.slide?.id ?? "");
  problem.hidden = true;
  take(reply);
}

/** @param {string} id */
function openSlide(id) {
  location.assign(`?slide=${encodeURIComponent(id)}`);
}

/** @param {EditorReply} reply */
function take(reply) {
  view.mark(reply);
  if (reply.slide?.id !== data.slide) return;
  data.hash = reply.slide.hash;
  view.receive(reply.slide);
}

/**
 * @param {StepRefusal} error
 * @param {Step} step
 */
function onRefused(error, step) {
  if (error.theirs !== undefined) return conflict.show(wordsOf(step), error.theirs);
  problem.textContent = error.message;
  problem.hidden = false;
}

/**
 * Fetch a slide as it is now; its hash.
 * @param {string} slide
 * @returns {Promise<string>}
 */
async function refresh(slide) {
  const response = await fetch(`${data.here}?slide=${encodeURIComponent(slide)}`, { headers: { Accept: "application/json" } });
  const reply = await response.json();
  take(reply);
  return reply.slide?.hash ?? "";
}

/**
 * Undo and redo come after everything that was typed.
 * @param {string} step
 */
function turn(step) {
  flush();
  queue.add({ step, fields: {}, hash: "" });
}

if (data.slide) {
  place.adopt();
  watchForms(panel, onForm);
  watchForms(find("[data-note]"), onForm);
}
showCurrent(find("[data-rail]"), find(".rail [aria-current]"));
addEventListener("pagehide", flush);
bindKeys({ turn, queue });
bindPictures({ queue });
queue.send();
