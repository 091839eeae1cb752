import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";

import { backOff, Frames, Guard, Poll, spreadOf, verdictOf } from "../../../static/js/frames.js";
import { compareSlide } from "../../../static/js/question-form.js";

/* Which frames are news */

test("a state that is older than what was shown is old", () => {
  const guard = new Guard();

  const verdicts = [3, 3, 2, 4].map((version) => guard.state({ epoch: "a", version }));

  assert.deepEqual(verdicts, ["new", "same", "old", "new"]);
  assert.equal(guard.version, 4);
});

test("another epoch counts its versions anew", () => {
  const guard = new Guard();
  guard.state({ epoch: "a", version: 9 });
  guard.results({ epoch: "a", version: 9, question: "goed" });

  assert.equal(guard.state({ epoch: "b", version: 1 }), "new");
  assert.equal(guard.results({ epoch: "b", version: 1, question: "goed" }), true);
});

test("results are compared with those of the same question only", () => {
  const guard = new Guard();
  const frames = [["goed", 5], ["minder", 1], ["goed", 4], ["goed", 5], ["goed", 6]];

  const passed = frames.map(([question, version]) => guard.results({ epoch: "a", version, question }));

  assert.deepEqual(passed, [true, true, false, true, true]);
});

test("an old frame reaches nobody, and a pulse that names a newer version asks for the state", () => {
  const heard = [];
  const listener = {
    onState: ({ version }, { fresh }) => heard.push(["state", version, fresh]),
    onResults: ({ version }) => heard.push(["results", version]),
    onPulse: ({ version }) => heard.push(["pulse", version]),
    onAck: ({ id }) => heard.push(["ack", id]),
  };
  const frames = new Frames(listener, () => heard.push(["ask"]));
  const told = [
    { type: "state", epoch: "a", version: 4 },
    { type: "state", epoch: "a", version: 3 },
    { type: "state", epoch: "a", version: 4 },
    { type: "results", epoch: "a", version: 2, question: "goed" },
    { type: "results", epoch: "a", version: 1, question: "goed" },
    { type: "pulse", version: 4 },
    { type: "pulse", version: 5 },
    { type: "ack", id: "1" },
    { type: "error", id: "1" }, // nobody listens
    { type: "something new" },
  ];

  for (const frame of told) frames.receive(frame);

  assert.deepEqual(heard, [
    ["state", 4, true],
    ["state", 4, false],
    ["results", 2],
    ["pulse", 4],
    ["ask"],
    ["pulse", 5],
    ["ack", "1"],
  ]);
});

test("a frame says over how many seconds to spread, but not one about a single answer", () => {
  const said = [
    { type: "state", retry: { within: 3 } },
    { type: "pulse", within: 4 },
    { type: "error", id: null, retry_after: 5 },
    { type: "error", id: "1", retry_after: 5 },
    { type: "ack", id: "1" },
    { type: "results" },
  ];

  assert.deepEqual(said.map(spreadOf), [3, 4, 5, 0, 0, 0]);
});

/* Which reply to a poll is ours */

const JSON_TYPE = "application/json";
const LOGIN = { type: "error", id: null, code: "desk.login", message: "Log eerst in." };
const REPLIES = [
  ["a state", "answered", 200, JSON_TYPE, { type: "state", version: 1 }],
  ["frames", "answered", 200, "application/json; charset=utf-8", { after: "mark", frames: [] }],
  ["an unknown session", "refused", 404, JSON_TYPE, { type: "error", code: "session.unknown" }],
  ["a closed projector", "refused", 404, JSON_TYPE, { type: "error", code: "screen.unknown" }],
  ["a forgotten participant", "refused", 401, JSON_TYPE, { type: "error", code: "participant.unknown" }],
  ["an ended login", "refused", 401, JSON_TYPE, LOGIN],
  ["our own mistake", "failed", 503, JSON_TYPE, { type: "error", code: "server.error" }],
  ["many wrong codes", "failed", 429, JSON_TYPE, { type: "error", code: "guess.wait" }],
  ["a page with a good status", "failed", 200, "text/html", null],
  ["JSON of somebody else", "failed", 200, JSON_TYPE, { status: "log in to this network" }],
  ["nothing", "failed", 200, JSON_TYPE, null],
  ["our error as a page", "failed", 401, "text/html", LOGIN],
  ["our error with a good status", "failed", 200, JSON_TYPE, LOGIN],
  ["an error of somebody else", "failed", 403, JSON_TYPE, { error: "forbidden" }],
  ["a code of somebody else", "failed", 403, JSON_TYPE, { type: "error", code: 1010 }],
  ...[401, 403, 404, 410, 502, 511].map((status) => [`a page with ${status}`, "failed", status, "text/html", null]),
];

for (const [name, verdict, status, type, body] of REPLIES) {
  test(`${name} is ${verdict}`, () => {
    assert.equal(verdictOf({ ok: status < 300, type, body }), verdict);
  });
}

/* Polling, of a real server */

