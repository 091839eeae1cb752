/* The desk: where the session stands, what comes next, and every button without a reload. */

import { Actions, Walk } from "./actions.js";
import { Beside, KEY as BESIDE } from "./beside.js";
import { Clock } from "./clock.js";
import { letterSwitches, listen } from "./keys.js";
import { Panels } from "./panels.js";
import { memories } from "./memory.js";
import { holdable, Results, toggleTables } from "./results.js";
import { connect, renew } from "./socket.js";
import { Spare } from "./spare.js";
import { fit } from "./stage.js";
import { Texts } from "./texts.js";
import { Countdown } from "./timer.js";
import { showWarnings } from "./warnings.js";

const SURE_MS = 4000;
const PROBLEM_MS = 8000;
const UNDO_MS = 10000;

const body = document.body;
const find = (selector) => document.querySelector(selector);
const source = find("[data-slides]").content;
const previews = { current: find('[data-preview="current"] .stage'), next: find('[data-preview="next"] .stage') };
const outline = [...document.querySelectorAll(".outline__slide")];
const order = outline.map((button) => button.value);

const results = new Results(find("[data-panels]"));
const preview = new Results(previews.current);
const panels = new Panels(find("[data-panels]"), outline, (text) => { find("[data-announce]").textContent = text; });
const clock = new Clock(find("[data-clock]"), outline);

let current = body.dataset.current;
let epoch = null;

const actions = new Actions({ url: body.dataset.actions, token: body.dataset.token, onProblem, onDone });
const walk = new Walk(actions, { onMove: (id) => { show(id); clock.enter(id); }, onSettled: follow });
let last = null;

const section = find("[data-texts]");
const texts = section && new Texts(section, actions);

const countdown = new Countdown(find("[data-timer]"));
const signs = new Map(); // result -> what stands out in it
let skipped = new Set();
const room = new Beside(find("[data-beside]"));
const spare = new Spare(find("[data-spare]"), order);

/** What the deck tells to ask, now that the results of this slide look like this. */
function showAsks() {
  const seen = new Set([...previews.current.querySelectorAll("[data-results]")].flatMap(({ dataset }) => signs.get(dataset.results) ?? []));
  const asks = [...document.querySelectorAll("[data-asks] [data-of]")];
  for (const ask of asks) ask.hidden = ask.dataset.of !== current || !seen.has(ask.dataset.when);
  find("[data-asks]").hidden = asks.every(({ hidden }) => hidden);
}

/** The slide after or before this one that is not skipped. */
function beside(step) {
  let place = order.indexOf(current) + step;
  while (skipped.has(order[place])) place += step;
  return order[place];
}

let problemTimer = 0;
let undoTimer = 0;

/** Every action but deleting can be taken back for a while. */
function onDone(action) {
  const form = find("[data-undo]");
  form.hidden = action === "undo" || action === "card-delete";
  clearTimeout(undoTimer);
  undoTimer = setTimeout(() => { form.hidden = true; }, UNDO_MS);
}

function onProblem({ code, message }) {
  const line = find("[data-problem]");
  line.textContent = code === "network" ? line.dataset.network : message;
  line.hidden = false;
  clearTimeout(problemTimer);
  problemTimer = setTimeout(() => { line.hidden = true; }, PROBLEM_MS);
}

function copy(id) {
  const slide = id && source.querySelector(`[data-slide="${CSS.escape(id)}"]`);
  return slide ? [still(slide.cloneNode(true))] : [];
}

/** A preview is looked at: its links are those of the projector, and too small to press. */
function still(slide) {
  for (const link of slide.querySelectorAll("a[href]")) link.removeAttribute("href");
  return slide;
}

function show(id) {
  if (id === current && previews.current.firstElementChild?.dataset.slide === id) return;
  current = id;
  const place = order.indexOf(id);
  previews.current.replaceChildren(...copy(id));
  previews.next.replaceChildren(...copy(beside(1)));
  preview.adopt(previews.current);
  find("[data-position]").textContent = place + 1;
  find("[data-next-label]").textContent = outline[order.indexOf(beside(1))]?.dataset.label ?? "";
  const note = find(`[data-note-of="${CSS.escape(id)}"]`);
  find("[data-note]").replaceChildren(...(note ? [note.content.cloneNode(true)] : []));
  for (const button of outline) button.toggleAttribute("aria-current", false);
  outline[place]?.setAttribute("aria-current", "true");
  if (!matchMedia("(max-width: 1199px)").matches) outline[place]?.scrollIntoView({ block: "nearest" });
  panels.show(id);
  for (const key of panels.keys(id)) texts?.show(key);
  showAsks();
  spare.show(id, skipped);
  // The new slide and its note in view, but for somebody who is at work further down.
  for (const part of document.querySelectorAll(".desk__main, .side")) if (!part.contains(document.activeElement)) part.scrollTop = 0;
}

function follow() {
  if (!last || !walk.follows(last)) return;
  show(last.slide.id);
  clock.set(last);
}

