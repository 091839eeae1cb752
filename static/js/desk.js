/* The desk: where the session stands, what comes next, and every button without a reload. */

import { Actions } from "./actions.js";
import { AudienceQuestions, KEY as AUDIENCE } from "./audience-questions.js";
import { BeforeBegin } from "./before-begin.js";
import { Clock } from "./clock.js";
import { DeckAsks } from "./deck-asks.js";
import { DeskAnnouncer } from "./desk-announcer.js";
import { deskKeys } from "./desk-keys.js";
import { showPeople } from "./desk-people.js";
import { openDialogs, sendForms } from "./desk-forms.js";
import { DeskOutline } from "./desk-outline.js";
import { DeskSlide } from "./desk-slide.js";
import { DeskTimer } from "./desk-timer.js";
import { DeskView } from "./desk-view.js";
import { Drawers } from "./drawers.js";
import { earlierGroups } from "./earlier-groups.js";
import { offerKept } from "./kept-action.js";
import { listen } from "./keys.js";
import { letterSwitches } from "./letter-keys.js";
import { watchVersion } from "./newer-version.js";
import { Peek } from "./peek.js";
import { ProblemLine } from "./problem-line.js";
import { QuestionPanels } from "./question-panels.js";
import { QuickQuestion } from "./quick-question.js";
import { offerHold, offerTables } from "./result-tools.js";
import { checkReach } from "./reach.js";
import { Results } from "./results.js";
import { showSession } from "./session-buttons.js";
import { Sheets } from "./sheets.js";
import { Skippable } from "./skippable.js";
import { SlidePreviews } from "./slide-previews.js";
import { SlideWalk } from "./slide-walk.js";
import { connect } from "./socket.js";
import { stopWhenChanged } from "./sure.js";
import { TextList } from "./text-list.js";
import { UndoOffer } from "./undo-offer.js";
import { showWarnings } from "./warnings.js";
import { addressesOf, renewPage, renewWhenChanged } from "./watching.js";

const { body } = document;
const find = (/** @type {string} */ selector) => body.querySelector(selector);
const source = /** @type {HTMLTemplateElement} */ (find("[data-slides]")).content;
const fold = /** @type {HTMLDetailsElement} */ (find("[data-fold]"));
const buttons = [...body.querySelectorAll(/** @type {"button"} */ (".outline__slide"))];
const { actions: url, token, current } = /** @type {Words} */ (body.dataset);

const announcer = new DeskAnnouncer(find("[data-announce]"));
const undo = new UndoOffer(find("[data-undo]"));
const problem = new ProblemLine(find("[data-problem]"));
const before = new BeforeBegin(() => body.dataset.session, problem.line.dataset.before);
const onDone = (/** @type {string} */ action) => { problem.clear(); undo.done(action); before.done(action); };
const actions = new Actions({ url, token, onProblem: problem.tell, onDone, refuse: before.refuse });
const outline = new DeskOutline(buttons, fold, current);
const previews = new SlidePreviews(source, (name) => find(`[data-preview="${name}"] .stage`));
const results = new Results(find("[data-panels]"));
const view = new DeskView(find("[data-views]"), { previews, actions, onDraw: () => panels.tellStage() });
const preview = view.results;
const panels = new QuestionPanels(find("[data-panels]"), buttons, {
  announce: announcer.say,
  standsBeside: (key) => view.standsBeside(key),
});
const quick = new QuickQuestion(find("[data-quick]"), panels);
const drawers = new Drawers(body, find(".strip"));
const asks = new DeckAsks(find("[data-asks]"));
const skippable = new Skippable(find("[data-skippable]"), outline.order);
const audience = new AudienceQuestions(find("[data-audience]"), announcer.tell);
const clock = new Clock(find("[data-clock]"), buttons);
const timer = new DeskTimer(body, actions, announcer.say);
const compareAgain = earlierGroups(document);
const section = find("[data-texts]");
const texts = section && new TextList(section, actions);
const slide = new DeskSlide({ body, outline, previews, preview, panels, quick, asks, clock, skippable, texts });
const walk = new SlideWalk(actions, { onMove: (id) => { show(id); clock.enter(id); }, onSettled: follow });