/** Serve these replies in turn: a page with this status, or JSON, an error as 404. */
async function serving(t, replies) {
  const asked = [];
  const server = createServer((request, response) => {
    const reply = replies[asked.length] ?? 500;
    asked.push(request.url);
    const page = typeof reply === "number";
    const status = page ? reply : reply.type === "error" ? 404 : 200;
    response.writeHead(status, { "Content-Type": page ? "text/html" : "application/json" });
    response.end(page ? "<h1>Blocked</h1>" : JSON.stringify(reply));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  globalThis.location = { href: `http://127.0.0.1:${server.address().port}/` };
  return asked;
}

/** Poll until it ends; what happened, in order. */
async function polled(poll = {}) {
  const events = [];
  const guard = new Guard();
  const hooks = {
    onFrame: (frame) => { guard.state(frame); events.push(["frame", frame.version]); },
    onFirst: () => events.push(["first"]),
    onFailure: () => events.push(["failure"]),
    onGiveUp: () => events.push(["give up"]),
    onRefused: (status) => events.push(["refused", status]),
    pause: () => 0,
    ...poll,
  };
  await new Poll("/12345678/state/", guard, hooks).run();
  return events;
}

test("a poll that fails at once gives up at once", { timeout: 10_000 }, async (t) => {
  const asked = await serving(t, [503]);

  const events = await polled();

  assert.deepEqual(events, [["give up"]]);
  assert.deepEqual(asked, ["/12345678/state/"]);
});

test("polling that worked gives up after three failures in a row, and not after two", { timeout: 10_000 }, async (t) => {
  const asked = await serving(t, [
    { type: "state", version: 1 }, 503, 503,
    { type: "state", version: 2 }, 503, 503, 503,
  ]);

  const events = await polled();

  assert.deepEqual(events, [
    ["frame", 1], ["first"], ["failure"], ["failure"],
    ["frame", 2], ["failure"], ["failure"], ["give up"],
  ]);
  assert.equal(asked.length, 7);
});

test("a poll names the version it has, or the mark it was given", { timeout: 10_000 }, async (t) => {
  const asked = await serving(t, [
    { type: "state", version: 7 },
    { after: "mark", frames: [{ type: "state", version: 8 }, { type: "state", version: 9 }] },
    { type: "error", id: null, code: "screen.unknown" },
  ]);

  const events = await polled();

  assert.deepEqual(asked, ["/12345678/state/", "/12345678/state/?after=7", "/12345678/state/?after=mark"]);
  assert.deepEqual(events, [["frame", 7], ["first"], ["frame", 8], ["frame", 9], ["refused", 404]]);
});

for (const status of [200, 401, 403, 404, 410, 502, 511]) {
  test(`a page with ${status} from a box between is a failure, and polling goes on`, { timeout: 10_000 }, async (t) => {
    const asked = await serving(t, [
      { type: "state", version: 1 }, status,
      { type: "state", version: 2 }, { type: "error", id: null, code: "session.unknown" },
    ]);

    const events = await polled();

    assert.deepEqual(events, [["frame", 1], ["first"], ["failure"], ["frame", 2], ["refused", 404]]);
    assert.equal(asked.length, 4);
  });
}

/* Other words for a slide */

const SLIDE = { id: "goed", words: "1" };
const boxOf = (slide, words) => ({ querySelector: () => ({ dataset: { slide, words } }) });
const form = (given) => ({ key: "goed", busy: false, pending: null, ...given });

test("a slide is drawn anew when it is another one, or says something else", () => {
  const state = { slide: SLIDE, questions: [{ key: "goed" }] };

  assert.equal(compareSlide(boxOf("goed", "1"), [form()], state), "same");
  assert.equal(compareSlide(boxOf("goed", "2"), [form()], state), "other");
  assert.equal(compareSlide(boxOf("tip", "1"), [form({ key: "tip" })], state), "other");
  assert.equal(compareSlide(boxOf("goed", "1"), [], state), "other");
});

test("other words wait for somebody who is answering", () => {
  const state = { slide: SLIDE, questions: [{ key: "goed" }] };

  for (const busy of [{ busy: true }, { pending: {} }]) {
    assert.equal(compareSlide(boxOf("goed", "2"), [form(busy)], state), "reworded");
  }
  assert.equal(compareSlide(boxOf("tip", "2"), [form({ key: "tip", busy: true })], state), "other");
});

/* When a page tries again */

test("pages come back anywhere in the window that the server asked for", () => {
  const waits = [0, 0.5, 1].map((chance) => backOff(10, 0, chance));

  assert.deepEqual(waits, [0, 5000, 10000]);
});

test("each try that fails widens the window, up to four times", () => {
  const waits = [0, 1, 2, 3, 4, 50].map((failures) => backOff(10, failures, 1));

  assert.deepEqual(waits, [10000, 15000, 22500, 33750, 40000, 40000]);
});

test("no two pages wait equally long", () => {
  const waits = new Set(Array.from({ length: 100 }, () => backOff(10, 0)));

  assert.equal(waits.size, 100);
  assert.ok(Math.max(...waits) <= 10000);
});
