/* The stage of the editor as it will stand in a room: light or dark, and on a screen of 4:3. */

/**
 * @param {HTMLElement} box  around the stage
 * @param {HTMLElement} choice
 */
export function bindLook(box, choice) {
  choice.addEventListener("change", ({ target }) => {
    const { value, type, checked } = /** @type {Field} */ (target);
    if (type === "checkbox") return box.classList.toggle("is-square", checked);
    box.classList.toggle("theme-dark", value === "dark");
    box.classList.toggle("theme-light", value === "light");
    dispatchEvent(new Event("scheme"));
    return true;
  });
}
