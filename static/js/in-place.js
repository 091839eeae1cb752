/* Title and text of a slide, edited where they stand. The Markdown of a text takes the place of
   what it looks like as long as somebody is in it. */

/** @typedef {{
 *   onWords: (step: string, field: string, value: string) => void,
 *   onLeave: () => void,
 *   source: () => string,
 *   labels: { title: string, body: string, more: string },
 * }} Hands */

export class InPlace {
  /**
   * @param {HTMLElement} root
   * @param {Hands} hands `source` gives the Markdown of the text
   */
  constructor(root, hands) {
    this.root = root;
    this.hands = hands;
  }

  get busy() {
    return this.root.contains(document.activeElement);
  }

  /** Make the slide that is drawn now editable. */
  adopt() {
    for (const link of this.root.querySelectorAll("a[href]")) link.removeAttribute("href");
    const [title, body] = [".slide__title", ".slide__body"].map((part) => this.root.querySelector(part));
    if (title) this.#adoptTitle(title);
    if (body) this.#adoptBody(body);
    else this.#offerBody();
  }

  /** @param {HTMLElement} heading */
  #adoptTitle(heading) {
    const title = document.createElement("span");
    title.append(...heading.childNodes);
    heading.append(title);
    title.contentEditable = "plaintext-only";
    title.setAttribute("role", "textbox");
    title.setAttribute("aria-label", this.hands.labels.title);
    title.addEventListener("input", () => this.hands.onWords("set_title", "title", title.textContent ?? ""));
    title.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      title.blur();
    });
    title.addEventListener("blur", () => this.hands.onLeave());
  }

  /** @param {HTMLElement} body */
  #adoptBody(body) {
    body.tabIndex = 0;
    body.setAttribute("role", "button");
    body.setAttribute("aria-label", this.hands.labels.body);
    body.addEventListener("click", () => this.#open(body));
    body.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.#open(body);
    });
  }

  #offerBody() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "stage__more";
    button.textContent = this.hands.labels.more;
    button.addEventListener("click", () => this.#open(button));
    this.root.querySelector(".slide__text")?.append(button);
  }

  /** @param {HTMLElement} element */
  #open(element) {
    const field = document.createElement("textarea");
    field.className = "stage__source";
    field.setAttribute("aria-label", this.hands.labels.body);
    field.value = this.hands.source();
    element.replaceWith(field);
    field.addEventListener("input", () => this.hands.onWords("set_body", "body", field.value));
    field.addEventListener("keydown", ({ key }) => { if (key === "Escape") field.blur(); });
    field.addEventListener("blur", () => this.hands.onLeave());
    field.focus();
  }
}
