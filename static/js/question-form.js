/* One question on a phone: what is typed, sent and stored, and in words how that stands. */

import { fieldsOf, fill, focusIn, isFull, isText, isTick, noteOf, refocus, tellSum, tickPartner, valueOf } from "./answers.js";
import { modeOf, wordsOf } from "./frames.js";

const DOUBLE_TAP_MS = 600;

/**
 * @typedef {object} Surroundings  what a form needs of its page
 * @property {import("./answers.js").Store} store
 * @property {import("./answers.js").Outbox} outbox
 * @property {Words} texts
 * @property {() => boolean} isLive  whether the session takes answers now
 * @property {() => boolean} isAway  whether the line is down
 * @typedef {import("./frames.js").Facts["mode"]} Mode
 */

/**
 * Change the text of an element only when it differs: a screen reader reads every change.
 * @param {Element} element
 */
export function say(element, words = "") {
  if (element.textContent !== words) element.textContent = words;
}

/** @param {Field} field  what can be said to be wrong: ticks only together */
const markable = (field) => (isTick(field) ? field.closest("[role=radiogroup]") : field);

/** `mine` is what the server has stored, null when nothing. */
export class QuestionForm {
  message = "";
  /** @type {string | undefined} */
  wrong = undefined;
  notice = "";
  editing = false;
  /** @type {string | undefined} */
  dealt = undefined;
  tapped = -Infinity;

  /**
   * @param {HTMLFormElement} element
   * @param {Surroundings} page
   */
  constructor(element, page) {
    const { question, round, seq, state, answered } = /** @type {Words} */ (element.dataset);
    this.element = element;
    this.page = page;
    this.key = question;
    this.round = Number(round);
    this.seq = Number(seq);
    this.state = /** @type {QuestionState} */ (state);
    this.fieldset = element.querySelector("fieldset");
    this.status = element.querySelector(".send__status");
    this.sendButton = element.querySelector("[type=submit]");
    this.changeButton = element.querySelector("[data-change]");
    this.mine = answered === undefined ? null : valueOf(element);
    this.baseline = JSON.stringify(this.mine ?? []);
    this.restore();
    this.#listen();
  }

