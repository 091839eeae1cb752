import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";

import "./page.js";
import { StepQueue } from "../../../static/js/step-queue.js";

const NAME = "polshoogte.steps.samen";
const LIMIT = { timeout: 10_000 };
const titled = (title, hash = "h0") =>
  ({ step: "set_title", fields: { slide: "goed", title }, hash, field: "goed set_title" });
const moved = { step: "move", fields: { slides: ["goed"], way: ["up"] }, hash: "" };

/** A server of steps: `answer` gets each body, and gives a reply or null for a line that breaks. */
async function serverOf(t, answer) {
  const asked = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => { body += part; });
    request.on("end", () => {
      asked.push({ ...JSON.parse(body), token: request.headers["x-csrftoken"] });
      const reply = answer(asked.at(-1), asked.length);
      if (!reply) return request.socket.destroy();
      response.writeHead(reply.status ?? (reply.error ? 409 : 200), { "Content-Type": "application/json" });
      response.end(JSON.stringify(reply));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => { server.close(); server.closeAllConnections(); });
  return { asked, url: `http://127.0.0.1:${server.address().port}/` };
}

/** A queue on that server; `until(state)` waits for what it tells. */
function queueOf(t, url) {
  const told = [];
  const waits = [];
  const tell = (...what) => {
    told.push(what);
    for (const wait of waits.splice(0)) wait();
  };
  const queue = new StepQueue({
    url,
    token: "secret",
    key: NAME,
    people: () => "40",
    onReply: (reply, step) => tell("reply", step.fields.title ?? step.step),
    onRefused: (error) => tell("refused", error.code),
    onState: (now, why) => tell("state", now, ...(why ? [why] : [])),
  });
  t.after(() => queue.steps.splice(0)); // nothing is sent again after the test
  const until = async (...what) => {
    while (String(told.at(-1)) !== String(what)) await new Promise((wake) => waits.push(wake));
  };
  return { queue, told, until };
}

const accepts = ({ fields }, count) => ({ slides: [[fields.slide, `h${count}`, "", ""]] });
const kept = () => Object.keys(localStorage).filter((name) => name.startsWith(NAME));

test("steps are sent in order, each on the text that the one before it left", LIMIT, async (t) => {
  localStorage.clear();
  const { asked, url } = await serverOf(t, accepts);
  const { queue, until } = queueOf(t, url);

  queue.add(titled("Een"));
  queue.add({ ...titled("Twee"), field: "another" });
  await until("state", "saved");

  assert.deepEqual(asked.map(({ fields, hash }) => [fields.title, hash]), [["Een", "h0"], ["Twee", "h1"]]);
  assert.deepEqual(kept(), []);
});

test("what is typed on takes the place of what was not sent yet", LIMIT, async (t) => {
  localStorage.clear();
  const { asked, url } = await serverOf(t, accepts);
  const { queue, until } = queueOf(t, url);

  for (const title of ["E", "Ee", "Een"]) queue.add(titled(title));
  await until("state", "saved");

  assert.deepEqual(asked.map(({ fields }) => fields.title), ["E", "Een"]);
  assert.equal(new Set(asked.map(({ typing }) => typing)).size, 1);
  assert.equal(new Set(asked.map(({ key }) => key)).size, 2);
});

test("a step whose reply was lost is sent again under its key, and is not typed over", LIMIT, async (t) => {
  localStorage.clear();
  const { asked, url } = await serverOf(t, (step, count) => (count === 1 ? null : accepts(step, count)));
  const { queue, until } = queueOf(t, url);

  queue.add(titled("Een"));
  await until("state", "offline");
  queue.add(titled("Een en meer"));
  await until("state", "saved");

  assert.deepEqual(asked.map(({ fields }) => fields.title), ["Een", "Een", "Een en meer"]);
  assert.equal(asked[0].key, asked[1].key);
  assert.notEqual(asked[1].key, asked[2].key);
});

test("a page that is loaded again sends what waited, under the same keys", LIMIT, async (t) => {
  localStorage.clear();
  let away = true;
  const { asked, url } = await serverOf(t, (step, count) => (away ? null : accepts(step, count)));
  const before = queueOf(t, url);
  before.queue.add(moved);
  before.queue.add(titled("Later"));
  await before.until("state", "offline");
  const keys = before.queue.steps.map(({ key }) => key);

  away = false;
  const after = queueOf(t, url);
  const sent = asked.length;
  after.queue.send();
  await after.until("state", "saved");

  assert.deepEqual(asked.slice(sent).map(({ step, key }) => [step, key]), [["move", keys[0]], ["set_title", keys[1]]]);
  assert.deepEqual(kept(), []);
});

