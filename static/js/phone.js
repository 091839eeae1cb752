/* The phone page: follows the slide, one form a question, and says in words how things stand. */

import { focusIn, isText, Outbox, OwnNotes, refocus, Store } from "./answers.js";
import { PhoneLine, postAnswer } from "./frames.js";
import { compareSlide, QuestionForm, say } from "./question-form.js";
import { connect, renew } from "./socket.js";

const RETRY_MS = 4000;
const RETRY_CODES = /^(server|participant)\./;
const HOLD_CODES = new Set(["question.paused", "question.waiting"]);

/** @param {string} id */
const find = (id) => document.getElementById(id);
const page = /** @type {Words} */ (document.body.dataset);
const { home } = page;
const texts = /** @type {Words} */ (find("texts").dataset);
const slideBox = find("slide");
const line = new PhoneLine(find, texts);
const store = new Store(page.code);
const notes = new OwnNotes(find("own-notes"), store);
const outbox = new Outbox(store, {
  send: (frame) => Boolean(connection?.send(frame)),
  post: (frame) => postAnswer(`${home}answers/`, frame, { onAck, onError }),
  onRetry: render,
});
const surroundings = { store, outbox, texts, isLive: () => page.session === "live", isAway: () => line.isAway };
const onTimer = fetched(() => import("./countdown.js").then(({ Countdown }) => new Countdown(find("timer"), sayTime)));
const onBar = fetched(() => import("./moved-bar.js").then(({ MovedBar }) => new MovedBar(find, texts)));
const onOutcome = fetched(() => import("./outcome.js").then(({ Outcome }) => new Outcome(find, texts)));
/** @type {QuestionForm[]} */
let forms = [];
/** @type {string | null} */
let epoch = null;
/** @type {QuestionForm | null} the form of the questions beside the deck, while they are on */
let aside = null;
/** @type {PhoneState | null} a newer state, kept back while someone has something unsent */
let next = null;
/** @type {PhoneResult[] | null} what the projector has of this slide, once a state told */
let results = null;
let reworded = false; // the slide that is shown has other words by now
/** @type {ReturnType<typeof connect> | null} */
let connection = null;

/** @param {string} words */
const sayTime = (words) => { find("announce-time").textContent = words; };

/**
 * What most phones never need is fetched when it is; after a failure, once more with the next.
 * @template Part
 * @param {() => Promise<Part>} load
 */
function fetched(load) {
  /** @type {Promise<Part> | null} */
  let part = null;
  return (/** @type {(part: Part) => void} */ act) => void (part ??= load()).then(act, () => { part = null; });
}

/* The slide */

const unsentForms = () => forms.filter(({ unsent }) => unsent);
const unstoredForms = () => forms.filter(({ unsent, pending }) => unsent || pending);
function readForms() {
  const found = /** @type {NodeListOf<HTMLFormElement>} */ (slideBox.querySelectorAll("form[data-question]"));
  forms = [...found].map((element) => new QuestionForm(element, surroundings));
}

/** @param {PhoneState} state */
function update(state) {
  // The database was put back to an earlier state: what it has counts, also when we had more.
  if (epoch && epoch !== state.epoch) for (const form of forms) form.seq = 0;
  ({ epoch, results } = state);
  for (const question of state.questions) {
    const form = forms.find(({ key }) => key === question.key);
    if (question.cards) form?.deal(question.cards, state.slide.html);
    form?.update(question);
  }
}

/**
 * Questions of the room go on whatever the slide is.
 * @param {AsideQuestion | null} question
 */
function updateAside(question) {
  const box = find("audience-form");
  if (!question) {
    if (box.contains(document.activeElement)) slideBox.querySelector("h1")?.focus();
    aside = null;
    return box.replaceChildren();
  }
  if (!aside) {
    box.innerHTML = question.html;
    readAside();
    say(find("announce"), find("audience").querySelector("summary").textContent);
  }
  aside?.deal(question.cards, question.html);
  aside?.update(question);
}

function readAside() {
  const form = find("audience-form").querySelector("form");
  aside = form && new QuestionForm(form, surroundings);
}

/**
 * @param {PhoneState} state
 * @param {string} [news]  what to say above it
 */
function show(state, news) {
  const hadFocus = [slideBox, find("moved")].some((part) => part.contains(document.activeElement));
  next = null;
  slideBox.innerHTML = state.slide?.html ?? "";
  readForms();
  update(state);
  say(find("news"), news);
  say(find("announce"), `${forms.length ? texts.newQuestion : texts.newSlide} ${state.slide?.title ?? ""}`);
  scrollTo(0, 0);
  if (hadFocus) slideBox.querySelector("h1")?.focus({ preventScroll: true });
}

/** @param {SessionState} state */
function enterSession(state) {
  if (state === page.session) return;
  if (state === "live" && page.session === "paused") say(find("announce"), texts.resumed);
  page.session = state;
  for (const notice of document.querySelectorAll("[data-when]")) {
    notice.hidden = notice.dataset.when !== state;
    if (!notice.hidden) say(find("announce"), notice.querySelector("h1, b").textContent);
  }
  if (state !== "ended") return;
  say(find("news"), keepUnsent());
  store.update((data) => { data.drafts = {}; });
}

