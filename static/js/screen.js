/* The projector: follows the session, draws what may be seen, and in the facilitator's
   own browser also listens to keys and a presenter's clicker. */

import { Actions } from "./actions.js";
import { warmUp } from "./chart-library.js";
import { remembered, turn } from "./color-scheme.js";
import { dissolve } from "./dissolve.js";
import { hideIdlePointer } from "./idle-pointer.js";
import { listen } from "./keys.js";
import { letterSwitches } from "./letter-keys.js";
import { Looks } from "./looks.js";
import { NUMBERS } from "./numbers.js";
import { ProblemLine } from "./problem-line.js";
import { offerHold, pictureButtons, showTables } from "./result-tools.js";
import { Results } from "./results.js";
import { ScreenOverlays } from "./screen-overlays.js";
import { SlideRenewal } from "./slide-renewal.js";
import { SlideWalk } from "./slide-walk.js";
import { connect } from "./socket.js";
import { fit, Slides } from "./stage.js";
import { BreakClock, TimerRing } from "./timer-ring.js";
import { Trail } from "./trail.js";
import { addressesOf } from "./watching.js";

const DEEP = ["slide--cover", "slide--contact"];

const { body } = document;
const find = (/** @type {string} */ part) => document.querySelector(`[data-${part}]`);

if (remembered() === "dark") turn(body);

const slides = new Slides(find("stage"), dissolve);
const overlays = new ScreenOverlays(document);
const { actions: url, token } = /** @type {Words} */ (body.dataset);
const sender = url ? new Actions({ url, token, ...tellOfLogin(find("problem")) }) : null;
const looks = new Looks(sender, () => results.arrange(slides.current));
const results = new Results(find("stage"), (slide) => looks.of(slide));
const pictures = pictureButtons(results, () => slides.current);
const timers = [new TimerRing(find("timer")), new BreakClock(find("break"))];
const arrivals = new Trail(document.querySelector(/** @type {"svg"} */ ("[data-cover-trail]")));
/** @type {string | null} */
let epoch = null;
/** @type {WatchState | null} */
let last = null;

/** @param {HTMLElement | null} slide */
function show(slide) {
  slides.show(slide, arrive);
}

/** @param {Element | null} slide */
function setTone(slide) {
  body.dataset.tone = DEEP.some((name) => slide?.classList.contains(name)) ? "deep" : "paper";
}

/** @param {HTMLElement} slide */
function arrive(slide) {
  setTone(slide);
  overlays.moved();
  results.arrange(slide);
  results.refresh(slide);
  pictures.offer();
  overlays.showCard(slide);
  find("announce").textContent = slide.querySelector(".slide__title").textContent;
}

const renewal = new SlideRenewal(body, (renewed) => {
  const here = slides.current?.dataset.slide;
  for (const slide of slides.all) slide.remove();
  find("stage").prepend(...renewed);
  slides.adopt(renewed);
  results.adopt(find("stage"));
  if (last) results.states(last.questions, last.session.present ?? 0);
  if (slides.current && slides.current.dataset.slide !== here) arrive(slides.current);
  follow();
});

/** @param {number | undefined} present */
function showPeople(present) {
  if (present === undefined) return;
  const line = find("joined");
  const { one, many } = /** @type {Words} */ (line.dataset);
  line.textContent = (present === 1 ? one : many).replace("{joined}", NUMBERS.format(present));
  arrivals.walk(Math.min(present, arrivals.most), arrivals.most);
}

function follow() {
  if (!last || (lead && !lead.walk.follows(last))) return;
  lead?.walk.saw(last.slide.id, last.version);
  show(slides.byId(last.slide.id));
}

/** @param {WatchState} state */
function onState(state) {
  const { session } = state;
  if (epoch !== state.epoch) {
    lead?.walk.restart();
    looks.restart();
  }
  epoch = state.epoch;
  renewal.follow(state);
  body.dataset.session = session.state;
  overlays.state(session);
  showTables(body, session.tables);
  slides.skipped = new Set(session.skipped);
  for (const each of timers) each.set(session.timer);
  showPeople(session.present);
  results.states(state.questions, session.present ?? 0);
  looks.state(state);
  last = state;
  lead?.walk.settle();
  follow();
}

const local = {
  qr: () => overlays.toggle("qr"),
  escape: () => overlays.uncover(),
  start: () => { if (!document.fullscreenElement) document.documentElement.requestFullscreen?.(); },
  full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
  },
  dark: () => turn(body),
};

/**
 * What the facilitator's own browser does besides.
 * @param {Actions} actions
 */
function leading(actions) {
  const walk = new SlideWalk(actions, { onMove: (id) => show(slides.byId(id)), onSettled: follow });
  const here = () => results.of(slides.current);
  // A key that is held down stops where something is asked: it would close unseen.
  const passes = (/** @type {KeyboardEvent} */ { repeat }) => repeat && here().asked.length > 0;
  const ask = (/** @type {string} */ action, /** @type {string[]} */ keys) => {
    if (keys.length) actions.send(action, { question: keys.join("+") });
  };
  const look = (/** @type {number} */ step) => {
    looks.turn(slides.current?.dataset.slide, results.turned(slides.current, step));
  };
  const keys = {
    next: (/** @type {KeyboardEvent} */ event) => { if (!passes(event)) walk.to(slides.beside(1)?.dataset.slide); },
    previous: (/** @type {KeyboardEvent} */ event) => { if (!passes(event)) walk.to(slides.beside(-1)?.dataset.slide); },
    jump: (/** @type {number} */ number) => { walk.to(slides.byNumber(number)?.dataset.slide); },
    digits: (/** @type {string} */ text) => { find("digits").textContent = text; },
    up: () => look(-1),
    down: () => look(1),
    table: () => { actions.send("tables"); },
    toggle: () => ask(here().shown ? "hide" : "show", here().keys),
    open: () => ask("open", here().asked),
    pause: () => ask("pause", here().asked),
    close: () => ask("close", here().asked),
    qr() { overlays.toggle("qr"); actions.send("qr"); },
    blank() { overlays.toggle("blank"); actions.send("blank"); },
    escape() {
      const { covered } = overlays;
      overlays.uncover();
      if (covered) actions.send(covered);
    },
  };
  return { walk, keys };
}

/**
 * A room need not see that a click came late; that the login ended the facilitator has to.
 * @param {HTMLElement} line
 */
function tellOfLogin(line) {
  const { tell, clear } = new ProblemLine(line);
  const onProblem = (/** @type {import("./posting.js").Problem} */ problem) => {
    if (problem.code === "desk.login") tell(problem);
  };
  return { onProblem, onDone: clear };
}

const lead = sender && leading(sender);

connect({
  ...addressesOf(body),
  onState,
  onResults(frame) {
    results.receive(frame);
    pictures.offer();
    overlays.results(frame);
    overlays.showCard(slides.current);
  },
  onPulse({ present, timer }) {
    showPeople(present);
    for (const each of timers) each.follow(timer);
    lead?.walk.settle();
  },
  onStatus(status) {
    body.dataset.line = status;
    overlays.revoke(status === "stopped");
  },
});

listen({ ...local, ...lead?.keys });
letterSwitches();
offerHold(results);
fit(find("stage"), find("box"));
setTone(slides.current);
hideIdlePointer(body);
addEventListener("load", () => warmUp());
