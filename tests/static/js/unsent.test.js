import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";
import { holdsSomething, isHeld, noteSent } from "../../../static/js/unsent.js";

const field = (given) => ({ type: "text", value: "", defaultValue: "", closest: () => null, ...given });
const rootOf = (...fields) => ({ querySelectorAll: () => fields });

test("a field is held while somebody is in it or what was typed was not sent", () => {
  const [empty, typed, active] = [field(), field({ value: "a" }), field()];
  globalThis.document.activeElement = active;

  assert.deepEqual([empty, typed, active].map(isHeld), [false, true, true]);
  assert.equal(holdsSomething(rootOf(empty, typed)), true);
  assert.equal(holdsSomething(rootOf(empty)), false);
});

test("what is kept elsewhere is held only while somebody is in it", () => {
  const drafted = field({ value: "a", closest: () => ({}) });
  globalThis.document.activeElement = null;
  const left = isHeld(drafted);
  globalThis.document.activeElement = drafted;

  assert.deepEqual([left, isHeld(drafted)], [false, true]);
});

test("what was sent is held no more: a text is done with, a number stays", () => {
  globalThis.document.activeElement = null;
  const fields = [field({ value: "Koffie" }), field({ type: "number", value: "5", defaultValue: "0" })];

  noteSent(rootOf(...fields));

  assert.deepEqual(fields.map(({ value }) => value), ["", "5"]);
  assert.equal(holdsSomething(rootOf(...fields)), false);
});
