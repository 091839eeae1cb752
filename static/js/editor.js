/* The editor: what is typed becomes steps, and what comes back is drawn. */

import { filled, flush, isWaiting, later, nameOf, watchForms } from "./autosave.js";
import { bindPictures } from "./bring-picture.js";
import { Company } from "./company.js";
import { Conflict, wordsOf } from "./conflict.js";
import { bindKeys } from "./editor-keys.js";
import { fieldsOf, isGoing } from "./editor-steps.js";
import { showCurrent, View } from "./editor-view.js";
import { FitMark } from "./fit-mark.js";
import { foresee } from "./foreseen.js";
import { InPlace } from "./in-place.js";
import { Acts } from "./outline-acts.js";
import { Choice } from "./outline-choice.js";
import { Drag } from "./outline-drag.js";
import { Outline } from "./outline.js";
import { SampleAnswers } from "./sample-answers.js";
import { SavedState } from "./saved-state.js";
import { bindLook } from "./stage-look.js";
import { StepQueue } from "./step-queue.js";

/** @param {string} selector */
const find = (selector) => document.querySelector(selector);
const data = /** @type {Words} */ (document.body.dataset);
const panel = find("[data-panel]");
const words = /** @type {Words} */ (panel.dataset);
const rail = find(".rail");
const status = find("[data-outline-status]");
/** @type {(() => void)[]} */
const waiting = [];

const state = new SavedState(() => queue.steps);
const queue = new StepQueue({
  url: data.steps,
  token: data.token,
  key: `polshoogte.steps.${data.person}.${data.workshop}`,
  people: () => answers.people,
  onReply,
  onRefused,
  onState: (now, why) => {
    state.show(now, why);
    if (now === "saved") for (const go of waiting.splice(0)) go();
  },
});

const place = new InPlace(find("[data-drawn]"), {
  onWords: (step, name, value) => later(step, () => addWords(step, { [name]: value })),
  onLeave: () => { flush(); setTimeout(() => view.draw()); },
  source: () => /** @type {Field} */ (panel.querySelector("[data-source=body]")).value,
  labels: { title: words.title, body: words.body, more: words.more },
});
const outline = new Outline(rail, data.outline);
let known = outline.order; // as the server has it
const fit = new FitMark(place.root, find("[data-misfit-line]"));
const answers = new SampleAnswers(place.root, find("[data-people-choice]"), () => refresh(data.slide));
const view = new View(place, { outline, fit, answers });
const choice = new Choice(outline, { onOpen: (id) => { goTo(id); }, status });
const acts = new Acts(outline, choice, {
  workshop: data.workshop,
  open: () => data.slide,
  saved,
  onStep,
  say: (said) => { status.textContent = said; },
  words: /** @type {Words} */ (status.dataset),
});

const conflict = new Conflict(/** @type {HTMLDialogElement} */ (find("[data-conflict]")), {
  onKeep: async () => queue.settle(await refresh(queue.steps[0].fields.slide)),
  onDrop: async () => { queue.settle(null); await refresh(data.slide); },
});

/** Until nothing is on its way to the server. */
function saved() {
  flush();
  return /** @type {Promise<void>} */ (new Promise((go) => {
    if (queue.waiting) waiting.push(() => go());
    else go();
  }));
}

/** @param {import("./outline-acts.js").Asked} asked */
function onStep(asked) {
  flush();
  queue.add({ here: data.slide, ...asked, hash: "" });
  lookAhead();
}

/** The outline as it will be once all that waits is stored. */
function lookAhead() {
  const { slides, coming } = foresee(known, queue.steps);
  outline.arrange(slides);
  outline.expect(coming);
  choice.draw();
}

/**
 * @param {string} step
 * @param {Record<string, unknown>} fields
 */
function addWords(step, fields) {
  queue.add({ step, fields: { slide: data.slide, ...fields }, hash: data.hash, field: `${data.slide} ${step}`, here: data.slide });
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} [submitter]
 */
function onForm(form, submitter) {
  const posted = filled(form, submitter);
  const [step] = posted.step;
  const fields = fieldsOf(step, { ...posted, slide: [data.slide] });
  if (form.dataset.words) return addWords(step, fields);
  const field = submitter ? "" : `${data.slide} ${nameOf(form)}`;
  const hash = form.hasAttribute("data-front") ? data.front : data.hash;
  queue.add({ step, fields, hash, field, here: data.slide });
  lookAhead();
}

