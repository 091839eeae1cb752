/* The question panels of the desk: state, buttons, and the one thing to do next. */

import { NUMBERS } from "./numbers.js";
import { hasSome } from "./result.js";
import { holdsSomething, whenLeft } from "./unsent.js";

/**
 * `some` tells whether there is anything of it to see; undefined until results have come.
 * @typedef {{ state: QuestionState, round: number, shown: boolean, split?: boolean | null, texts?: TextCounts | null, some?: boolean }} Known
 */

/**
 * How many texts wait while the screen has none to show: pressing Toon would show nothing.
 * @param {Pick<Known, "texts">} question
 */
export const heldBack = ({ texts }) => (texts && !texts.shown ? texts.pending : 0);

/**
 * What a facilitator most likely does now, by the state of the question.
 * @param {Pick<Known, "state" | "shown" | "texts" | "some">} question
 */
export function suggestion({ state, shown, texts, some }) {
  if (state === "waiting") return "open";
  if (state === "paused") return "open";
  if (heldBack({ texts }) && !some) return "choose";
  if (!shown) return "show";
  return state === "open" ? "close" : null;
}

/** @param {HTMLElement} panel */
const questionsOf = ({ dataset }) => dataset.questions?.split(" ") ?? [String(dataset.question)];

/** @param {Known} question  of a slide that only shows it */
const nextOfShow = (question) => (heldBack(question) ? "choose" : question.shown ? null : "show");

/**
 * The name of what a panel says about the projector.
 * @param {Pick<Known, "shown" | "texts" | "some">} question
 * @param {boolean} beside  another result has the stage
 */
export function privacyOf(question, beside) {
  if (!question.shown) return "secret";
  if (!(question.some ?? !heldBack(question))) return "empty";
  return beside ? "beside" : "public";
}

export class QuestionPanels {
  /** @type {Map<string, Known>} */
  #known = new Map();
  /** @type {Map<string | undefined, HTMLElement>} */
  #marks = new Map();
  #slide = "";

