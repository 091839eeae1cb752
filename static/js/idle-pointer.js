/* The pointer on the projector: out of sight until it moves. */

const IDLE_MS = 3000;

/** @param {HTMLElement} body */
export function hideIdlePointer(body) {
  let timer = 0;
  body.classList.add("is-idle");
  addEventListener("pointermove", () => {
    body.classList.remove("is-idle");
    clearTimeout(timer);
    timer = setTimeout(() => body.classList.add("is-idle"), IDLE_MS);
  });
}
