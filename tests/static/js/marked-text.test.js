import assert from "node:assert/strict";
import { test } from "node:test";

import "./page.js";
import { showMarked } from "../../../static/js/marked-text.js";

/** A form with its two fields and the two places for words. */
function formOf() {
  const fields = { question: { value: "" }, card: { value: "" } };
  const places = { q: { textContent: "" }, span: { textContent: "" } };
  const dataset = { text: "let op: {signs}", phone: "nummer?", name: "naam?" };
  const form = { dataset, hidden: true, elements: { namedItem: (name) => fields[name] }, querySelector: (part) => places[part] };
  return { form, fields, places };
}

test("the text that waits stands at the desk with what stands out, and goes when it is decided", () => {
  const { form, fields, places } = formOf();

  showMarked(form, { question: "tip", card: "1f", text: "Bel <b>mij</b>", why: ["phone", "name"] });
  const offered = !form.hidden;
  showMarked(form, undefined);

  assert.equal(offered, true);
  assert.equal(form.hidden, true);
  assert.deepEqual([fields.question.value, fields.card.value], ["tip", "1f"]);
  assert.deepEqual([places.q.textContent, places.span.textContent], ["Bel <b>mij</b>", "let op: nummer? naam?"]);
});