/** Keep for whoever wrote it what stands here and will never be sent; in words, "" for nothing. */
function keepUnsent() {
  const lost = unsentForms().map(({ note }) => note);
  notes.keep(lost);
  return lost.length ? `${texts.late} ${texts.movedKept}` : "";
}

function render() {
  const focused = focusIn(slideBox);
  for (const form of [...forms, aside]) form?.render();
  const resting = ["waiting", "ended"].includes(page.session);
  find("audience").hidden = !aside || resting;
  slideBox.hidden = resting;
  if (results?.length || find("outcome").firstElementChild) onOutcome((shown) => shown.show(results, forms));
  find("timer").dataset.over = forms.some(({ open }) => open) ? texts.timeOverOpen : texts.timeOver;
  renderMoved();
  refocus(focused, document.querySelector(".notice:not([hidden]) h1"));
}

/** That the room went on, while an answer here was not sent. */
function renderMoved() {
  find("moved").hidden = !next;
  if (next || find("moved-text").textContent) onBar((shown) => (next ? shown.tell(forms) : shown.end()));
  const appears = next && !document.body.hasAttribute("data-moved");
  document.body.toggleAttribute("data-moved", Boolean(next));
  // Only as far as keeps the words in view that somebody is writing.
  if (appears && isText(document.activeElement)) document.activeElement?.scrollIntoView({ block: "nearest" });
}

/** @param {string} [news] */
function goAlong(news) {
  if (next) show(next, news);
  render();
}

/** @param {number | null | undefined} seconds */
function showTimer(seconds) {
  if (seconds === null) sayTime(""); // nobody reads at the foot of the page that it runs
  if (Number.isFinite(seconds) || find("timer").textContent) onTimer((countdown) => countdown.set(seconds));
}

/**
 * @param {PhoneState} state
 * @param {{ fresh: boolean }} news
 */
function onState(state, { fresh }) {
  if (state.session.language !== page.language) renew(Number(page.within));
  showTimer(state.session.timer);
  enterSession(state.session.state);
  updateAside(state.aside);
  const change = compareSlide(slideBox, forms, state);
  reworded = change === "reworded";
  if (change !== "other") {
    next = null;
    update(state);
  } else {
    turnTo(state);
  }
  render();
  if (fresh) outbox.release();
}

/**
 * To another slide, unless somebody has something unsent that is still taken.
 * @param {PhoneState} state
 */
function turnTo(state) {
  // One that was begun in time stays, also after its time, until somebody decides about it.
  const stays = forms.filter(({ busy, pending }) => busy || (pending && (next || outbox.tries)));
  const grace = stays.map((form) => form.graceIn(state)).find(Boolean);
  if (page.session !== "ended" && (grace || (next && unstoredForms().length))) {
    next = state;
    results = [];
    say(find("moved-text"), grace ? texts.moved : texts.movedOver);
    onBar((shown) => (grace ? shown.begin(grace.seconds ?? Number(page.grace)) : shown.expire()));
    return;
  }
  show(state, keepUnsent());
}

/* Answers */

/** @param {Unsent} entry */
const formOf = ({ question, round }) =>
  [...forms, aside].find((form) => form?.key === question && form.round === round);

/** @param {AckFrame} frame */
function onAck({ id, outcome }) {
  const entry = outbox.take(id);
  if (!entry) return;
  const form = formOf(entry);
  if (form) form.stored(entry);
  else say(find("news"), texts.lateSent);
  if (outcome === "duplicate" || reworded) connection?.ask();
  if (next && !forms.some(({ busy, pending }) => busy || pending)) goAlong(texts.lateSent);
  else render();
}

/** @param {ErrorFrame} frame */
function onError({ id, code, message, field, retry_after: seconds }) {
  if (!outbox.has(id)) return;
  if (RETRY_CODES.test(code)) outbox.again(seconds ? seconds * 1000 : RETRY_MS);
  else if (HOLD_CODES.has(code)) outbox.hold(id);
  else refuse(outbox.take(id), code, message, field);
  if (code.startsWith("participant.")) line.show("stopped");
  render();
}

/**
 * @param {Unsent | null} entry
 * @param {string} code
 * @param {string} message
 * @param {string} [field]
 */
function refuse(entry, code, message, field) {
  const form = entry && formOf(entry);
  form?.refused(code, message, field);
  if (form && !slideBox.hidden) return;
  notes.keep(entry?.note ? [entry.note] : []);
  say(find("news"), `${texts.late} ${message} ${texts.movedKept}`);
}

readForms();
readAside();
render();
find("moved-go").addEventListener("click", () => goAlong());
find("moved-keep").addEventListener("click", () => {
  notes.keep(unstoredForms().map(({ note }) => note));
  goAlong(texts.movedKept);
});
find("moved-send").addEventListener("click", () => unsentForms().forEach(({ element }) => element.requestSubmit()));
connection = connect({
  ...{ url: page.socket, pollUrl: `${home}state/`, onState, onAck, onError },
  within: Number(page.within) || undefined,
  onStatus(status) {
    line.hear(status);
    if (status === "open" || status === "polling") outbox.flush();
    render();
  },
  onPulse: ({ timer }) => timer !== undefined && onTimer((countdown) => countdown.follow(timer)),
});