test("two tabs do not forget each other's steps", LIMIT, async (t) => {
  localStorage.clear();
  const { url } = await serverOf(t, () => null);
  const [one, other] = [queueOf(t, url), queueOf(t, url)];

  one.queue.add(titled("Van de een"));
  other.queue.add(moved);

  assert.equal(kept().length, 2);
  assert.deepEqual(queueOf(t, url).queue.steps.map(({ step }) => step), ["set_title", "move"]);
});

test("a refused step is told and makes way; a conflict waits for a choice", LIMIT, async (t) => {
  localStorage.clear();
  const refusals = ["step.slide_unknown", "step.conflict"];
  const { asked, url } = await serverOf(t, (step, count) => {
    const code = refusals.shift();
    return code ? { error: { code, message: "", theirs: "" } } : accepts(step, count);
  });
  const { queue, told, until } = queueOf(t, url);

  queue.add(moved);
  queue.add(titled("Van mij"));
  await until("refused", "step.conflict");
  const waited = [asked.length, queue.steps.length];
  queue.settle("h9");
  await until("state", "saved");

  assert.deepEqual(told.filter(([what]) => what === "refused").map(([, code]) => code), ["step.slide_unknown", "step.conflict"]);
  assert.deepEqual(waited, [2, 1]);
  assert.deepEqual([asked.at(-1).hash, asked.at(-1).fields.title], ["h9", "Van mij"]);
});

test("a step that is dropped after a conflict is gone", LIMIT, async (t) => {
  localStorage.clear();
  const { asked, url } = await serverOf(t, () => ({ error: { code: "step.conflict", message: "", theirs: "" } }));
  const { queue, until } = queueOf(t, url);
  queue.add(titled("Van mij"));
  await until("refused", "step.conflict");

  queue.settle(null);
  await until("state", "saved");

  assert.deepEqual([asked.length, queue.waiting, kept()], [1, false, []]);
});

const nextTurn = () => new Promise((wake) => setImmediate(wake)); // the queue has told it, and rests
const login = { status: 401, error: { code: "desk.login", message: "Log in" } };

for (const [code, now] of [["desk.login", "login"], ["workshop.read_only", "lost"], ["page.unknown", "lost"], ["workshop.trashed", "lost"]]) {
  test(`${code}: the steps stay in this browser, and are sent once that is over`, LIMIT, async (t) => {
    localStorage.clear();
    let refuses = true;
    const refusal = { error: { code, message: "Waarom" } };
    const { asked, url } = await serverOf(t, (step, count) => (refuses ? refusal : accepts(step, count)));
    const { queue, told, until } = queueOf(t, url);

    queue.add(titled("Getypt"));
    await until("state", now, "Waarom");
    const [moving, stays] = [queue.moving, kept().length];
    await nextTurn();
    refuses = false;
    queue.send();
    await until("state", "saved");

    assert.deepEqual([moving, stays, kept().length], [false, 1, 0]);
    assert.deepEqual(told.filter(([what]) => what === "refused"), []);
    assert.equal(asked[0].key, asked[1].key);
  });
}

test("a try in between is no news", LIMIT, async (t) => {
  localStorage.clear();
  const { url } = await serverOf(t, () => login);
  const { queue, told, until } = queueOf(t, url);
  queue.add(titled("Getypt"));
  await until("state", "login", "Log in");
  await nextTurn();

  await queue.send();

  assert.deepEqual(told.map(([, now]) => now), ["saving", "login", "login"]);
});

test("a token that ended with another login is taken along, and the step sent again", LIMIT, async (t) => {
  localStorage.clear();
  const old = { status: 403, token: "fresh", error: { code: "desk.token", message: "" } };
  const { asked, url } = await serverOf(t, (step, count) => (step.token === "fresh" ? accepts(step, count) : old));
  const { queue, until } = queueOf(t, url);

  queue.add(titled("Getypt"));
  await until("state", "saved");

  assert.deepEqual(asked.map(({ token }) => token), ["secret", "fresh"]);
  assert.equal(asked[0].key, asked[1].key);
});

test("a box between page and server says nothing about a step", LIMIT, async (t) => {
  localStorage.clear();
  const { url } = await serverOf(t, () => ({ status: 403, error: { code: "blocked" } }));
  const { queue, until } = queueOf(t, url);

  queue.add(titled("Getypt"));
  await until("state", "offline");

  assert.equal(queue.steps.length, 1);
});

test("a text that the server does not even read does not stop what comes after it", LIMIT, async (t) => {
  localStorage.clear();
  globalThis.document.body = { dataset: { long: "Te lang" } };
  const { url } = await serverOf(t, (step, count) => (count === 1 ? { status: 413 } : accepts(step, count)));
  const { queue, told, until } = queueOf(t, url);

  queue.add(titled("Veel te lang"));
  queue.add(moved);
  await until("state", "saved");

  assert.deepEqual(told.filter(([what]) => what !== "state"), [["refused", "step.text_long"], ["reply", "move"]]);
});
