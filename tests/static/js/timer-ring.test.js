import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.document = { documentElement: { lang: "nl" } };
const { clockAfter } = await import("../../../static/js/timer-ring.js");

test("a break ends at the first whole minute after its timer", () => {
  assert.equal(clockAfter(600, new Date(2026, 2, 12, 10, 34, 20)), "10:45");
  assert.equal(clockAfter(60, new Date(2026, 2, 12, 9, 4, 0)), "9:05");
  assert.equal(clockAfter(600, new Date(2026, 2, 12, 23, 55, 0)), "0:05");
});
