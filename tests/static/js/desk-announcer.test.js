import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";
import { changesBetween, DeskAnnouncer } from "../../../static/js/desk-announcer.js";

const CALM = { state: "live", overlay: "", frozen: null, tables: false, timer: null, skipped: [] };
const KEYS = [
  ["B", { overlay: "blank" }, "blank", "uncovered"],
  ["Q", { overlay: "qr" }, "qr", "uncovered"],
  ["H", { frozen: "goed" }, "frozen", "moving"],
  ["C", { tables: true }, "tables", "charts"],
  ["K", { timer: 120 }, "timerOn", "timerOff"],
  ["X", { skipped: ["goed"] }, "skipped", "taken"],
  ["E", { state: "paused" }, "paused", "resumed"],
];

for (const [key, change, there, back] of KEYS) {
  test(`what ${key} does is said, and that it is undone`, () => {
    assert.deepEqual(changesBetween(CALM, { ...CALM, ...change }), [there]);
    assert.deepEqual(changesBetween({ ...CALM, ...change }, CALM), [back]);
  });
}

test("a timer that counts down says nothing", () => {
  assert.deepEqual(changesBetween({ ...CALM, timer: 90 }, { ...CALM, timer: 89 }), []);
});

test("a timer that is over when the desk hears of it does not run", () => {
  const place = { textContent: "Zwart.", dataset: { timerOn: "De timer loopt." } };
  const announcer = new DeskAnnouncer(place);

  announcer.state(CALM);
  announcer.state({ ...CALM, timer: 0 });
  assert.equal(place.textContent, "Zwart.");
  announcer.state({ ...CALM, timer: null });
  announcer.state({ ...CALM, timer: 1 });
  assert.equal(place.textContent, "De timer loopt.");
});

test("the state that a desk begins with is no news, the next one is", () => {
  const place = { textContent: "", dataset: { blank: "Zwart.", noQuestion: "Geen vraag." } };
  const announcer = new DeskAnnouncer(place);

  announcer.state(CALM);
  assert.equal(place.textContent, "");
  announcer.state({ ...CALM, overlay: "blank" });
  assert.equal(place.textContent, "Zwart.");
  announcer.slide(3, "Inzichten", false);
  assert.equal(place.textContent, "3. Inzichten. Geen vraag.");
});
