import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";

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
      response.end(JSON.stringify(reply));
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

test("without a server there is a problem, and no error is thrown", { timeout: 10_000 }, async () => {
  const told = [];
  const actions = new Actions({ url: "http://127.0.0.1:9/", token: "", onProblem: ({ code }) => told.push(code) });

  const reply = await actions.send("next");

  assert.equal(reply.error.code, "network");
  assert.deepEqual(told, ["network"]);
});
