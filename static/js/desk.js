/* The desk: where the session stands, what comes next, and every button without a reload. */

import { Actions, Walk } from "./actions.js";
import { Clock } from "./clock.js";
import { lettersOff, listen, turnLettersOff } from "./keys.js";
import { Panels } from "./panels.js";
import { Results } from "./results.js";
import { connect } from "./socket.js";
import { fit } from "./stage.js";

const SURE_MS = 4000;
const PROBLEM_MS = 8000;

const body = document.body;
const find = (selector) => document.querySelector(selector);
const source = find("[data-slides]").content;
const previews = { current: find('[data-preview="current"] .stage'), next: find('[data-preview="next"] .stage') };
const outline = [...document.querySelectorAll(".outline__slide")];
const order = outline.map((button) => button.value);

const results = new Results(find("[data-panels]"));
const preview = new Results(previews.current);
const panels = new Panels(find("[data-panels]"), outline);
const clock = new Clock(find("[data-clock]"), outline);

let current = body.dataset.current;
let epoch = null;

const actions = new Actions({ url: body.dataset.actions, token: body.dataset.token, onProblem });
const walk = new Walk(actions, { onMove: (id) => { show(id); clock.enter(id); }, onSettled: follow });
let last = null;

let problemTimer = 0;

function onProblem({ code, message }) {
  const line = find("[data-problem]");
  line.textContent = code === "network" ? line.dataset.network : message;
  line.hidden = false;
  clearTimeout(problemTimer);
  problemTimer = setTimeout(() => { line.hidden = true; }, PROBLEM_MS);
}

function copy(id) {
  const slide = id && source.querySelector(`[data-slide="${CSS.escape(id)}"]`);
  return slide ? [slide.cloneNode(true)] : [];
}

function show(id) {
  if (id === current && previews.current.firstElementChild?.dataset.slide === id) return;
  current = id;
  const place = order.indexOf(id);
  previews.current.replaceChildren(...copy(id));
  previews.next.replaceChildren(...copy(order[place + 1]));
  preview.adopt(previews.current);
  find("[data-position]").textContent = place + 1;
  find("[data-next-label]").textContent = outline[place + 1]?.dataset.label ?? "";
  const note = find(`[data-note-of="${CSS.escape(id)}"]`);
  find("[data-note]").replaceChildren(...(note ? [note.content.cloneNode(true)] : []));
  for (const button of outline) button.toggleAttribute("aria-current", false);
  outline[place]?.setAttribute("aria-current", "true");
  if (!matchMedia("(max-width: 1199px)").matches) outline[place]?.scrollIntoView({ block: "nearest" });
  panels.show(id);
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
}

function showJoined(joined) {
  if (joined === undefined) return;
  find("[data-joined]").textContent = joined;
  results.joined(joined);
  preview.joined(joined);
}

connect({
  url: body.dataset.socket,
  pollUrl: body.dataset.poll,
  within: 0.3,
  onState(state) {
    if (epoch !== state.epoch) walk.restart();
    epoch = state.epoch;
    showSession(state.session);
    showJoined(state.session.joined);
    for (const view of [results, preview]) view.states(state.questions, state.session.joined);
    panels.states(state.questions);
    last = state;
    walk.settle();
    follow();
  },
  onResults(frame) {
    results.receive(frame);
    preview.receive(frame);
    panels.results(frame);
  },
  onPulse: ({ joined }) => showJoined(joined),
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
  next: () => walk.to(order[order.indexOf(current) + 1]),
  previous: () => walk.to(order[order.indexOf(current) - 1]),
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
  if (sure(button)) actions.send(action, Object.fromEntries(new FormData(form)));
});

const dialogs = Object.fromEntries(
  [...document.querySelectorAll("[data-dialog]")].map((dialog) => [dialog.dataset.dialog, dialog]));
for (const button of document.querySelectorAll("[data-open-dialog]")) {
  button.hidden = false;
  button.addEventListener("click", () => dialogs[button.dataset.openDialog].showModal());
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
  qr: () => dialogs.join.showModal(),
  help: () => dialogs.help.showModal(),
});

const letters = find("[data-letters-off]");
letters.checked = lettersOff();
letters.addEventListener("change", () => turnLettersOff(letters.checked));

if (matchMedia("(max-width: 1199px)").matches) find("[data-fold]").open = false;
for (const stage of Object.values(previews)) fit(stage, stage.parentElement);
outline.find((button) => button.ariaCurrent)?.scrollIntoView({ block: "nearest" });
