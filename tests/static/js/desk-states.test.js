import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";
import { every, fits, read, rowsOf, tablesOf, textsOf } from "./states.js";
import { BeforeBegin } from "../../../static/js/before-begin.js";
import { wordsOfPace } from "../../../static/js/clock.js";
import { wordsOfPeople } from "../../../static/js/desk-people.js";
import { isOffered, privacyOf, suggestion } from "../../../static/js/question-panels.js";
import { wordsOfCount, wordsOfHeld } from "../../../static/js/result.js";
import { wordsOfCover } from "../../../static/js/screen-cover.js";
import { isOfferedIn, wordsOfSteering } from "../../../static/js/session-buttons.js";

const template = (name) => read(`templates/desk/_${name}.html`);
const [QUESTIONS, RESULT, BAR, NOW] = ["questions", "result", "bar", "now"].map(template);
const table = (heading) => rowsOf("At the desk", heading);

/** The part of a template from one text up to another. */
const between = (text, from, to) => text.slice(text.indexOf(from), text.indexOf(to, text.indexOf(from)));
const plain = (html) => html.replaceAll(/<[^>]*>/g, " ").replaceAll(/\s+/g, " ").trim();

/** The buttons in a template: the attributes that scripts read, and the words on each. */
function buttonsOf(html) {
  const translated = html.replaceAll(/{% translate ["'](.*?)["'] %}/g, "$1").replaceAll(/{%.*?%}|{{.*?}}/g, "");
  return [...translated.matchAll(/<button([^>]*)>(.*?)<\/button>/gs)].map(([, tag, inner]) => ({
    ...Object.fromEntries([...tag.matchAll(/data-([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [
      name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase()), value,
    ])),
    words: plain(inner.replaceAll(/<kbd.*?<\/kbd>|<svg.*?<\/svg>|<span aria-hidden.*?<\/span>/gs, "")),
  }));
}

/** Each combination has one row, and that row is what is said. */
function check(rows, parts, said) {
  for (const state of every(parts)) {
    const found = rows.filter((row) => state.every((value, at) => fits(row[at], value)));
    assert.deepEqual(found.map((row) => row.slice(parts.length)), [[said(...state)].flat()], state.join(" | "));
  }
  for (const row of rows) {
    assert.ok(every(parts).some((state) => state.every((value, at) => fits(row[at], value))), row.join(" | "));
  }
}

const SESSION = ["waiting", "live", "paused", "ended"];
const QUESTION = ["waiting", "open", "paused", "closed"];

test("what covers the projector stands over the preview", () => {
  const texts = Object.fromEntries([...template("cover").matchAll(/{% translate "(.*?)" as (\w+) %}/g)].map(([, text, name]) => [name, text]));
  const overlays = { black: "blank", "QR code": "qr", none: "" };

  check(table("Over the preview"), [SESSION, Object.keys(overlays), ["yes", "no"]], (state, cover, frozen) =>
    wordsOfCover({ state, overlay: overlays[cover], frozen: frozen === "yes" ? 5 : null }, texts));
});

test("a question says its state and offers what can be done", () => {
  const [states, results] = tablesOf("At the desk", "Beside a question");
  const buttons = buttonsOf(between(QUESTIONS, "panel__acts", "</form>")).filter(({ action }) => action !== "choose");
  const offered = (question, lists) => buttons.filter((button) => lists(button) && isOffered(button, question)).map(({ words }) => words).join(", ");
  const texts = textsOf(RESULT);

  check(states, [QUESTION], (state) => [textsOf(QUESTIONS)[state], offered({ state, shown: false }, ({ when }) => when)]);
  check(results, [["hidden", "shown"], ["yes", "no"], ["this one", "the other"]], (shown, some, stage) => {
    const question = { state: "open", shown: shown === "shown", some: some === "yes" };
    return [texts[privacyOf(question, stage === "the other")], offered(question, ({ shownWhen }) => shownWhen)];
  });
});

test("one button stands out", () => {
  const words = { open: "Open", choose: "Kies teksten (3)", show: "Toon", close: "Sluit", null: "" };

  check(table("What it suggests"), [QUESTION, ["hidden", "shown"], ["yes", "no"], ["yes", "no"]], (state, shown, some, wait) => {
    const texts = { pending: wait === "yes" ? 3 : 0, shown: 0, hidden: 0 };
    return words[suggestion({ state, shown: shown === "shown", some: some === "yes", texts })];
  });
  for (const name of Object.values(words).filter(Boolean)) {
    assert.ok(QUESTIONS.includes(`'${name.replace("3", "{n}")}'`) || QUESTIONS.includes(`"${name}"`), name);
  }
});

test("texts that wait are told, and that all are hidden", () => {
  const numbers = ["0", "1", "2"];
  const texts = textsOf(between(RESULT, "result__held", "</p>"));

  check(table("Texts"), [numbers, numbers, numbers], (...counts) => {
    const [pending, shown, hidden] = counts.map(Number);
    return wordsOfHeld({ pending, shown, hidden }, texts);
  });
});

test("strip and drawer offer what the session allows", () => {
  const strip = buttonsOf(template("strip"));
  const drawer = buttonsOf(template("drawer").split("{% include")[0]);
  const offered = (buttons, state) => buttons
    .filter(({ sessionWhen, lastSlide }) => !lastSlide && isOfferedIn(state, sessionWhen)).map(({ words }) => words);

  check(table("The session"), [SESSION], (state) => {
    const below = offered(drawer, state);
    if (template("drawer").includes('data-session-when="waiting live paused"') && state !== "ended") {
      below.push(drawer.find(({ action }) => action === "leave-group").words);
    }
    return [offered(strip, state).join(", "), below.join(", ")];
  });
  const { before } = textsOf(template("problem"));
  assert.equal(new BeforeBegin(() => "waiting", before).refuse("open")?.message, before);
  assert.ok(read("docs/states.md").includes(`*${before}*`));
});

test("who steers is said once somebody else can", () => {
  const texts = textsOf(template("steers"));
  const allowed = { "texts only": "", "may take over": "slides", steers: "steers" };

  check(table("Who steers"), [Object.keys(allowed)], (cohost) => wordsOfSteering(allowed[cohost], texts));
});

test("people, time and line have their words", () => {
  const people = textsOf(between(BAR, "data-joined-words", "</span>"));
  const count = textsOf(between(RESULT, "result__count", "</p>"));
  const pace = textsOf(between(NOW, "data-pace", "</dd>"));
  const line = textsOf(between(BAR, "bar__line", "</p>"));
  const said = {
    "1 takes part": `1 ${wordsOfPeople(1, people)}`,
    "2 take part": `2 ${wordsOfPeople(2, people)}`,
    "1 of 2 answered": `1 ${wordsOfCount(1, 2, count)}`,
    "2 of 2 answered": `2 ${wordsOfCount(2, 2, count)}`,
    "less than a minute off the plan": wordsOfPace(59, pace),
    "3 minutes behind": wordsOfPace(185, pace),
    "3 minutes ahead": wordsOfPace(-185, pace),
    "the timer is at zero": textsOf(template("strip")).over,
    ...line,
  };

  check(table("People, time and line"), [Object.keys(said)], (what) => said[what]);
});
