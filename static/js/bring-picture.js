/* A picture that is dropped, pasted or chosen: what is on it is asked, and it goes to the slide. */

import { flush } from "./autosave.js";
import { bindLibrary } from "./picture-library.js";
import { ownReply } from "./posting.js";

const WAIT_MS = 50;

/** @param {DataTransfer | null} data */
const filesOf = (data) => (data?.types.includes("Files") && !data.types.includes("text/plain") ? data.files : null);

class PictureSheet {
  /**
   * @param {HTMLDialogElement} sheet
   * @param {import("./step-queue.js").StepQueue} queue
   */
  constructor(sheet, queue) {
    this.sheet = sheet;
    this.queue = queue;
    this.form = /** @type {HTMLFormElement} */ (sheet.querySelector(/** @type {"form"} */ ("form")));
    this.field = /** @type {HTMLInputElement} */ (this.form.elements.namedItem("file"));
    this.picture = /** @type {HTMLImageElement} */ (sheet.querySelector("[data-preview]"));
    this.refusal = sheet.querySelector("[data-refusal]");
    this.form.addEventListener("change", () => this.preview());
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.send(event.submitter); });
    sheet.querySelector("[data-close]").addEventListener("click", () => sheet.close());
  }

  /** @param {FileList | null} [files] */
  open(files) {
    this.refusal.hidden = true;
    if (!this.sheet.open) this.sheet.showModal();
    if (!files) return;
    this.field.files = files;
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
    /** @type {Field} */ (this.form.elements.namedItem("alt")).focus();
  }

  /** What will be left of it, as the server will crop it. */
  preview() {
    const [file] = this.field.files ?? [];
    this.picture.hidden = !file;
    const [shape, place] = ["shape", "place"].map((name) => /** @type {Field} */ (this.form.elements.namedItem(name)).value);
    Object.assign(this.picture.style, { aspectRatio: shape.replace(":", " / "), objectPosition: place.replace("-", " ") });
    if (!file) return;
    const reader = new FileReader();
    reader.addEventListener("load", () => { this.picture.src = String(reader.result); });
    reader.readAsDataURL(file);
  }

  /** @param {HTMLElement | null} button */
  async send(button) {
    flush();
    button?.setAttribute("disabled", "");
    await this.#stored();
    const reply = await this.#post();
    button?.removeAttribute("disabled");
    if (reply?.ok) location.assign(`?slide=${encodeURIComponent(document.body.dataset.slide ?? "")}`);
    else this.#refuse(reply?.error?.message);
  }

  /** @param {string} message */
  #refuse(message = String(this.refusal.dataset.failed)) {
    this.refusal.textContent = message;
    this.refusal.hidden = false;
  }

  /** What was typed comes first: it was made on the slide without this picture. */
  async #stored() {
    while (this.queue.moving) await new Promise((done) => { setTimeout(done, WAIT_MS); });
  }

  async #post() {
    const headers = { Accept: "application/json" };
    try {
      return await ownReply(await fetch(this.form.action, { method: "POST", headers, body: new FormData(this.form) }));
    } catch {
      return null;
    }
  }
}

/** @param {{ queue: import("./step-queue.js").StepQueue }} hands */
export function bindPictures({ queue }) {
  const found = document.querySelector(/** @type {"dialog"} */ ("[data-picture-sheet]"));
  if (!found) return;
  const sheet = new PictureSheet(found, queue);
  bindLibrary(found.querySelector("details"));
  addEventListener("click", (event) => {
    if (!(/** @type {Element} */ (event.target).closest("[data-bring]"))) return;
    event.preventDefault();
    sheet.open();
  });
  addEventListener("dragover", (event) => { if (filesOf(event.dataTransfer)) event.preventDefault(); });
  for (const name of /** @type {const} */ (["drop", "paste"])) {
    addEventListener(name, (event) => {
      const files = filesOf(event instanceof ClipboardEvent ? event.clipboardData : event.dataTransfer);
      if (!files?.length) return;
      event.preventDefault();
      sheet.open(files);
    });
  }
}
