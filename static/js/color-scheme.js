/* Light or dark on the projector: what suits the room, not what the laptop is set to. */

const KEY = "polshoogte.scheme";

export function remembered() {
  try { return localStorage.getItem(KEY); } catch { return null; }
}

/** @param {HTMLElement} body */
export function turn(body) {
  const dark = body.classList.toggle("theme-dark");
  body.classList.toggle("theme-light", !dark);
  try { localStorage.setItem(KEY, dark ? "dark" : "light"); } catch { /* storage may be off */ }
  dispatchEvent(new Event("scheme"));
}
