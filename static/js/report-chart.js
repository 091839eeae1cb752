/* A chart of the report that answers to the pointer, and pictures of it. */

import { save } from "./chart-pictures.js";
import { resolved } from "./chart-library.js";

const CONFIG = { displayModeBar: false, showSendToCloud: false, responsive: true };
const SMALLEST = 640; // pixels of a chart's width: smaller cannot be read, so it scrolls instead

/**
 * What a trace says when it is pointed at.
 * @param {any} trace
 */
function pointed(trace) {
  if (trace.type === "bar") return { ...trace, hovertemplate: "%{y}<br>%{text}<extra></extra>" };
  return { ...trace, hoverinfo: "text", hovertext: trace.customdata?.map?.(String) };
}

/**
 * What Plotly needs to fill a box: the nominal size is only a ratio here.
 * @param {Figure} figure
 * @param {CSSStyleDeclaration} scope
 */
function interactive(figure, scope) {
  const { data, layout } = resolved(figure, scope);
  return { data: data.map(pointed), layout: { ...layout, hovermode: "closest" } };
}

export class ReportChart {
  #box = document.createElement("div");
  #drawing = document.createElement("div");

  /** @param {HTMLElement} figure */
  constructor(figure) {
    this.figure = figure;
    this.still = figure.querySelector(".chart__still");
    this.plot = JSON.parse(String(document.getElementById(String(figure.dataset.chart)).textContent));
    this.size = { width: this.plot.layout.width, height: this.plot.layout.height };
    const buttons = /** @type {HTMLTemplateElement} */ (document.getElementById("picture-buttons"));
    figure.append(buttons.content.cloneNode(true));
    figure.addEventListener("click", ({ target }) => {
      const { picture } = /** @type {HTMLElement} */ (target).dataset;
      if (picture) this.save(picture);
    });
  }

  get label() {
    return String(this.still.querySelector("svg").getAttribute("aria-label"));
  }

  /** Put the live chart in the place of the still one, at its nominal size and scaled. */
  draw() {
    this.#box.className = "chart__box";
    this.#box.setAttribute("role", "img");
    this.#box.setAttribute("aria-label", this.label);
    this.#box.append(this.#drawing);
    this.still.after(this.#box);
    this.still.hidden = true;
    new ResizeObserver(() => this.fit()).observe(this.#box);
    this.fit();
    return this.paint();
  }

  fit() {
    const wide = Math.max(this.#box.clientWidth, SMALLEST);
    const scale = wide / this.size.width;
    this.#box.style.height = `${this.size.height * scale}px`;
    this.#box.tabIndex = wide > this.#box.clientWidth ? 0 : -1; // for scrolling with keys
    this.#drawing.style.transformOrigin = "0 0";
    this.#drawing.style.transform = `scale(${scale})`;
  }

  /** Draw it in the colours that the page has by now. */
  paint() {
    const { data, layout } = interactive(this.plot, getComputedStyle(this.figure));
    return window.Plotly?.react(this.#drawing, data, layout, CONFIG);
  }

  /**
   * In light colours, also on a dark page: a picture goes on paper or a slide.
   * @param {string} format
   */
  save(format) {
    const { chart, name = "", about = "" } = this.figure.dataset;
    const words = { label: this.label, title: name, about };
    return save(this.plot, { format, name: String(chart), scope: this.still, ...words });
  }
}
