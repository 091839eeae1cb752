/* The phone page: follows the slide, one form a question, and says in words how things stand. */

import { Outbox, Store, fieldsOf, fill, isTick, tellSum, tickPartner, valueOf } from "./answers.js";
import { connect, renew } from "./socket.js";

const LOST_AFTER_MS = 1500;
const POST_MS = 15000;
const RETRY_MS = 4000;
const DOUBLE_TAP_MS = 600;
const RETRY_CODES = /^(server|participant)\./;
const HOLD_CODES = new Set(["question.paused", "question.waiting"]);

const find = (id) => document.getElementById(id);
const page = document.body.dataset;
const home = `/${page.code}/`;
const texts = find("texts").dataset;
const slideBox = find("slide");
const line = { status: "connecting", timer: 0 };
const store = new Store(page.code);
let countdown = null;
let forms = [];
let epoch = null;
let aside = null; // the form of the questions beside the deck, while they are on
let next = null; // a newer state, kept back while someone has something unsent

const isText = (element) => Boolean(element?.matches("textarea, input:not([type=radio], [type=checkbox])"));
const isAway = () => line.status === "lost" || line.status === "stopped";

function say(element, words = "") {
  if (element.textContent !== words) element.textContent = words;
}

/** One question's form. `mine` is what the server has stored, null when nothing. */
class Form {
  message = "";
  notice = "";
  editing = false;

  constructor(element) {
    const { question, round, seq, state, answered } = element.dataset;
    Object.assign(this, { element, key: question, round: Number(round), seq: Number(seq), state });
    this.fieldset = element.querySelector("fieldset");
    this.status = element.querySelector(".send__status");
    this.sendButton = element.querySelector("[type=submit]");
    this.changeButton = element.querySelector("[data-change]");
    this.mine = answered === undefined ? null : valueOf(element);
    this.baseline = JSON.stringify(this.mine ?? []);
    this.restore();
    element.addEventListener("submit", (event) => this.submit(event));
    element.addEventListener("input", (event) => this.typed(event.target));
    element.addEventListener("keydown", (event) => this.enter(event));
    element.addEventListener("focusout", () => setTimeout(() => this.render()));
    this.changeButton.addEventListener("click", () => this.change());
  }

  get slot() { return `${this.key}:${this.round}`; }
  get pending() { return outbox.at(this.slot); }
  get open() { return this.state === "open" && page.session === "live"; }

  /** Something stands here that is not on its way to the server. */
  get unsent() {
    const typed = JSON.stringify(valueOf(this.element));
    return !this.pending && typed !== this.baseline && typed !== "[]";
  }

  get busy() { return this.state !== "closed" && this.unsent; }

  /** Whether the server still takes it, now that the slide was left. */
  hasGrace({ grace }) {
    return grace.some(({ question, round }) => question === this.key && round === this.round);
  }

  get mode() {
    if (this.open && this.editing) return "edit";
    if (this.pending) return "sending";
    if (!this.open) return "off";
    return this.mine === null ? "edit" : "sent";
  }

  restore() {
    const value = this.pending?.value ?? store.read().drafts[this.slot];
    if (value !== undefined) fill(this.element, value);
    this.editing = this.mine !== null && this.unsent;
  }

  update({ round, state, mine, seq }) {
    if (round !== this.round) this.startRound(round);
    if (state !== this.state) this.message = "";
    this.state = state;
    if (seq >= this.seq) this.accept(mine, seq);
  }

  accept(mine, seq) {
    const { pending, unsent } = this;
    Object.assign(this, { mine, seq });
    if (pending) return;
    if (unsent || this.editing) {
      this.editing = mine !== null;
    } else {
      fill(this.element, mine);
      this.baseline = JSON.stringify(valueOf(this.element));
    }
  }

  /** What others wrote and may be voted for, as the server drew it; ticks and words stay. */
  deal(cards, html) {
    const dealt = JSON.stringify(cards);
    if (dealt === this.dealt) return;
    this.dealt = dealt;
    const drawn = document.createElement("template");
    drawn.innerHTML = html;
    const fresh = drawn.content.querySelector(`form[data-question="${this.key}"] [data-cards]`);
    const value = valueOf(this.element);
    this.element.querySelector("[data-cards]").replaceChildren(...fresh.childNodes);
    fill(this.element, value);
  }

  // What is typed but not sent moves along; what counted in the old round does not.
  startRound(round) {
    const { pending, unsent } = this;
    if (pending) outbox.take(pending.id);
    Object.assign(this, { round, seq: 0, mine: null, editing: false, baseline: "[]", notice: texts.newRound });
    this.element.elements.round.value = round;
    if (!pending && !unsent) fill(this.element, null);
    this.restore();
    this.saveDraft();
  }

  saveDraft() {
    const { unsent } = this;
    store.update(({ drafts }) => {
      if (unsent) drafts[this.slot] = valueOf(this.element);
      else delete drafts[this.slot];
    });
  }

