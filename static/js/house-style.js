/* Draws the example of a house style anew while its colours are being chosen. */

import { fetchPart } from "./page-part.js";

const PAUSE_MS = 250;
const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-style]"));
const example = /** @type {HTMLElement} */ (document.querySelector("[data-example]"));
const phone = /** @type {HTMLElement} */ (document.querySelector("[data-phone]"));
const FULL = /^#[0-9a-f]{6}$/i;
let waits = 0;
let asked = 0;

/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

for (const picker of /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("[data-picks]"))) {
  picker.hidden = false;
}
/** @type {HTMLElement} */ (form.querySelector("[data-try]")).hidden = true;

form.addEventListener("input", ({ target }) => {
  const changed = /** @type {HTMLInputElement} */ (target);
  const { picks } = changed.dataset;
  if (picks) field(picks).value = changed.value;
  const picker = /** @type {HTMLInputElement | null} */ (form.querySelector(`[data-picks="${changed.name}"]`));
  if (picker && FULL.test(changed.value)) picker.value = changed.value;
  if (!picks && !["main", "accent", "cover"].includes(changed.name)) return;
  clearTimeout(waits);
  waits = setTimeout(draw, PAUSE_MS);
});

async function draw() {
  const own = ++asked;
  const query = new URLSearchParams(["main", "accent", "cover"].map((name) => [name, field(name).value]));
  const { html } = await fetchPart(`?part=example&${query}`, "data-styled").catch(() => ({ html: "" }));
  if (!html || own !== asked) return;
  example.innerHTML = html;
  const { styled } = /** @type {HTMLElement} */ (example.firstElementChild).dataset;
  phone.className = `handset__screen ${styled}`;
}
