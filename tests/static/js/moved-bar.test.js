import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";
import { MovedBar } from "../../../static/js/moved-bar.js";

const TEXTS = {
  moved: "On.", movedLeft: "{seconds} s", movedOver: "Over.", movedSending: "Sending.", movedUnsure: "Unsure.",
};

/** A bar with its parts, and a clock that goes when told to. */
function barOf(t) {
  t.mock.timers.enable({ apis: ["setInterval", "Date"], now: 1_000_000 });
  const parts = Object.fromEntries(["text", "left", "send", "keep"].map((name) => [name, { textContent: "", hidden: false }]));
  const bar = new MovedBar((id) => parts[id.replace("moved-", "")], TEXTS);
  const seen = () => [parts.text.textContent, parts.left.textContent, parts.send.hidden, parts.keep.hidden];
  return { bar, seen };
}

test("the seconds go down, and then an answer can be kept but not sent", (t) => {
  const { bar, seen } = barOf(t);
  bar.begin(12);
  const begun = seen();

  t.mock.timers.tick(5000);
  bar.begin(20); // another state is no new time
  const later = seen();
  t.mock.timers.tick(7500);

  assert.deepEqual(begun, ["On.", "12 s", false, true]);
  assert.deepEqual(later, ["On.", "7 s", false, true]);
  assert.deepEqual(seen(), ["Over.", "", true, false]);
});

test("time that was taken back is over at once, and an end begins anew", (t) => {
  const { bar, seen } = barOf(t);
  bar.begin(12);

  bar.expire();
  const over = seen();
  bar.end();
  bar.begin(3);

  assert.deepEqual(over, ["Over.", "", true, false]);
  assert.deepEqual(seen(), ["On.", "3 s", false, true]);
});

test("an answer on its way is not offered to be sent, and nothing is said of it that is not known", (t) => {
  const { bar, seen } = barOf(t);
  bar.begin(12);

  bar.tell([{ busy: false, pending: { id: "x" } }]);
  const sending = seen();
  t.mock.timers.tick(12500);
  const unsure = seen();
  bar.end();
  bar.begin(12);

  assert.deepEqual(sending, ["Sending.", "", true, true]);
  assert.deepEqual(unsure, ["Unsure.", "", true, false]);
  assert.deepEqual(seen(), ["On.", "12 s", false, true]);
});

test("once it was refused it can be kept, whatever was left of the time", (t) => {
  const { bar, seen } = barOf(t);
  bar.begin(12);
  bar.tell([{ busy: false, pending: { id: "x" } }]);

  bar.tell([{ busy: false, pending: undefined }]);

  assert.deepEqual(seen(), ["Over.", "", true, false]);
});
