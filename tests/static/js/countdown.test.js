import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";
import { Countdown } from "../../../static/js/countdown.js";

/** A timer on a clock of the test, and what was said of it. */
function timing(t) {
  t.mock.timers.enable({ apis: ["setInterval", "Date"], now: 1_000_000 });
  const said = [];
  const attributes = new Set();
  const element = {
    dataset: { start: "De tijd loopt: {time}", over: "Tijd is om." },
    toggleAttribute: (name, on) => (on ? attributes.add(name) : attributes.delete(name)),
  };
  return { timer: new Countdown(element, (words) => said.push(words)), element, said };
}

test("a timer says once that it runs and once that it is over", (t) => {
  const { timer, element, said } = timing(t);

  timer.set(120);
  t.mock.timers.tick(60_000);
  timer.set(60);
  assert.deepEqual([said, element.textContent], [["De tijd loopt: 2:00"], "1:00"]);

  t.mock.timers.tick(61_000);
  timer.set(0);
  assert.deepEqual(said, ["De tijd loopt: 2:00", "Tijd is om."]);
  assert.equal(element.textContent, "Tijd is om.");
});

test("one that is over when it comes says only that", (t) => {
  const { timer, element, said } = timing(t);

  timer.set(0);
  t.mock.timers.tick(5_000);

  assert.deepEqual([said, element.hidden], [["Tijd is om."], false]);
});

test("more time after the end is said, and so is the next timer", (t) => {
  const { timer, element, said } = timing(t);
  timer.set(0);

  timer.set(30);
  timer.set(null);
  timer.set(30);

  assert.deepEqual(said, ["Tijd is om.", "De tijd loopt: 0:30", "De tijd loopt: 0:30"]);
  timer.set(null);
  assert.equal(element.hidden, true);
});

test("a pulse that comes late corrects a timer, and brings none back", (t) => {
  const { timer, element, said } = timing(t);
  timer.follow(30);
  timer.set(null);
  timer.follow(30);
  assert.deepEqual([said, element.hidden], [[], true]);

  timer.set(60);
  timer.follow(40);
  assert.equal(element.textContent, "0:40");
  t.mock.timers.tick(41_000);
  timer.follow(3);
  timer.follow(undefined);
  t.mock.timers.tick(5_000);

  assert.deepEqual([said, element.textContent], [["De tijd loopt: 1:00", "Tijd is om."], "Tijd is om."]);
  timer.set(30);
  assert.equal(said.at(-1), "De tijd loopt: 0:30");
});