  typed(field) {
    tickPartner(field);
    this.message = this.notice = "";
    this.saveDraft();
    this.render();
  }

  enter(event) {
    if (event.key !== "Enter" || event.isComposing || event.target.enterKeyHint !== "next") return;
    event.preventDefault();
    const fields = fieldsOf(this.element);
    fields[fields.indexOf(event.target) + 1]?.focus();
  }

  submit(event) {
    event.preventDefault();
    if (this.mode !== "edit") return;
    const value = valueOf(this.element);
    if (Array.isArray(value) && !value.length) return void this.refuse(texts.empty);
    const { key: question, round, seq } = this;
    const hadFocus = this.element.contains(document.activeElement);
    Object.assign(this, { editing: false, message: "", notice: "", tapped: performance.now() });
    outbox.put(this.slot, { question, round, seq, value });
    this.render();
    if (hadFocus) this.changeButton.focus({ preventScroll: true });
  }

  change() {
    if (performance.now() - this.tapped < DOUBLE_TAP_MS) return;
    Object.assign(this, { editing: true, message: "" });
    this.render();
    this.focus();
  }

  focus() {
    const fields = fieldsOf(this.element);
    (fields.find((field) => isTick(field) && field.checked) ?? fields[0])?.focus();
  }

  stored({ value, seq }) {
    Object.assign(this, { mine: value, seq: Math.max(seq, this.seq), message: "" });
    this.baseline = JSON.stringify(value);
  }

  refused(code, message) {
    if (code === "question.closed") this.state = "closed";
    this.editing = this.mine !== null;
    this.saveDraft();
    this.refuse(message);
  }

  refuse(message) {
    this.message = message;
    this.render();
    if (this.mode === "edit" && !isText(document.activeElement)) this.focus();
  }

  words(mode) {
    if (this.message) return this.message;
    if (mode === "edit") return this.mine === null ? this.notice : texts.changing;
    if (mode === "sent") return texts.sent;
    if (mode === "off") return this.wordsWhenOff();
    if (!this.open || outbox.holds(this.pending)) return texts.held;
    return outbox.tries || isAway() ? texts.kept : texts.sending;
  }

  wordsWhenOff() {
    if (this.state === "waiting") return texts.waiting;
    if (this.state !== "closed" && this.unsent) return texts.pausedUnsent;
    if (this.state !== "closed") return page.session === "live" ? texts.paused : "";
    if (this.unsent) return this.mine === null ? texts.closedUnsent : texts.closedUnchanged;
    return this.mine === null ? texts.closed : texts.closedSent;
  }