function showSession(session) {
  body.dataset.session = session.state;
  for (const button of document.querySelectorAll("[data-session-when]")) {
    button.hidden = !button.dataset.sessionWhen.split(" ").includes(session.state);
  }
  find("[data-break]").hidden = session.state !== "paused";
  skipped = new Set(session.skipped);
  spare.show(current, skipped);
  const pressed = (element, on) => element.setAttribute("aria-pressed", String(on));
  for (const button of document.querySelectorAll("[data-skip]")) pressed(button, skipped.has(button.dataset.skip));
  for (const button of document.querySelectorAll("[data-overlay-button]")) pressed(button, session.overlay === button.dataset.overlayButton);
  pressed(find("[data-freeze]"), session.frozen !== null);
  for (const button of document.querySelectorAll("[data-timer-when]")) button.hidden = (button.dataset.timerWhen === "on") === (session.timer === null);
  countdown.set(session.timer);
}

function showJoined(joined) {
  if (joined === undefined) return;
  find("[data-joined]").textContent = joined;
  results.joined(joined);
  preview.joined(joined);
}

const remember = memories(document);

connect({
  url: body.dataset.socket,
  pollUrl: body.dataset.poll,
  within: 0.3,
  onState(state) {
    if (epoch !== state.epoch) walk.restart();
    epoch = state.epoch;
    if (state.session.language !== body.dataset.language || String(state.session.edition) !== body.dataset.edition) renew(0.3);
    showSession(state.session);
    showJoined(state.session.joined);
    showWarnings(body, state.warnings);
    for (const view of [results, preview]) view.states(state.questions, state.session.joined);
    panels.states(state.questions);
    room.states(state.questions);
    if (state.questions.some(({ key }) => key === BESIDE) !== ("askedBeside" in body.dataset)) renew(0.3);
    last = state;
    walk.settle();
    follow();
  },
  onResults(frame) {
    results.receive(frame);
    preview.receive(frame);
    panels.results(frame);
    remember(frame.question);
    room.results(frame);
    signs.set(frame.question, frame.signs);
    showAsks();
  },
  onPulse({ joined, timer, warnings }) { showJoined(joined); countdown.set(timer); showWarnings(body, warnings); walk.settle(); },
  onStatus(status) {
    const line = find("[data-line]");
    line.dataset.status = status;
    line.textContent = line.dataset[status];
  },
});

/** The second press does it; the first one asks. */
function sure(button) {
  if (!button.dataset.sure || button.dataset.asked) return true;
  const label = button.innerHTML;
  button.dataset.asked = "yes";
  button.textContent = button.dataset.sure;
  setTimeout(() => { delete button.dataset.asked; button.innerHTML = label; }, SURE_MS);
  return false;
}

const steps = {
  next: () => walk.to(beside(1)),
  previous: () => walk.to(beside(-1)),
};

addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-act]")) return;
  event.preventDefault();
  const button = event.submitter;
  const action = button.dataset.action ?? form.dataset.act;
  if (action === "goto") {
    if (matchMedia("(max-width: 1199px)").matches) find("[data-fold]").open = false;
    return void walk.to(button.value);
  }
  if (steps[action]) return void steps[action]();
  if (sure(button)) actions.send(action, Object.fromEntries(new FormData(form, button)));
});

const dialogs = Object.fromEntries(
  [...document.querySelectorAll("[data-dialog]")].map((dialog) => [dialog.dataset.dialog, dialog]));
for (const button of document.querySelectorAll("[data-open-dialog]")) {
  button.hidden = false;
  button.addEventListener("click", () => dialogs[button.dataset.openDialog].showModal());
}

/** Press the one of these buttons that is offered now. */
function click(selector) {
  [...document.querySelectorAll(selector)].find(({ hidden }) => !hidden)?.click();
}

const press = (...names) => () => panels.press(...names);
listen({
  ...steps,
  jump: (number) => walk.to(order[number - 1]),
  toggle: press("show", "hide"),
  open: press("open"),
  pause: press("pause"),
  close: press("close"),
  round: press("reset"),
  undo: () => { if (!find("[data-undo]").hidden) actions.send("undo"); },
  moderate: () => texts?.focus(),
  qr: () => actions.send("qr"),
  blank: () => actions.send("blank"),
  freeze: () => actions.send("freeze"),
  group: () => actions.send("leave-group"),
  skip: () => { if (order[order.indexOf(current) + 1]) actions.send("skip", { slide: order[order.indexOf(current) + 1] }); },
  timer: () => (countdown.runs ? actions.send("timer-stop") : actions.send("timer", { seconds: find("[name=seconds]").value })),
  timerAdd: () => actions.send("timer-add"),
  aside: () => room.toggle(),
  spare: () => click("[data-spare-all]"),
  break: () => click(".steer [data-session-when]"),
  finish: () => click("[data-action=finish], [data-action=reopen]"),
  help: () => dialogs.help.showModal(),
  table: () => toggleTables(body),
});

for (const button of document.querySelectorAll("[data-as-table]")) {
  button.hidden = false;
  button.addEventListener("click", () => toggleTables(body));
}

letterSwitches();
holdable(results, preview);

if (!find("[data-undo]").hidden) onDone("");
panels.show(current);
for (const stage of Object.values(previews)) still(stage);
for (const key of panels.keys(current)) texts?.show(key);
if (matchMedia("(max-width: 1199px)").matches) find("[data-fold]").open = false;
for (const stage of Object.values(previews)) fit(stage, stage.parentElement);
outline.find((button) => button.ariaCurrent)?.scrollIntoView({ block: "nearest" });
