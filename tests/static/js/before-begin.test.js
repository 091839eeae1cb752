import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";
import { Actions } from "../../../static/js/actions.js";
import { BeforeBegin } from "../../../static/js/before-begin.js";

const NAMES = ["open", "show", "hide", "freeze", "timer", "timer-add", "begin", "next", "goto", "blank", "qr", "skip", "undo"];

test("before it begins only what is meant to begin a session does, and what covers the screen is free", () => {
  const refusedIn = (state) => NAMES.filter((name) => new BeforeBegin(() => state, "Nog niet").refuse(name));

  assert.deepEqual(refusedIn("waiting"), ["open", "show", "hide", "freeze", "timer", "timer-add"]);
  assert.deepEqual(["live", "paused", "ended"].map(refusedIn), [[], [], []]);
});

test("a step that was done has begun it, before a state tells so", () => {
  const before = new BeforeBegin(() => "waiting", "Nog niet");
  const refused = ["qr", "goto", "undo"].map((name) => {
    before.done(name);
    return before.refuse("show");
  });

  assert.deepEqual(refused, [{ code: "session.waiting", message: "Nog niet" }, null, { code: "session.waiting", message: "Nog niet" }]);
});

/** Actions whose requests are answered one by one, from outside. */
function sending(refuse = () => null) {
  const told = [];
  const sent = [];
  const actions = new Actions({ url: "", token: "t", onProblem: ({ message }) => told.push(message), onDone: (name) => told.push(name), refuse });
  actions.posting = { send: (url) => new Promise((reply) => { sent.push({ url, reply: () => reply({ ok: true }) }); }) };
  return { actions, told, sent };
}

const turn = () => new Promise((done) => { setImmediate(done); });

test("what is refused is not sent, and the desk says why", async () => {
  const { actions, told, sent } = sending(new BeforeBegin(() => "waiting", "Nog niet").refuse);

  const reply = await actions.send("freeze");

  assert.equal(reply.error.code, "session.waiting");
  assert.deepEqual([told, sent], [["Nog niet"], []]);
});

test("actions arrive in the order in which they were pressed", async () => {
  const { actions, told, sent } = sending();
  const both = [actions.send("goto"), actions.send("show")];
  await turn();
  assert.deepEqual(sent.map(({ url }) => url), ["goto/"]);

  sent[0].reply();
  await turn();
  sent[1].reply();
  await Promise.all(both);

  assert.deepEqual(told, ["goto", "show"]);
});

test("an answer that does not come holds up the next one for two seconds at most", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const { actions, sent } = sending();
  actions.send("goto");
  actions.send("blank");
  await turn();
  t.mock.timers.tick(2000);
  await turn();

  assert.deepEqual(sent.map(({ url }) => url), ["goto/", "blank/"]);
});
