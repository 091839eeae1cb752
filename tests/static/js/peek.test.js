import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";
import { Peek } from "../../../static/js/peek.js";

/** A box with its button and line, and how often the page went back. */
function peeking() {
  const pressed = [];
  const button = { addEventListener: (_name, press) => { button.click = press; }, setAttribute: (_name, value) => pressed.push(value) };
  const line = { hidden: true };
  const box = { hidden: true, querySelector: (selector) => (selector === "button" ? button : line) };
  const ended = [];
  const peek = new Peek(box, () => ended.push(peek.on));
  return { peek, box, button, line, pressed, ended };
}

test("only a session that waits is looked through, and the page says that nobody sees it", () => {
  const { peek, box, button, line } = peeking();
  const offered = ["waiting", "live", "paused", "ended"].map((state) => { peek.state({ state }); return !box.hidden; });

  peek.state({ state: "waiting" });
  button.click();

  assert.deepEqual(offered, [true, false, false, false]);
  assert.equal(peek.on, true);
  assert.equal(line.hidden, false);
});

test("when the session begins the page goes to where it is, once", () => {
  const { peek, button, pressed, ended } = peeking();
  button.click();

  peek.state({ state: "live" });
  peek.state({ state: "live" });

  assert.equal(peek.on, false);
  assert.deepEqual(pressed, ["true", "false"]);
  assert.deepEqual(ended, [false]);
});