const ASKS_MS = 2000; // what is asked waits for its moment

/** @type {string | null} */
let epoch = null;
/** @type {WatchState | null} */
let last = null;

const peek = new Peek(find("[data-peek]"), follow);

function follow() {
  // A slide that came since is drawn once this page has loaded anew.
  if (!last || peek.on || !walk.follows(last) || !outline.order.includes(last.slide.id)) return;
  walk.saw(last.slide.id, last.version);
  show(last.slide.id);
  clock.set(last);
}

/** @param {string} id */
function show(id) {
  const moves = id !== outline.current;
  slide.show(id);
  if (moves) announcer.slide(outline.number, outline.label(id), panels.keys(id).length > 0);
  view.draw();
}

/** @param {ScreenQuestion[]} questions */
function renewForAudience(questions) {
  if (questions.some(({ key }) => key === AUDIENCE) !== ("audienceAsks" in body.dataset)) renewPage();
}

/** @param {WatchState} state */
function onState(state) {
  const { session, questions } = state;
  if (epoch !== state.epoch) for (const part of [walk, view.looks]) part.restart();
  epoch = state.epoch;
  renewWhenChanged(body, state);
  renewForAudience(questions);
  showSession(body, session);
  announcer.state(session);
  peek.state(session);
  outline.skipped = new Set(session.skipped);
  slide.showSkippable();
  timer.set(session.timer);
  showPeople(body, session.present);
  showWarnings(body, state.warnings);
  for (const part of [results, preview]) part.states(questions, session.present ?? 0);
  panels.states(questions);
  quick.draw();
  stopWhenChanged(state);
  audience.states(questions);
  texts?.state(state);
  view.looks.state(state);
  last = state;
  walk.settle();
  follow();
}

/** @param {ResultsFrame} frame */
function onResults(frame) {
  for (const part of [asks, panels, audience]) part.results(frame);
  for (const part of [results, preview]) part.receive(frame);
  view.draw();
  compareAgain(frame.question);
  texts?.results(frame);
  quick.draw();
  slide.showAsks();
}

connect({
  ...addressesOf(body),
  onState,
  onResults,
  onError: problem.hear,
  onPulse({ present, timer: left, warnings }) {
    showPeople(body, present);
    timer.follow(left);
    showWarnings(body, warnings);
    walk.settle();
    texts?.pulse();
  },
  onStatus(status) {
    const line = find("[data-line]");
    line.dataset.status = status;
    line.textContent = String(line.dataset[status]);
    if (status === "stopped") texts?.refresh();
  },
});

/** @param {string | undefined} id */
function go(id) {
  if (peek.on && id) show(id);
  else walk.to(id);
}

// A key that is held down stops where something is asked: it would close unseen.
/** @param {{ repeat?: boolean }} event */
const passes = ({ repeat }) => repeat && outline.asks;

const steps = {
  next: (/** @type {any} */ event) => { if (!passes(event)) go(outline.beside(1)); },
  previous: (/** @type {any} */ event) => { if (!passes(event)) go(outline.beside(-1)); },
};

function leaveGroup() {
  if (!peek.on) actions.send("leave-group", walk.seen);
}

sendForms(actions, {
  ...steps,
  goto: ({ value }) => { outline.collapse(); go(value); },
  look: ({ value }) => view.choose(value),
  "leave-group": leaveGroup,
  "hide-all": () => { actions.send("hide"); },
});
const sheets = new Sheets(actions, openDialogs(), () => last?.slide.id ?? current);

listen(deskKeys({
  announcer, steps, go, leaveGroup, outline, panels, actions, undo, texts, view, timer, audience, drawers, sheets,
  overlay: () => last?.session.overlay,
}));

offerTables(body, () => { actions.send("tables"); });
setInterval(() => slide.showAsks(), ASKS_MS);
for (const button of body.querySelectorAll("[data-action=choose]")) button.addEventListener("click", () => texts?.focus());
letterSwitches();
watchVersion(find("[data-newer]"));
offerKept(find("[data-kept]"), actions);
offerHold(results, preview);
checkReach(find("[data-reach]"));
