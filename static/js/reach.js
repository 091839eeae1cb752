/* Whether phones can reach the address on the screen, as the server finds out while it waits. */

import { fetchPart } from "./page-part.js";

/** @param {HTMLElement} box */
export async function checkReach(box) {
  const { reach } = box.dataset;
  if (!reach || document.body.dataset.session !== "waiting") return;
  try {
    const { html } = await fetchPart(reach, "data-reach");
    if (html) box.outerHTML = html;
  } catch { /* the line of the desk tells of a server that is gone */ }
}