/**
 * @param {EditorReply} reply
 * @param {Step} step
 */
function onReply(reply, { step, here }) {
  state.clear();
  if (step === "deck_form") return location.reload(); // it also says what can be added, and how
  take(reply);
  const gone = !outline.item(data.slide);
  if (reply.slide && (gone || (isGoing(step) && here === data.slide))) show(reply.slide);
}

/**
 * Look at another slide, which came with a reply.
 * @param {DrawnSlide} slide
 */
function show(slide) {
  if (slide.id === data.slide) return;
  history.pushState(null, "", `?slide=${encodeURIComponent(slide.id)}`);
  arrive(slide);
}

/** @param {DrawnSlide} slide */
function arrive(slide) {
  Object.assign(data, { slide: slide.id, hash: slide.hash });
  view.arrive(slide);
  choice.choose([slide.id]);
  showCurrent(outline.list, outline.item(slide.id));
}

/**
 * @param {string} id
 * @param {boolean} [isBack]  the browser went back by itself
 */
async function goTo(id, isBack) {
  flush();
  choice.choose([id]);
  const reply = await load(id);
  if (!reply) return state.tellAway();
  if (!reply.slide) return location.assign(`?slide=${encodeURIComponent(id)}`);
  take(reply);
  if (isBack) arrive(reply.slide);
  else show(reply.slide);
}

/** @param {{ slides: OutlineSlide[], edition: number, front: string }} order */
function follow({ slides, edition, front }) {
  if (data.front !== front) outline.redraw();
  Object.assign(data, { front, edition });
  known = slides;
  lookAhead();
}

/** @param {EditorReply} reply */
function take(reply) {
  follow(reply);
  view.mark(reply);
  if (!reply.slide) return;
  outline.draw(reply.slide.id, reply.slide.item);
  if (reply.slide.id !== data.slide) return;
  data.hash = reply.slide.hash;
  view.receive(reply.slide);
}

/**
 * @param {StepRefusal} error
 * @param {Step} step
 */
function onRefused(error, step) {
  if (error.theirs !== undefined) return conflict.show(wordsOf(step), error.theirs);
  state.refuse(error, step);
  lookAhead();
}

/**
 * Null when the server was not reached.
 * @param {string} slide
 * @returns {Promise<EditorReply | null>}
 */
async function load(slide) {
  const headers = { Accept: "application/json" };
  const query = new URLSearchParams({ slide, people: answers.people });
  const response = await fetch(`${data.here}?${query}`, { headers }).catch(() => null);
  return response?.ok ? response.json() : response && /** @type {any} */ ({ slide: null });
}

/**
 * Fetch a slide as it is now; its hash.
 * @param {string} slide
 */
async function refresh(slide) {
  const reply = await load(slide);
  if (reply?.slide) take(reply);
  return reply?.slide?.hash ?? "";
}

/**
 * What colleagues did, as long as nothing of one's own is on its way: its reply tells too.
 * @param {OutlineNews} news
 */
function onNews({ people, slides, edition, front }) {
  outline.tellPeople(people);
  if (!slides || queue.waiting || isWaiting()) return;
  follow({ slides, edition, front: String(front) });
  catchUp(slides.find(([id]) => id === data.slide));
}

/** @param {OutlineSlide | undefined} slide  the one that is open, as it is now */
function catchUp(slide) {
  if (!slide) goTo(outline.ids[0] ?? "");
  else if (slide[1] !== data.hash && !place.busy) refresh(data.slide);
}

/**
 * Undo and redo come after everything that was typed.
 * @param {string} step
 */
function turn(step) {
  onStep({ step, fields: {} });
}

if (data.slide) {
  place.adopt();
  watchForms(panel, onForm);
  watchForms(find("[data-note]"), onForm);
}
choice.choose([data.slide]);
new Drag(outline, choice, (fields) => onStep({ step: "move_slides", fields }));
showCurrent(outline.list, outline.item(data.slide));
addEventListener("pagehide", flush);
addEventListener("popstate", () => goTo(new URLSearchParams(location.search).get("slide") ?? outline.ids[0], true));
bindLook(find("[data-box]"), find("[data-look]"));
new Company(data.outline, { look: () => ({ at: data.slide, edition: data.edition }), onNews });
bindKeys({ turn, acts, onForm, queue, choice, current: () => data.slide });
bindPictures({ queue });
lookAhead();
queue.send();
