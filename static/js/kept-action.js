/* An action that came after the login had ended, kept in this tab and offered after it. */

const KEY = "polshoogte.action";

/** @typedef {{ url: string, action: string, fields: Record<string, string> }} Kept */

/** @param {Kept} kept */
export function keep(kept) {
  try { sessionStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* storage may be off */ }
}

/** @param {string} url  of the desk whose action it has to be */
export function drop(url) {
  try { if (read(url)) sessionStorage.removeItem(KEY); } catch { /* storage may be off */ }
}

/**
 * @param {string} url
 * @returns {Kept | null}
 */
function read(url) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
    return kept?.url === url ? kept : null;
  } catch {
    return null;
  }
}

/**
 * What the button of an action says, "" when the page has none.
 * @param {Kept} kept
 */
function nameOf({ action, fields }) {
  const own = `[data-action="${action}"], [data-act="${action}"] button:not([data-action])`;
  const buttons = [...document.querySelectorAll(/** @type {"button"} */ (own))];
  const values = Object.values(fields);
  const button = buttons.find(({ value }) => value && values.includes(value)) ?? buttons[0];
  return button ? button.dataset.label ?? words(button) : "";
}

// Without the key and the sign that stand beside the words.
/** @param {HTMLElement} button */
function words(button) {
  const copy = /** @type {HTMLElement} */ (button.cloneNode(true));
  for (const part of copy.querySelectorAll("kbd, [aria-hidden]")) part.remove();
  return String(copy.textContent).trim();
}

/**
 * Ask whether the action that was kept should still be done.
 * @param {HTMLElement} box
 * @param {{ url: string, send: (action: string, fields: Record<string, string>) => unknown }} actions
 */
export function offerKept(box, actions) {
  const kept = read(actions.url);
  if (!kept) return;
  box.querySelector("[data-kept-name]").textContent = nameOf(kept);
  box.hidden = false;
  box.querySelector("[data-kept-do]").addEventListener("click", () => {
    box.hidden = true;
    drop(actions.url);
    actions.send(kept.action, kept.fields);
  });
  box.querySelector("[data-kept-leave]").addEventListener("click", () => {
    box.hidden = true;
    drop(actions.url);
  });
}
