import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";

globalThis.location = { href: "http://localhost/" };
globalThis.removeEventListener = () => {};
globalThis.document.addEventListener = () => {};
globalThis.document.removeEventListener = () => {};
globalThis.WebSocket = class Socket {
  static OPEN = 1;

  /** @type {Socket[]} */
  static opened = [];
  readyState = 1;

  constructor() {
    Socket.opened.push(this);
  }

  send() {}
  close() {}
};
const { connect } = await import("../../../static/js/socket.js");

/** What a page does whose socket heard this and was closed with this code. */
function closedWith(code, ...frames) {
  const told = [];
  const line = connect({ url: "/ws/1/", pollUrl: "/1/state/", onStatus: (status) => told.push(status) });
  const socket = WebSocket.opened.at(-1);
  socket.onmessage({ data: JSON.stringify({ type: "state", epoch: "a", version: 1 }) });
  for (const frame of frames) socket.onmessage({ data: JSON.stringify(frame) });
  socket.onclose({ code });
  line.close();
  return told.slice(1, 3);
}

for (const code of [1006, 1008, 1009, 1012]) {
  test(`a box between that closes with ${code} stops no page`, () => {
    assert.equal(closedWith(code)[1], "lost");
  });
}

for (const error of ["socket.flood", "socket.pages"]) {
  test(`our own ${error} does`, () => {
    assert.deepEqual(closedWith(1008, { type: "error", code: error, message: "" }), ["open", "stopped"]);
  });
}

test("another error before a close does not", () => {
  assert.equal(closedWith(1008, { type: "error", code: "question.closed", message: "" })[1], "lost");
});

test("a device without a network says so at once, and not when the next beat is late", () => {
  const told = [];
  globalThis.addEventListener = (name, run) => { if (name === "offline") told.run = run; };
  const line = connect({ url: "/ws/1/", pollUrl: "/1/state/", onStatus: (status) => told.push(status) });
  WebSocket.opened.at(-1).onmessage({ data: JSON.stringify({ type: "state", epoch: "a", version: 1 }) });

  told.run();
  WebSocket.opened.at(-1).onmessage({ data: JSON.stringify({ type: "pulse", version: 1 }) });
  line.close();

  assert.deepEqual(told.slice(0), ["connecting", "open", "lost", "open", "stopped"]);
});
