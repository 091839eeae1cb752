/* Menus that fold out of a <details>: one at a time, closed by Escape and by a press elsewhere. */

const opened = () => [...document.querySelectorAll(/** @type {"details"} */ ("[data-menu][open]"))];

document.addEventListener("click", ({ target }) => {
  for (const menu of opened()) if (!menu.contains(/** @type {Node} */ (target))) menu.open = false;
});

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const menu of opened()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