  render() {
    const { mode } = this;
    const typing = isText(document.activeElement) && this.fieldset.contains(document.activeElement);
    Object.assign(this.element.dataset, { mode, state: this.state });
    this.element.toggleAttribute("data-error", Boolean(this.message));
    this.element.toggleAttribute("data-unsent", mode === "off" && this.unsent);
    // Who is typing when a pause begins can finish the sentence.
    this.fieldset.disabled = mode !== "edit" && !(mode === "off" && this.state !== "closed" && typing);
    this.sendButton.hidden = mode !== "edit";
    this.changeButton.hidden = !(mode === "sent" || (mode === "sending" && this.open));
    say(this.sendButton, texts.send);
    for (const field of fieldsOf(this.element).filter(isText)) {
      if (this.message && mode === "edit") field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
    tellSum(this.element);
    say(this.status, this.words(mode));
  }
}

/* The slide */

const identity = ({ session, slide, questions }) =>
  [session.edition, slide?.id, ...questions.map(({ key }) => key)].join("|");
const shownIdentity = () => {
  const { edition, slide: id } = slideBox.querySelector("[data-slide]")?.dataset ?? {};
  return identity({ session: { edition }, slide: { id }, questions: forms });
};

function readForms() {
  forms = [...slideBox.querySelectorAll("form[data-question]")].map((element) => new Form(element));
}

function update(state) {
  // The database was put back to an earlier state: what it has counts, also when we had more.
  if (epoch && epoch !== state.epoch) for (const form of forms) form.seq = 0;
  epoch = state.epoch;
  const { questions, slide } = state;
  for (const question of questions) {
    const form = forms.find(({ key }) => key === question.key);
    if (question.cards) form?.deal(question.cards, slide.html);
    form?.update(question);
  }
}

/** Questions of the room go on whatever the slide is. */
function updateAside(question) {
  const box = find("aside-form");
  if (!question) {
    box.replaceChildren();
    aside = null;
    return;
  }
  if (!aside) {
    box.innerHTML = question.html;
    readAside();
    say(find("announce"), find("aside").querySelector("summary").textContent);
  }
  aside.deal(question.cards, question.html);
  aside.update(question);
}

function readAside() {
  const form = find("aside-form").querySelector("form");
  aside = form && new Form(form);
}

function show(state) {
  const hadFocus = slideBox.contains(document.activeElement) || find("moved").contains(document.activeElement);
  next = null;
  slideBox.innerHTML = state.slide?.html ?? "";
  readForms();
  update(state);
  say(find("news"));
  say(find("announce"), `${forms.length ? texts.newQuestion : texts.newSlide} ${state.slide?.title ?? ""}`);
  scrollTo(0, 0);
  if (hadFocus) slideBox.querySelector("h1")?.focus({ preventScroll: true });
}

function enterSession(state) {
  if (state === page.session) return;
  page.session = state;
  for (const notice of document.querySelectorAll("[data-when]")) {
    notice.hidden = notice.dataset.when !== state;
    if (!notice.hidden) say(find("announce"), notice.querySelector("h1, b").textContent);
  }
  if (state === "ended") store.update((data) => { data.drafts = {}; });
}

function render() {
  for (const form of [...forms, aside]) form?.render();
  find("aside").hidden = !aside || page.session === "waiting" || page.session === "ended";
  slideBox.hidden = page.session === "waiting" || page.session === "ended";
  find("moved").hidden = !next;
  find("moved-send").hidden = !forms.some((form) => form.open && form.unsent);
  say(find("moved-text"), next ? texts.moved : "");
  const appears = next && !document.body.hasAttribute("data-moved");
  document.body.toggleAttribute("data-moved", Boolean(next));
  // Only as far as keeps the words in view that somebody is writing.
  if (appears && isText(document.activeElement)) document.activeElement.scrollIntoView({ block: "nearest" });
}

function goAlong() {
  if (next) show(next);
  render();
}

/** Fetched with the first timer: most phones never see one. */
async function showTimer(seconds) {
  if (countdown || Number.isFinite(seconds)) {
    countdown ??= import("./timer.js").then(({ Countdown }) => new Countdown(find("timer")));
    (await countdown).set(seconds);
  }
}

function onState(state, { fresh }) {
  if (state.session.language !== page.language) renew(Number(page.within));
  showTimer(state.session.timer);
  enterSession(state.session.state);
  updateAside(state.aside);
  if (identity(state) === shownIdentity()) {
    next = null;
    update(state);
  } else if (page.session !== "ended" && forms.some((form) => form.busy && form.hasGrace(state))) {
    next = state;
  } else {
    const lost = forms.some(({ unsent }) => unsent);
    show(state);
    if (lost) say(find("news"), texts.late);
  }
  render();
  if (fresh) outbox.release();
}

/* Answers */

const formOf = ({ question, round }) =>
  [...forms, aside].find((form) => form?.key === question && form.round === round);

function onAck({ id, outcome }) {
  const entry = outbox.take(id);
  if (!entry) return;
  const form = formOf(entry);
  if (form) form.stored(entry);
  else say(find("news"), texts.lateSent);
  if (outcome === "duplicate") connection.ask();
  if (next && !forms.some(({ busy, pending }) => busy || pending)) goAlong();
  else render();
}

function onError({ id, code, message, retry_after: seconds }) {
  if (!outbox.has(id)) return;
  if (RETRY_CODES.test(code)) outbox.again(seconds * 1000 || RETRY_MS);
  else if (HOLD_CODES.has(code)) outbox.hold(id);
  else refuse(outbox.take(id), code, message);
  if (code.startsWith("participant.")) showLine("stopped");
  render();
}

function refuse(entry, code, message) {
  const form = formOf(entry);
  if (form) form.refused(code, message);
  else say(find("news"), `${texts.late} ${message}`);
}

async function post(frame) {
  try {
    const response = await fetch(`${home}answers/`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(frame),
      signal: AbortSignal.timeout(POST_MS),
    });
    const reply = await response.json();
    if (reply.type === "ack") onAck(reply);
    else onError(reply);
  } catch { /* the outbox tries again */ }
}

/* The line */

function showLine(status) {
  find("line").dataset.status = status;
  say(find("line"), texts[status]);
  find("refresh").hidden = status !== "stopped";
}

// A short gap on the line is nobody's business.
function onStatus(status) {
  line.status = status;
  clearTimeout(line.timer);
  const away = status === "lost" || status === "connecting";
  line.timer = setTimeout(() => showLine(status), away ? LOST_AFTER_MS : 0);
  if (status === "open" || status === "polling") outbox.flush();
  render();
}

const outbox = new Outbox(store, { send: (frame) => connection?.send(frame), post, onRetry: render });
let connection = null;
readForms();
readAside();
render();
find("moved-go").addEventListener("click", goAlong);
find("moved-send").addEventListener("click", () => {
  for (const form of forms.filter(({ unsent }) => unsent)) form.element.requestSubmit();
});
connection = connect({
  url: `/ws${home}`,
  pollUrl: `${home}state/`,
  within: Number(page.within) || undefined,
  onState,
  onAck,
  onError,
  onStatus,
  onPulse: ({ timer }) => showTimer(timer),
});
