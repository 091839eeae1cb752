import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";

import "./page.js";
import { Actions } from "../../../static/js/actions.js";

/** A desk whose server gives this reply; what was asked of it, and what was told. */
async function deskOf(t, reply) {
  const asked = [];
  const told = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => { body += part; });
    request.on("end", () => {
      asked.push([request.url, request.headers["x-csrftoken"], body]);
      const [status, type, sent] = typeof reply === "function" ? reply(request) : [200, "application/json", reply];
      response.writeHead(sent.error ? 409 : status, { "Content-Type": type });
      response.end(typeof sent === "string" ? sent : JSON.stringify(sent));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const actions = new Actions({
    url: `http://127.0.0.1:${server.address().port}/desk/`,
    token: "secret",
    onProblem: ({ code }) => told.push(["problem", code]),
    onDone: (action) => told.push(["done", action]),
  });
  return { actions, asked, told, server };
}

test("an action is a form with its fields and the token", { timeout: 10_000 }, async (t) => {
  const { actions, asked, told } = await deskOf(t, { ok: true, version: 3 });

  const reply = await actions.send("goto", { slide: "goed" });

  assert.deepEqual(reply, { ok: true, version: 3 });
  assert.deepEqual(asked, [["/desk/goto/", "secret", "slide=goed"]]);
  assert.deepEqual(told, [["done", "goto"]]);
});

test("showing what had better wait is asked again with the second press", { timeout: 10_000 }, async (t) => {
  const { actions, asked, told } = await deskOf(t, { error: { code: "question.wait", message: "" } });

  await actions.send("show", { question: "goed" });
  await actions.send("hide", { question: "goed" });
  await actions.send("show", { question: "goed" });

  assert.deepEqual(asked.map(([, , body]) => body), ["question=goed", "question=goed", "question=goed&anyway=1"]);
  assert.deepEqual(told.at(-1), ["problem", "question.wait"]);
});

/** A desk whose server knows one token, after as many old ones as are given. */
function rotated(known, ...given) {
  return (request) => {
    if (request.headers["x-csrftoken"] === known) return [200, "application/json", { ok: true, version: 4 }];
    return [403, "application/json", { error: { code: "desk.token", message: "Old" }, token: given.shift() ?? known }];
  };
}

test("an action whose token ended is sent again with the new one, and so are later ones", { timeout: 10_000 }, async (t) => {
  const { actions, asked, told } = await deskOf(t, rotated("new"));

  const reply = await actions.send("goto", { slide: "goed" });
  await actions.send("next");

  assert.deepEqual(reply, { ok: true, version: 4 });
  assert.deepEqual(asked, [
    ["/desk/goto/", "secret", "slide=goed"],
    ["/desk/goto/", "new", "slide=goed"],
    ["/desk/next/", "new", ""],
  ]);
  assert.deepEqual(told, [["done", "goto"], ["done", "next"]]);
});

test("a token that is never right is not asked for without end", { timeout: 10_000 }, async (t) => {
  const { actions, asked, told } = await deskOf(t, rotated("never", "one", "two"));

  await actions.send("next");

  assert.equal(asked.length, 2);
  assert.deepEqual(told, [["problem", "desk.token"]]);
});

test("an action after the login had ended is kept, until another one is done", { timeout: 10_000 }, async (t) => {
  const replies = [{ error: { code: "desk.login", message: "" } }, { ok: true, version: 5 }];
  const { actions, told } = await deskOf(t, () => [200, "application/json", replies.shift()]);

  await actions.send("open", { question: "goed" });
  const kept = JSON.parse(sessionStorage.getItem("polshoogte.action"));
  await actions.send("next");

  assert.deepEqual(kept, { url: actions.url, action: "open", fields: { question: "goed" } });
  assert.equal(sessionStorage.getItem("polshoogte.action"), null);
  assert.deepEqual(told, [["problem", "desk.login"], ["done", "next"]]);
});

const FOREIGN = [
  ["a page with a good status", 200, "text/html", "<h1>Log in</h1>"],
  ["a page that forbids", 403, "text/html", "<h1>Blocked</h1>"],
  ["JSON of somebody else", 200, "application/json", "{\"status\": \"log in\"}"],
  ["our words as a page", 200, "text/html", "{\"ok\": true}"],
  ["no JSON at all", 502, "application/json", "Bad gateway"],
];

for (const [name, ...reply] of FOREIGN) {
  test(`${name} from a box between is no reply`, { timeout: 10_000 }, async (t) => {
    const { actions, told } = await deskOf(t, () => reply);

    await actions.send("next");

    assert.deepEqual(told, [["problem", "network"]]);
  });
}

test("without a server there is a problem, and no error is thrown", { timeout: 10_000 }, async () => {
  const told = [];
  const actions = new Actions({ url: "http://127.0.0.1:9/", token: "", onProblem: ({ code }) => told.push(code) });

  const reply = await actions.send("next");

  assert.equal(reply.error.code, "network");
  assert.deepEqual(told, ["network"]);
});