  /**
   * @param {HTMLElement} root
   * @param {HTMLElement[]} outline
   * @param {object} page
   * @param {(text: string) => void} page.announce  says what changed to anyone who does not see it
   * @param {(key: string) => boolean} page.standsBeside  another result has the projector's stage
   */
  constructor(root, outline, { announce, standsBeside }) {
    this.announce = announce;
    this.standsBeside = standsBeside;
    this.panels = [...root.querySelectorAll("[data-panel]")];
    whenLeft(root, () => { if (this.#slide) this.show(this.#slide); });
    for (const button of outline) {
      const mark = button.querySelector("[data-mark]");
      if (mark) this.#marks.set(mark.dataset.mark, mark);
    }
  }

  /**
   * A panel of another slide in which somebody types stays until it is left.
   * @param {string} slide
   */
  show(slide) {
    this.#slide = slide;
    for (const panel of this.panels) panel.hidden = panel.dataset.of !== slide && (panel.hidden || !holdsSomething(panel));
  }

  /** Say again what is on the projector, after another result got its stage. */
  tellStage() {
    for (const panel of this.panels.filter(({ dataset }) => dataset.of === this.#slide)) {
      const question = this.#known.get(String(panel.dataset.panel));
      if (question) this.#drawPrivacy(panel, question);
    }
  }

  /**
   * The questions that a slide asks or shows, the last one first.
   * @param {string} slide
   */
  keys(slide) {
    return this.panels.filter(({ dataset }) => dataset.of === slide).flatMap(questionsOf).reverse();
  }

  /** @param {ScreenQuestion[]} questions */
  states(questions) {
    for (const question of questions) this.#update(question.key, question);
  }

  /** @param {ResultsFrame} frame */
  results(frame) {
    this.#update(frame.question, { ...frame, some: hasSome(frame) });
  }

  /**
   * Press the first of these buttons that any panel in view has, on all that have it.
   * @param {...string} names
   */
  press(...names) {
    for (const name of names) {
      const buttons = this.#buttons(name);
      pressOnce(buttons);
      if (buttons.length) return true;
    }
    return false;
  }

  /**
   * The button of the first of these that a panel in view has.
   * @param {string[]} names
   */
  offered(names) {
    return names.map((name) => this.#buttons(name)[0]).find(Boolean);
  }

  /** @param {string} name */
  #buttons(name) {
    const panels = this.panels.filter(({ hidden, dataset }) => !hidden && (!this.#slide || dataset.of === this.#slide));
    const selector = `[data-action="${name}"]:not([hidden])`;
    const found = panels.map((panel) => panel.querySelector(/** @type {"button"} */ (selector)));
    return found.filter((button) => button && !button.form?.hidden);
  }

  /**
   * @param {string} key
   * @param {Known} question
   */
  #update(key, question) {
    const before = this.#known.get(key);
    const now = renewed(question, before);
    this.#known.set(key, now);
    const mark = this.#marks.get(key);
    if (mark) this.#drawMark(mark, key, now.state);
    // A question and the slide that shows it again may share a key.
    for (const panel of this.panels.filter(({ dataset }) => dataset.panel === key)) {
      draw(panel, now);
      this.#drawPrivacy(panel, now);
      if (before && !panel.hidden) this.#tell(panel, before, now);
    }
  }

  /**
   * In the outline, seen and spoken: that a slide asks something, and how that stands.
   * @param {HTMLElement} mark
   * @param {string} key
   * @param {QuestionState} state
   */
  #drawMark(mark, key, state) {
    mark.dataset.state = state;
    const chip = this.panels.map((panel) => panel.dataset.panel === key && panel.querySelector("[data-state-chip]")).find(Boolean);
    const spoken = mark.querySelector(".visually-hidden");
    if (chip && spoken) spoken.textContent = `${mark.dataset.asks}: ${chip.dataset[state]}`;
  }

  /**
   * @param {HTMLElement} panel
   * @param {Known} question
   */
  #drawPrivacy(panel, question) {
    const line = panel.querySelector("[data-privacy]");
    const beside = panel.dataset.of === this.#slide && this.standsBeside(String(panel.dataset.panel));
    const text = privacyOf(question, beside);
    line.textContent = String(line.dataset[text]);
    line.toggleAttribute("data-on", text === "public");
  }

  /**
   * Opened, closed, shown: once for each change, and never for a vote.
   * @param {HTMLElement} panel
   * @param {Known} before
   * @param {Known} now
   */
  #tell(panel, before, { state, shown }) {
    const title = panel.querySelector(".panel__title")?.textContent ?? panel.ariaLabel;
    const said = [
      before.state !== state && panel.querySelector("[data-state-chip]")?.textContent,
      before.shown !== shown && panel.querySelector("[data-privacy]").textContent,
    ].filter(Boolean);
    if (said.length) this.announce(`${title}: ${said.join(", ")}`);
  }
}

/**
 * What is known of a question: a state tells nothing of its results.
 * @param {Known} question
 * @param {Known} [before]
 * @returns {Known}
 */
const renewed = ({ state, round, shown, split, texts, some }, before) => ({
  ...before, state, round, shown, ...(split === undefined ? {} : { split }), ...(texts === undefined ? {} : { texts }), ...(some === undefined ? {} : { some }),
});

/**
 * Two panels may show the same questions: those are asked for once.
 * @param {HTMLButtonElement[]} buttons
 */
function pressOnce(buttons) {
  const said = new Set();
  for (const button of buttons) {
    const form = /** @type {HTMLFormElement} */ (button.form);
    const asked = ["question", "card"].map((name) => /** @type {Field | null} */ (form.elements.namedItem(name))?.value);
    if (!said.has(asked.join())) form.requestSubmit(button);
    said.add(asked.join());
  }
}

/**
 * @param {HTMLElement} panel
 * @param {Known} question
 */
function draw(panel, question) {
  const chip = panel.querySelector("[data-state-chip]");
  panel.dataset.state = question.state;
  if (chip) drawChip(panel, chip, question);
  drawButtons(panel, question, chip ? suggestion(question) : nextOfShow(question));
  const held = heldBack(question);
  const choose = panel.querySelector("[data-action=choose]");
  choose.hidden = !held;
  choose.textContent = String(choose.dataset.text).replace("{n}", NUMBERS.format(held));
}

/**
 * @param {HTMLElement} panel
 * @param {HTMLElement} chip
 * @param {Known} question
 */
function drawChip(panel, chip, { state, round }) {
  const rounds = panel.querySelector("[data-round]");
  chip.dataset.state = state;
  chip.textContent = String(chip.dataset[state]);
  rounds.hidden = round < 2;
  rounds.textContent = String(rounds.dataset.text).replace("{round}", String(round));
}

/**
 * @param {HTMLElement} panel
 * @param {Known} question
 * @param {string | null} next
 */
function drawButtons(panel, question, next) {
  const held = document.activeElement;
  for (const button of panel.querySelectorAll("[data-action]")) {
    button.hidden = !isOffered(button.dataset, question);
    button.classList.toggle("is-suggested", button.dataset.action === next);
  }
  if (held instanceof HTMLElement && held.hidden && panel.contains(held)) focusOther(held);
}

/**
 * Of two buttons that take turns the one that is there now: whoever pressed the other has not lost
 * the focus.
 * @param {HTMLElement} gone
 */
function focusOther({ dataset, parentElement }) {
  const turn = dataset.splitWhen ? "split" : dataset.shownWhen ? "shown" : "";
  if (turn) parentElement?.querySelector(`[data-${turn}-when]:not([hidden])`)?.focus();
}

/**
 * Whether a button is offered now: `when` lists the states of a question in which it is.
 * @param {{ when?: string, shownWhen?: string, splitWhen?: string }} button
 * @param {Pick<Known, "state" | "shown" | "split">} question
 */
export function isOffered({ when, shownWhen, splitWhen }, { state, shown, split }) {
  const matches = [!when || when.split(" ").includes(state), !shownWhen || shownWhen === String(shown), !splitWhen || splitWhen === String(split)];
  return matches.every(Boolean);
}
