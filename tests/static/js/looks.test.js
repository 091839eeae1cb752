import assert from "node:assert/strict";
import { test } from "node:test";

import { Looks } from "../../../static/js/looks.js";

const FIRST = { view: "", page: 1 };
const stateOf = (version, looks) => ({ version, session: { looks } });

/** Looks whose requests are answered by `reply`, in order. */
function looking() {
  const sent = [];
  const waiting = [];
  const send = (action, fields) => {
    sent.push([action, fields.slide, fields.view, fields.page]);
    return new Promise((resolve) => { waiting.push(resolve); });
  };
  let changes = 0;
  const looks = new Looks({ send }, () => { changes += 1; });
  const reply = async (answer) => {
    while (!waiting.length) await new Promise((resolve) => { setImmediate(resolve); });
    waiting.shift()(answer);
    await new Promise((resolve) => { setImmediate(resolve); });
  };
  return { looks, sent, reply, changes: () => changes };
}

test("every page looks at what the session says, each slide by itself", () => {
  const { looks, changes } = looking();

  looks.state(stateOf(2, { tip: { view: "", page: 3 } }));

  assert.deepEqual([looks.of("tip"), looks.of("goed"), looks.of(undefined)], [{ view: "", page: 3 }, FIRST, FIRST]);
  assert.equal(changes(), 1);
});

test("what was pressed here shows at once, and until the state has it", async () => {
  const { looks, sent, reply } = looking();
  looks.state(stateOf(2, {}));

  looks.turn("tip", { view: "", page: 2 });
  looks.state(stateOf(3, {})); // of something else, meanwhile
  const before = looks.of("tip");
  await reply({ ok: true, version: 4 });
  const between = looks.of("tip");
  looks.state(stateOf(4, { tip: { view: "", page: 5 } })); // somebody else pressed too

  assert.deepEqual([before.page, between.page, looks.of("tip").page], [2, 2, 5]);
  assert.deepEqual(sent, [["look", "tip", "", "2"]]);
});

test("presses go out one by one, in their order", async () => {
  const { looks, sent, reply } = looking();

  looks.turn("tip", { view: "", page: 2 });
  const last = looks.turn("tip", { view: "", page: 3 });
  await reply({ ok: true, version: 2 });
  await reply({ ok: true, version: 3 });
  await last;

  assert.deepEqual(sent.map(([, , , page]) => page), ["2", "3"]);
});

test("what the server refuses is not in view any more, what it did not hear still is", async () => {
  const { looks, reply } = looking();
  looks.state(stateOf(2, {}));

  looks.turn("tip", { view: "", page: 2 });
  await reply({ error: { code: "network", message: "" } });
  const unheard = looks.of("tip").page;
  looks.turn("tip", { view: "", page: 3 });
  await reply({ error: { code: "look.page", message: "…" } });

  assert.deepEqual([unheard, looks.of("tip").page], [2, 1]);
});

test("a page that only looks turns nothing, nor does a step past an end", () => {
  const onlooker = new Looks(null, () => {});
  const { looks, sent } = looking();

  onlooker.turn("tip", { view: "", page: 2 });
  looks.turn("tip", null);

  assert.deepEqual([onlooker.of("tip"), looks.of("tip"), sent], [FIRST, FIRST, []]);
});
