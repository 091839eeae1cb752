import assert from "node:assert/strict";
import { test } from "node:test";

import { formOf } from "./page.js";
import { noteOf } from "../../../static/js/answers.js";

test("what is kept is what stands in the form, in words", () => {
  const label = { textContent: "  A.\n   Ambitie " };
  const form = formOf(
    { name: "value", value: " Drink koffie " },
    { name: "value", value: "" },
    { name: "value", type: "checkbox", value: "A", checked: true, closest: () => label },
    { name: "value", type: "checkbox", value: "B", checked: false, closest: () => label },
    { name: "round", value: "1" },
  );
  form.querySelector = () => ({ textContent: " Welke tip? " });

  assert.deepEqual(noteOf(form), { prompt: "Welke tip?", texts: ["Drink koffie", "A. Ambitie"] });
});
