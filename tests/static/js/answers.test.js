import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { formOf } from "./page.js";
import { fill, isFull, Outbox, Store, uuid4, valueOf } from "../../../static/js/answers.js";

const HOUR_MS = 60 * 60 * 1000;
const ANSWER = { question: "goed", round: 1, seq: 0, value: ["A"] };

beforeEach(() => localStorage.clear());

/* What a form's answer is */

const tick = (name, value, checked) => ({ name, type: "checkbox", value, checked });

test("fields named value make a list, and what is empty is left out", () => {
  const form = formOf({ name: "question", value: "goed" }, { name: "value", value: " een " }, { name: "value", value: "  " });

  assert.deepEqual(valueOf(form), ["een"]);
});

test("named fields make an object, and with ticks both", () => {
  const words = { name: "value.other", value: "iets" };

  assert.deepEqual(valueOf(formOf(words)), { other: "iets" });
  assert.deepEqual(valueOf(formOf(tick("value", "A", true), tick("value", "B", false), words)), { options: ["A"], other: "iets" });
});

test("words of an option that is not chosen do not count", () => {
  const option = { checked: false };
  globalThis.document.getElementById = (id) => (id === "goed-anders" ? option : null);
  const form = formOf({ name: "value.other", value: "iets", dataset: { with: "goed-anders" } });

  const without = valueOf(form);
  option.checked = true;

  assert.deepEqual([without, valueOf(form)], [[], { other: "iets" }]);
});

test("a field is full when a browser drops what comes after", () => {
  const field = (value, maxLength) => ({ value, maxLength, matches: () => true });

  assert.equal(isFull(field("samen", 5)), true);
  assert.equal(isFull(field("same", 5)), false);
  assert.equal(isFull(field("samen", -1)), false);
});

const FILLED = [
  [["A"], [tick("value", "A", true), tick("value", "B", false)]],
  [["een", "twee"], [{ name: "value", value: "een" }, { name: "value", value: "twee" }]],
  [["A", "eigen"], [tick("value", "A", true), { name: "value", value: "eigen" }]],
  [{ options: ["A"], other: "iets" }, [tick("value", "A", true), { name: "value.other", value: "iets" }]],
  [{ A: "4" }, [tick("value.A", "3", false), tick("value.A", "4", true)]],
  [[], [tick("value", "A", false), { name: "value", value: "" }]],
];

for (const [value, fields] of FILLED) {
  test(`what is filled in is what was given: ${JSON.stringify(value)}`, () => {
    const form = formOf(...fields.map((field) => (field.type ? { ...field, checked: !field.checked } : { ...field, value: "oud" })));

    fill(form, value);

    assert.deepEqual(form.elements, formOf(...fields).elements);
    assert.deepEqual(valueOf(form), value);
  });
}

test("no answer empties the form", () => {
  const form = formOf(tick("value", "A", true), { name: "value.other", value: "iets" });

  fill(form, null);

  assert.deepEqual(valueOf(form), []);
});

test("an id is a UUID of version 4, and another one each time", () => {
  const ids = new Set(Array.from({ length: 100 }, uuid4));

  assert.equal(ids.size, 100);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

/* What a device keeps */

/** Write something for a session, this long ago. */
function used(code, ago) {
  localStorage.setItem(`polshoogte.${code}`, JSON.stringify({ drafts: {}, used: Date.now() - ago }));
}

test("sessions of more than a day ago are forgotten, others and other things are not", () => {
  used("11111111", 25 * HOUR_MS);
  used("22222222", 23 * HOUR_MS);
  localStorage.setItem("polshoogte.letter-keys-off", "1");

  new Store("33333333");

  assert.deepEqual(Object.keys(localStorage).sort(), ["polshoogte.22222222", "polshoogte.letter-keys-off"]);
});

test("what is kept says when, so that it can be forgotten", () => {
  const store = new Store("11111111");

  store.update(({ drafts }) => { drafts["goed:1"] = ["A"]; });

  const { used: moment, ...kept } = JSON.parse(localStorage.getItem("polshoogte.11111111"));
  assert.deepEqual(kept, { drafts: { "goed:1": ["A"] }, outbox: {}, seqs: {} });
  assert.ok(Math.abs(Date.now() - moment) < HOUR_MS);
});

test("a change starts from what another tab wrote", () => {
  const [here, there] = [new Store("11111111"), new Store("11111111")];
  here.update(({ drafts }) => { drafts["goed:1"] = ["A"]; });

  there.update(({ drafts }) => { drafts["minder:1"] = ["B"]; });

  assert.deepEqual(here.read().drafts, { "goed:1": ["A"], "minder:1": ["B"] });
});

test("where storage is off, the page remembers by itself", (t) => {
  const refuse = () => { throw new Error("off"); };
  t.mock.method(localStorage, "getItem", refuse);
  t.mock.method(localStorage, "setItem", refuse);
  const store = new Store("11111111");

  store.update(({ drafts }) => { drafts["goed:1"] = ["A"]; });

  assert.deepEqual(store.read().drafts, { "goed:1": ["A"] });
});

/* What is on its way */

/** An outbox on a line that is up or down, and what it sent by each way. */
function outboxOn(t, line = { up: true }) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const sent = { send: [], post: [] };
  const outbox = new Outbox(new Store("12345678"), {
    send: (frame) => { if (line.up) sent.send.push(frame.id); return line.up; },
    post: ({ id }) => sent.post.push(id),
    onRetry: mock.fn(),
  });
  return { outbox, sent };
}

test("an answer goes by the socket, then by POST, then by the socket, until it was taken", (t) => {
  const { outbox, sent } = outboxOn(t);

  outbox.put("goed:1", ANSWER);
  const { id } = outbox.at("goed:1");
  t.mock.timers.tick(15_000);
  t.mock.timers.tick(15_000);
  const before = { send: [...sent.send], post: [...sent.post] };
  const taken = outbox.take(id);
  t.mock.timers.tick(60_000);

  assert.deepEqual(before, { send: [id, id], post: [id] });
  assert.deepEqual(sent, before);
  assert.deepEqual(taken, { ...ANSWER, id, seq: 1 });
  assert.equal(outbox.take(id), null);
});

test("without a socket an answer goes by POST", (t) => {
  const { outbox, sent } = outboxOn(t, { up: false });

  outbox.put("goed:1", ANSWER);

  assert.deepEqual(sent, { send: [], post: [outbox.at("goed:1").id] });
});

test("numbers rise also when the server has not said what it has", (t) => {
  const { outbox } = outboxOn(t);
  outbox.put("goed:1", ANSWER);

  outbox.put("goed:1", { ...ANSWER, value: ["B"] });
  const second = outbox.at("goed:1").seq;
  outbox.put("goed:1", { ...ANSWER, seq: 7 });

  assert.deepEqual([second, outbox.at("goed:1").seq], [2, 8]);
});

test("an answer that is held waits for the next state", (t) => {
  const { outbox, sent } = outboxOn(t);
  outbox.put("goed:1", ANSWER);
  const entry = outbox.at("goed:1");

  outbox.hold(entry.id);
  outbox.flush();
  t.mock.timers.tick(60_000);
  const held = [outbox.holds(entry), sent.send.length, sent.post.length];
  outbox.release();

  assert.deepEqual(held, [true, 1, 0]);
  assert.deepEqual([outbox.holds(entry), sent.send.length], [false, 2]);
});
