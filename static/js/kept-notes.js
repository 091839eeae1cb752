/* Texts and shapes of a chart that did not change stay as they are drawn. To Plotly each is new
   every time, and that is most of what a chart costs while answers come in. */

const SVG = "http://www.w3.org/2000/svg";

/** The texts beside the data of one drawing ("annotations"), and its shapes. */
export class KeptNotes {
  /** @type {any[]}  as the server sent them: one that did not change is the same object */
  #drawn = [];
  /** @type {Map<number, Element>}  by place, what Plotly does not know of any more */
  #kept = new Map();
  /** @type {number[]}  the places of those that Plotly drew last */
  #told = [];
  /** @type {any[] | null} */
  #shapes = null;
  /** @type {Element[]}  that hold the shapes, once they stayed the same */
  #layers = [];

  /** @param {Element} drawing */
  constructor(drawing) {
    this.drawing = drawing;
  }

  /** From here on everything is drawn anew, as in other colours. */
  forget() {
    this.#forgetNotes();
    this.#dropShapes();
  }

  #forgetNotes() {
    for (const text of this.#kept.values()) text.remove();
    this.#kept.clear();
    this.#drawn = [];
    this.#told = [];
  }

  #dropShapes() {
    for (const layer of this.#layers) layer.remove();
    this.#layers = [];
    this.#shapes = null;
  }

  /**
   * The shapes that have to be drawn: all of them, as they lie over each other, or none.
   * @param {any[]} shapes
   */
  ofShapes(shapes) {
    const same = shapes === this.#shapes;
    if (same && !this.#layers.length) this.#layers = this.#keepShapes();
    if (!same) this.#dropShapes();
    this.#shapes = shapes;
    return same ? [] : shapes;
  }

  #keepShapes() {
    return [...this.drawing.querySelectorAll(".shapelayer")].map((layer) => {
      const kept = document.createElementNS(SVG, "g");
      kept.append(...layer.childNodes);
      layer.after(kept);
      return kept;
    });
  }

  /**
   * The places of the texts that have to be drawn; the others stay.
   * @param {any[]} notes
   */
  divide(notes) {
    if (notes.length !== this.#drawn.length) this.#forgetNotes();
    const places = [...notes.keys()];
    for (const place of places) this.#judge(place, notes[place] === this.#drawn[place]);
    this.#drawn = notes;
    this.#told = places.filter((place) => !this.#kept.has(place));
    return this.#told;
  }

  /**
   * @param {number} place
   * @param {boolean} same
   */
  #judge(place, same) {
    const text = this.#kept.get(place);
    if (same && !text) this.#keep(place);
    if (same || !text) return;
    text.remove();
    this.#kept.delete(place);
  }

  // Plotly removes whatever stands in its own layer.
  /** @param {number} place */
  #keep(place) {
    const layer = this.drawing.querySelector(".infolayer");
    const text = layer?.querySelector(`.annotation[data-index="${this.#told.indexOf(place)}"]`);
    if (!layer || !text) return;
    this.#layerBeside(layer).append(text);
    this.#kept.set(place, text);
  }

  /** @param {Element} layer */
  #layerBeside(layer) {
    const beside = layer.nextElementSibling;
    if (beside?.classList.contains("keptlayer")) return beside;
    const made = document.createElementNS(SVG, "g");
    made.classList.add("keptlayer");
    layer.after(made);
    return made;
  }
}
