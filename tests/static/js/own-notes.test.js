import assert from "node:assert/strict";
import { test } from "node:test";

import { formOf } from "./page.js";
import { noteOf } from "../../../static/js/answers.js";

const holding = (text) => ({ querySelector: () => ({ textContent: text }) });
const outside = { closest: () => null };

/** A form with this question. */
function asking(...fields) {
  const form = formOf(...fields.map((field) => ({ ...outside, ...field })));
  form.querySelector = () => ({ textContent: " Welke tip? " });
  return form;
}

test("what is kept is what stands in the form, in words", () => {
  const labels = [holding("A. Ambitie")];
  const form = asking(
    { name: "value", value: " Drink koffie " },
    { name: "value", value: "" },
    { name: "value", type: "checkbox", value: "A", checked: true, labels },
    { name: "value", type: "checkbox", value: "B", checked: false, labels },
    { name: "round", value: "1" },
  );

  assert.deepEqual(noteOf(form), { prompt: "Welke tip?", texts: ["Drink koffie", "A. Ambitie"] });
});

test("a number is kept with what it was given to", () => {
  const inParts = (parts) => ({ closest: (name) => (parts[name] ? holding(parts[name]) : null) });
  const form = asking(
    { name: "value.A", value: "3", ...inParts({ ".part": "A. Ambitie" }) },
    { name: "value.B.x", type: "radio", value: "4", checked: true, ...inParts({ ".part": "B. Belangen", ".part__axis": "nu" }) },
    { name: "value.B.x", type: "radio", value: "5", checked: false, ...inParts({ ".part": "B. Belangen", ".part__axis": "nu" }) },
    { name: "value.C", value: "", ...inParts({ ".part": "C. Cultuur" }) },
  );

  assert.deepEqual(noteOf(form).texts, ["A. Ambitie: 3", "B. Belangen, nu: 4"]);
});
