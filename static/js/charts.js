/* Draws any {data, layout} at its nominal size and scales the whole drawing into its box. */

import { plotly, resolved } from "./chart-library.js";
import { KeptNotes } from "./kept-notes.js";
import { reveal } from "./reveal.js";

const NOMINAL = { width: 1700, height: 620 };
const CONFIG = { staticPlot: true, displayModeBar: false, showSendToCloud: false, responsive: false };
const GROWN_MS = 1000; // from the first drawing until nothing moves any more
const RETRY_MS = 3000;
/** @type {any[]} */
const NONE = [];

/** A chart inside `box`, an element with a size of its own. */
export class Chart {
  /** @type {Figure | null} */
  #figure = null;
  #drawing = document.createElement("div");
  #notes = new KeptNotes(this.#drawing);
  #size = NOMINAL;
  #new = false; // not drawn yet

  /** @param {HTMLElement} box */
  constructor(box) {
    this.box = box;
    this.#drawing.className = "result__drawing";
    box.append(this.#drawing);
    new ResizeObserver(() => this.#fit()).observe(box);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
    addEventListener("scheme", () => this.redraw());
    document.fonts.ready.then(() => this.redraw());
  }

  /** @param {Figure} figure */
  draw(figure) {
    this.#new ||= !this.#figure;
    this.#figure = figure;
    this.#draw();
  }

  /** @param {Figure} figure */
  #reveal(figure) {
    this.#new = false;
    this.box.classList.add("is-growing");
    setTimeout(() => this.box.classList.remove("is-growing"), GROWN_MS);
    reveal(this.#drawing, figure);
  }

  clear() {
    this.#figure = null;
    this.#notes.forget();
    window.Plotly?.purge(this.#drawing);
  }

  redraw() {
    this.#notes.forget();
    this.#draw();
  }

  #draw() {
    // Outside the page, as on a slide that was left meanwhile, there are no colours.
    if (!this.#figure || !this.box.isConnected) return;
    if (window.Plotly) this.#paint(window.Plotly, this.#figure);
    else plotly().then(() => this.redraw(), () => setTimeout(() => this.redraw(), RETRY_MS));
  }

  /**
   * @param {NonNullable<Window["Plotly"]>} library
   * @param {Figure} figure
   */
  #paint(library, figure) {
    const all = figure.layout.annotations ?? [];
    const annotations = this.#notes.divide(all).map((place) => all[place]);
    const shapes = this.#notes.ofShapes(figure.layout.shapes ?? NONE);
    const changing = { ...figure, layout: { ...figure.layout, annotations, shapes } };
    const { data, layout } = resolved(changing, getComputedStyle(this.box));
    this.#size = { width: layout.width ?? NOMINAL.width, height: layout.height ?? NOMINAL.height };
    this.#fit();
    // Not awaited: in a hidden tab the promise waits for a frame that does not come.
    library.react(this.#drawing, data, { ...layout, ...this.#size, autosize: false }, CONFIG);
    if (this.#new && this.box.clientWidth) this.#reveal(figure);
  }

  #fit() {
    const { clientWidth, clientHeight } = this.box;
    const { width, height } = this.#size;
    if (!clientWidth) return;
    const scale = Math.min(clientWidth / width, clientHeight ? clientHeight / height : Infinity);
    const { style } = this.#drawing;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.transform = `scale(${scale})`; // flush with the title
  }
}
