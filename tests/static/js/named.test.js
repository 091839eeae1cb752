import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";

class Line {
  set textContent(text) { this.parts = [text]; }

  replaceChildren(...parts) { this.parts = parts.map((part) => (typeof part === "string" ? part : [part.lang, ...part.parts])); }
}
globalThis.document.createElement = () => new Line();

/** The module as a page with these names loads it. */
async function on(names) {
  globalThis.document.body = { dataset: names ? { names: JSON.stringify(names), namesLang: "nl" } : {} };
  return import(`../../../static/js/named.js?${names ?? "none"}`);
}

test("names of a deck are marked in a sentence of another language", async () => {
  const { write } = await on(["Relatie (nieuw)", "C. Relatie", "Relatie"]);
  const line = new Line();

  write(line, "12 choose C. Relatie and Relatie (nieuw), not Relaties");

  assert.deepEqual(line.parts, ["12 choose ", ["nl", "C. Relatie"], " and ", ["nl", "Relatie (nieuw)"], ", not Relaties"]);
});

test("without names a sentence is written as it is", async () => {
  const { write, patternOf } = await on(null);
  const line = new Line();

  write(line, "12 kiezen Relatie");

  assert.deepEqual(line.parts, ["12 kiezen Relatie"]);
  assert.equal(patternOf([]), null);
});
