/* On a desk that waits: was the workshop changed meanwhile? Asked when somebody comes back to it. */

import { fetchPart } from "./page-part.js";

/** @param {HTMLElement} place  `data-newer` is where to ask */
export function watchVersion(place) {
  document.addEventListener("visibilitychange", async () => {
    if (document.visibilityState !== "visible" || document.body.dataset.session !== "waiting") return;
    const { html } = await fetchPart(String(place.dataset.newer), "data-newest").catch(() => ({ html: "" }));
    if (html) place.innerHTML = html;
  });
}
