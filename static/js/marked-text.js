/* At the desk, with a result: the text that waits because something stands out in it. */

/**
 * @param {HTMLFormElement} form
 * @param {ResultsFrame["waits"]} waits
 */
export function showMarked(form, waits) {
  form.hidden = !waits;
  if (!waits) return;
  const field = (/** @type {string} */ name) => /** @type {Field} */ (form.elements.namedItem(name));
  field("question").value = waits.question;
  field("card").value = waits.card;
  form.querySelector("q").textContent = waits.text;
  form.querySelector("span").textContent = waits.why.join(" ");
}
