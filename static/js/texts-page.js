/* The list of own words on a page by itself, as a co-host has it. */

import { Actions } from "./actions.js";
import { Texts } from "./texts.js";

const { actions: url, token } = document.body.dataset;
const line = document.querySelector("[data-problem]");

const actions = new Actions({
  url,
  token,
  onProblem({ code, message }) {
    line.textContent = code === "network" ? line.dataset.network : message;
    line.hidden = false;
  },
});
new Texts(document.querySelector("[data-texts]"), actions, { onDone: ({ ok }) => { if (ok) line.hidden = true; } });
