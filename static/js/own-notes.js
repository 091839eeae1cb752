/* Answers that came too late and that somebody keeps: on this phone alone, for whoever wrote them. */

/** @typedef {{ prompt: string, texts: string[] }} Note */

/**
 * What stands in a form, as words.
 * @param {HTMLFormElement} form
 * @returns {Note}
 */
export function noteOf(form) {
  const fields = /** @type {Field[]} */ ([...form.elements]).filter(({ name }) => name?.startsWith("value"));
  const texts = fields.map(wordsOf).filter(Boolean);
  return { prompt: String(form.querySelector("legend")?.textContent ?? "").trim(), texts };
}

/** @param {Field} field */
function wordsOf(field) {
  if (field.type !== "radio" && field.type !== "checkbox") return field.value.trim();
  return field.checked ? String(field.closest("label")?.textContent ?? field.value).trim().replace(/\s+/g, " ") : "";
}

/** The list of what was kept, at the end of the page. */
export class OwnNotes {
  /**
   * @param {HTMLElement} box
   * @param {import("./answers.js").Store} store
   */
  constructor(box, store) {
    this.box = box;
    this.store = store;
    this.#show();
  }

  /** @param {{ element: HTMLFormElement }[]} forms */
  keep(forms) {
    const notes = forms.map(({ element }) => noteOf(element));
    this.store.update((data) => { data.notes = [...(data.notes ?? []), ...notes]; });
    this.#show();
  }

  #show() {
    const { notes = [] } = this.store.read();
    const items = notes.flatMap(({ prompt, texts }) => texts.map((text) => itemOf(prompt, text)));
    this.box.hidden = !notes.length;
    this.box.querySelector("ul").replaceChildren(...items);
  }
}

/**
 * @param {string} prompt
 * @param {string} text
 */
function itemOf(prompt, text) {
  const item = document.createElement("li");
  const name = document.createElement("b");
  name.textContent = prompt;
  item.append(name, " ", text);
  return item;
}
