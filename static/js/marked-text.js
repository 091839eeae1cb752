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
  const words = /** @type {Words} */ (form.dataset);
  form.querySelector("span").textContent = words.text.replace("{signs}", waits.why.map((sign) => words[sign]).join(" "));
}
