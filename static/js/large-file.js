/* A file that is too large is told before it is sent. */

document.addEventListener("change", ({ target }) => {
  const field = /** @type {HTMLInputElement} */ (/** @type {unknown} */ (target));
  const { largest, tooLarge } = field.form?.dataset ?? {};
  if (field.type !== "file" || !largest || !tooLarge) return;
  const wrong = [...field.files ?? []].some(({ size }) => size > Number(largest));
  field.setCustomValidity(wrong ? tooLarge : "");
  field.reportValidity();
});
