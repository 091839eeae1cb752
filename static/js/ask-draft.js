/* A question that is being typed at the desk: it is there again when the page loads anew. */

const NAME = "polshoogte.ask";

/** @returns {Record<string, string>} */
function kept() {
  try { return JSON.parse(sessionStorage.getItem(NAME) ?? "{}"); } catch { return {}; }
}

/** @param {Record<string, string> | null} draft */
function keep(draft) {
  try {
    if (draft) sessionStorage.setItem(NAME, JSON.stringify(draft));
    else sessionStorage.removeItem(NAME);
  } catch { /* storage may be off */ }
}

export class AskDraft {
  /** @param {HTMLDialogElement} sheet */
  constructor(sheet) {
    this.form = /** @type {HTMLFormElement} */ (sheet.querySelector("[data-drafted]"));
    this.kind = /** @type {HTMLSelectElement} */ (sheet.querySelector("[data-ask-kind]"));
    this.fields = /** @type {Field[]} */ ([...this.form.querySelectorAll("[name=prompt], [name=kind], [name=options]")]);
    const draft = kept();
    for (const field of this.fields) field.value = draft[field.name] ?? field.value;
    this.form.addEventListener("input", () => this.#noted());
    this.form.addEventListener("keydown", (event) => {
      if (event.ctrlKey && event.key === "Enter") this.form.requestSubmit();
    });
    this.#showOptions();
  }

  focus() {
    this.fields[0]?.focus();
  }

  drop() {
    keep(null);
  }

  #noted() {
    keep(Object.fromEntries(this.fields.map(({ name, value }) => [name, value])));
    this.#showOptions();
  }

  /** Where the kind has any. */
  #showOptions() {
    const optioned = this.kind.selectedOptions[0]?.hasAttribute("data-optioned");
    this.form.querySelector("[data-ask-options]").hidden = !optioned;
  }
}