  #listen() {
    this.element.addEventListener("submit", (event) => this.submit(event));
    this.element.addEventListener("input", ({ target }) => this.typed(/** @type {Field} */ (target)));
    this.element.addEventListener("keydown", (event) => this.enter(event));
    this.element.addEventListener("focusout", () => setTimeout(() => this.render()));
    this.changeButton.addEventListener("click", () => this.change());
  }

  get slot() { return `${this.key}:${this.round}`; }
  get pending() { return this.page.outbox.at(this.slot); }
  get open() { return this.state === "open" && this.page.isLive(); }

  /** Something stands here that is not on its way to the server. */
  get unsent() {
    const typed = JSON.stringify(valueOf(this.element));
    return !this.pending && typed !== this.baseline && typed !== "[]";
  }

  get note() { return noteOf(this.element); }

  get busy() { return this.state !== "closed" && this.unsent; }

  /**
   * For how long the server still takes it, now that the slide was left.
   * @param {PhoneState} state
   */
  graceIn({ grace }) {
    return grace.find(({ question, round }) => question === this.key && round === this.round);
  }

  get mode() { return modeOf(this); }

  restore() {
    const value = this.pending?.value ?? this.page.store.read().drafts[this.slot];
    if (value !== undefined) fill(this.element, value);
    this.editing = this.mine !== null && this.unsent;
  }

  /** @param {PhoneQuestion} question */
  update({ round, state, mine, seq }) {
    if (round !== this.round) this.startRound(round);
    else if (state === "open" && this.state !== "open") this.notice = this.page.texts[this.mine === null ? "opened" : "reopened"];
    if (state !== this.state) this.message = "";
    this.state = state;
    if (seq >= this.seq) this.accept(mine, seq);
  }

  /**
   * @param {Answer | null} mine
   * @param {number} seq
   */
  accept(mine, seq) {
    const { pending, unsent } = this;
    if (this.mine === null && mine !== null) this.notice = ""; // sent elsewhere
    Object.assign(this, { mine, seq });
    if (pending) return;
    if (unsent || this.editing) {
      this.editing = mine !== null;
    } else {
      fill(this.element, mine);
      this.baseline = JSON.stringify(valueOf(this.element));
    }
  }

  /**
   * What others wrote and may be voted for, as the server drew it; ticks and words stay.
   * @param {Card[] | undefined} cards
   * @param {string} html
   */
  deal(cards, html) {
    const dealt = JSON.stringify(cards);
    if (dealt === this.dealt) return;
    this.dealt = dealt;
    const drawn = document.createElement("template");
    drawn.innerHTML = html;
    const fresh = drawn.content.querySelector(`form[data-question="${this.key}"] [data-cards]`);
    const value = valueOf(this.element);
    const focused = focusIn(this.element);
    this.element.querySelector("[data-cards]").replaceChildren(...fresh.childNodes);
    fill(this.element, value);
    refocus(focused, this.status);
  }

  /**
   * What is typed but not sent moves along; what counted in the old round does not.
   * @param {number} round
   */
  startRound(round) {
    const { pending, unsent } = this; // the server tells of one on its way whether it counted
    const notice = this.page.texts.newRound;
    Object.assign(this, { round, seq: 0, mine: null, editing: false, baseline: "[]", notice });
    const field = /** @type {HTMLInputElement} */ (this.element.elements.namedItem("round"));
    field.value = String(round);
    if (!pending && !unsent) fill(this.element, null);
    this.restore();
    this.saveDraft();
  }

  saveDraft() {
    const { unsent } = this;
    this.page.store.update(({ drafts }) => {
      if (unsent) drafts[this.slot] = valueOf(this.element);
      else delete drafts[this.slot];
    });
  }

  /** @param {Field} field */
  typed(field) {
    tickPartner(field);
    this.message = "";
    this.notice = isFull(field) ? this.page.texts.full.replace("{n}", String(field.maxLength)) : "";
    this.saveDraft();
    this.render();
  }

  /** @param {KeyboardEvent} event */
  enter(event) {
    const field = /** @type {Field} */ (event.target);
    if (event.key !== "Enter" || event.isComposing || field.enterKeyHint !== "next") return;
    event.preventDefault();
    const fields = fieldsOf(this.element);
    fields[fields.indexOf(field) + 1]?.focus();
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    if (this.mode !== "edit") return;
    const value = valueOf(this.element);
    if (Array.isArray(value) && !value.length) this.refuse(this.page.texts.empty);
    else this.send(value);
  }

  /** @param {Answer} value */
  send(value) {
    const { key: question, round, seq, note } = this;
    const hadFocus = this.element.contains(document.activeElement);
    Object.assign(this, { editing: false, message: "", notice: "", tapped: performance.now() });
    this.page.outbox.put(this.slot, { question, round, seq, value, note });
    this.render();
    if (hadFocus) this.changeButton.focus({ preventScroll: true });
  }

  // This button comes where the other one was: the second tap of two is not meant for it.
  change() {
    if (performance.now() - this.tapped < DOUBLE_TAP_MS) return;
    Object.assign(this, { editing: true, message: "", notice: "" });
    this.render();
    this.focus();
  }

  /** Those that the message is about, else all. */
  get wrongFields() {
    const fields = fieldsOf(this.element);
    const named = this.message ? fields.filter(({ name }) => name === `value.${this.wrong}`) : [];
    return named.length ? named : fields;
  }

  focus() {
    const fields = this.wrongFields;
    (fields.find((field) => isTick(field) && field.checked) ?? fields[0])?.focus();
  }

  /** @param {Unsent} entry  which the server has acknowledged */
  stored({ value, seq }) {
    Object.assign(this, { mine: value, seq: Math.max(seq, this.seq), message: "", notice: "" });
    this.baseline = JSON.stringify(value);
  }

  /**
   * @param {string} code
   * @param {string} message
   * @param {string} [field]  the part of the answer that is wrong
   */
  refused(code, message, field) {
    if (code === "question.closed") this.state = "closed";
    this.editing = this.mine !== null;
    this.saveDraft();
    this.refuse(this.state === "closed" ? "" : message, field); // a closed form says itself what counts
  }

  /**
   * @param {string} message
   * @param {string} [field]
   */
  refuse(message, field) {
    Object.assign(this, { message, wrong: field });
    this.render();
    if (this.mode === "edit" && (field || !isText(document.activeElement))) this.focus();
  }

  /**
   * @param {Mode} mode
   * @returns {import("./frames.js").Facts}
   */
  facts(mode) {
    const { pending, state, mine, unsent, notice, page: { outbox, isAway, isLive } } = this;
    const held = Boolean(pending && outbox.holds(pending));
    return { mode, state, mine, unsent, notice, held, isLive: isLive(), late: Boolean(outbox.tries) || isAway() };
  }

  render() {
    const { mode } = this;
    const focused = focusIn(this.element);
    Object.assign(this.element.dataset, { mode, state: this.state });
    this.element.toggleAttribute("data-error", Boolean(this.message));
    this.element.toggleAttribute("data-unsent", mode === "off" && this.unsent);
    this.fieldset.disabled = mode !== "edit" && !(mode === "off" && this.mayFinish());
    this.sendButton.hidden = mode !== "edit";
    this.changeButton.hidden = !(mode === "sent" || (mode === "sending" && this.open));
    say(this.sendButton, this.page.texts.send);
    this.markFields(Boolean(this.message) && mode === "edit");
    tellSum(this.element);
    say(this.status, this.message || wordsOf(this.facts(mode), this.page.texts));
    refocus(focused, this.status);
  }

  /** Whoever is typing when a pause begins can finish the sentence. */
  mayFinish() {
    const { activeElement } = document;
    return this.state !== "closed" && isText(activeElement) && this.fieldset.contains(activeElement);
  }

  /** @param {boolean} wrong */
  markFields(wrong) {
    for (const field of this.element.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    for (const field of wrong ? this.wrongFields : []) markable(field)?.setAttribute("aria-invalid", "true");
  }
}

/**
 * How a state's slide differs from the one that is shown: "same"; "other", to be drawn; or
 * "reworded" while somebody answers on it, to be drawn once that was sent.
 * @param {HTMLElement} box
 * @param {{ key: string, busy: boolean, pending: unknown }[]} forms
 * @param {PhoneState} state
 */
export function compareSlide(box, forms, { slide, questions }) {
  const { slide: id, words } = box.querySelector("[data-slide]")?.dataset ?? {};
  const keys = (/** @type {{ key: string }[]} */ each) => each.map(({ key }) => key).join("|");
  if (keys([{ key: String(id) }, ...forms]) !== keys([{ key: String(slide?.id) }, ...questions])) return "other";
  if (words === slide?.words) return "same";
  return forms.some(({ busy, pending }) => busy || pending) ? "reworded" : "other";
}
