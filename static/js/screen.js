/* The projector: follows the session, draws what may be seen, and in the facilitator's
   own browser also listens to keys and a presenter's clicker. */

import { Actions, Walk } from "./actions.js";
import { makeCard } from "./cards.js";
import { letterSwitches, listen } from "./keys.js";
import { holdable, NUMBERS, pictures, Results, toggleTables } from "./results.js";
import { connect, renew } from "./socket.js";
import { remembered, turn } from "./scheme.js";
import { fit, Slides } from "./stage.js";
import { Countdown } from "./timer.js";

const DEEP = ["slide--cover", "slide--contact"];
const IDLE_MS = 3000;

const body = document.body;
const find = (part) => document.querySelector(`[data-${part}]`);
const overlays = Object.fromEntries(
  [...document.querySelectorAll("[data-overlay]")].map((layer) => [layer.dataset.overlay, layer]));

if (remembered() === "dark") turn(body);

const slides = new Slides(find("stage"));
const results = new Results(find("stage"));
const keep = pictures(results, () => slides.current);
const countdown = new Countdown(find("timer"));
let epoch = null;

const lit = new Map(); // result -> the card that is shown large

function showCard() {
  const here = [...slides.current?.querySelectorAll("[data-results]") ?? []].map(({ dataset }) => dataset.results);
  const keys = ["aside", ...here]; // a question of the room is on no slide
  const card = keys.map((key) => lit.get(key)).find(Boolean);
  overlays.card.hidden = !card;
  overlays.card.replaceChildren(...(card ? [makeCard(card, "p")] : []));
}

function show(slide) {
  const moved = slides.show(slide);
  const { current } = slides;
  if (!current) return;
  body.dataset.tone = DEEP.some((name) => current.classList.contains(name)) ? "deep" : "paper";
  if (!moved) return;
  overlays.qr.hidden = true;
  current.classList.remove("is-arriving");
  void current.offsetWidth; // starts the animation anew
  current.classList.add("is-arriving");
  results.refresh(current);
  keep.offer();
  showCard();
  find("announce").textContent = current.querySelector(".slide__title").textContent;
}

function showJoined(joined) {
  if (joined === undefined) return;
  const line = find("joined");
  line.textContent = (joined === 1 ? line.dataset.one : line.dataset.many).replace("{joined}", NUMBERS.format(joined));
  results.joined(joined);
}

const actions = body.dataset.actions
  ? new Actions({ url: body.dataset.actions, token: body.dataset.token }) : null;
const walk = actions && new Walk(actions, {
  onMove: (id) => show(slides.byId(id)),
  onSettled: follow,
});
let last = null;

function follow() {
  if (last && (!walk || walk.follows(last))) show(slides.byId(last.slide.id));
}

connect({
  url: body.dataset.socket,
  pollUrl: body.dataset.poll,
  within: 0.3,
  onState(state) {
    if (epoch !== state.epoch) walk?.restart();
    epoch = state.epoch;
    if (state.session.language !== body.dataset.language || String(state.session.edition) !== body.dataset.edition) renew(0.3);
    body.dataset.session = state.session.state;
    overlays.pause.hidden = state.session.state !== "paused";
    for (const name of ["qr", "blank"]) overlays[name].hidden = state.session.overlay !== name;
    slides.skipped = new Set(state.session.skipped);
    countdown.set(state.session.timer);
    showJoined(state.session.joined);
    results.states(state.questions, state.session.joined);
    last = state;
    walk?.settle();
    follow();
  },
  onResults(frame) {
    results.receive(frame);
    keep.offer();
    lit.set(frame.question, frame.spotlight);
    showCard();
  },
  onPulse({ joined, timer }) { showJoined(joined); countdown.set(timer); walk?.settle(); },
  onStatus(status) {
    body.dataset.line = status;
    overlays.revoked.hidden = status !== "stopped";
  },
});

const local = {
  qr() { overlays.qr.hidden = !overlays.qr.hidden; },
  escape() { overlays.qr.hidden = overlays.blank.hidden = true; },
  full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
  },
  up: () => results.turn(slides.current, -1),
  down: () => results.turn(slides.current, 1),
  dark: () => turn(body),
  table: () => toggleTables(body),
};

function ask(action, keys) {
  if (keys.length) actions.send(action, { question: keys.join("+") });
}

const leading = walk && {
  next: () => walk.to(slides.beside(1)?.dataset.slide),
  previous: () => walk.to(slides.beside(-1)?.dataset.slide),
  jump: (number) => walk.to(slides.byNumber(number)?.dataset.slide),
  digits(text) { find("digits").textContent = text; },
  toggle() {
    const { keys, shown } = results.of(slides.current);
    ask(shown ? "hide" : "show", keys);
  },
  open: () => ask("open", results.of(slides.current).asked),
  pause: () => ask("pause", results.of(slides.current).asked),
  close: () => ask("close", results.of(slides.current).asked),
  qr() { local.qr(); actions.send("qr"); },
  blank() { overlays.blank.hidden = !overlays.blank.hidden; actions.send("blank"); },
  escape() {
    const covered = ["qr", "blank"].find((name) => !overlays[name].hidden);
    local.escape();
    if (covered) actions.send(covered);
  },
};

listen({ ...local, ...leading });
letterSwitches();
holdable(results);
fit(find("stage"), find("box"));
show(slides.current);

let idle = 0;
body.classList.add("is-idle");
addEventListener("pointermove", () => {
  body.classList.remove("is-idle");
  clearTimeout(idle);
  idle = setTimeout(() => body.classList.add("is-idle"), IDLE_MS);
});
