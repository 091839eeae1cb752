/* Draws any {data, layout} at its nominal size and scales the whole drawing into its box. */

const NOMINAL = { width: 1600, height: 640 };
const CONFIG = { staticPlot: true, displayModeBar: false, showSendToCloud: false, responsive: false };
const GROWN_MS = 2000; // from the first drawing until nothing moves any more
const RETRY_MS = 3000;
const VARIABLE = /var\((--[\w-]+)\)/g;

// Plotly writes the styles of words inside a label as attributes, which our policy against
// inline styles refuses. Through the style object the same is allowed.
const setAttribute = SVGElement.prototype.setAttribute;
SVGElement.prototype.setAttribute = function setAllowed(name, value) {
  if (name === "style") this.style.cssText = value;
  else setAttribute.call(this, name, value);
};

const source = document.querySelector("meta[name=plotly]")?.content;
let loading = null;

// Plotly is large: it comes into the cache when the page is ready, and runs for the first chart.
addEventListener("load", () => {
  fetch(source, { priority: "low" }).then((reply) => reply.blob()).catch(() => { /* the chart tries again */ });
});

/** Resolves when Plotly can be used. */
export function plotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = source;
    script.onload = resolve;
    script.onerror = () => { loading = null; script.remove(); reject(); };
    document.head.append(script);
  });
  return loading;
}

/** The same figure with every "var(--x)" replaced by what the stylesheet says inside `scope`. */
export function resolved(value, scope) {
  if (typeof value === "string") {
    return value.replace(VARIABLE, (whole, name) => scope.getPropertyValue(name).trim() || whole);
  }
  if (Array.isArray(value)) return value.map((item) => resolved(item, scope));
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item, scope)]));
  }
  return value;
}

/** A chart inside `box`, an element with a size of its own. */
export class Chart {
  #figure = null;
  #drawing = document.createElement("div");
  #size = NOMINAL;

  constructor(box) {
    this.box = box;
    this.#drawing.className = "result__drawing";
    box.append(this.#drawing);
    new ResizeObserver(() => this.#fit()).observe(box);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.redraw());
    addEventListener("scheme", () => this.redraw());
    document.fonts.ready.then(() => this.redraw());
  }

  draw(figure) {
    if (!this.#figure) this.#grow();
    this.#figure = figure;
    this.redraw();
  }

  #grow() {
    this.box.classList.add("is-growing");
    setTimeout(() => this.box.classList.remove("is-growing"), GROWN_MS);
  }

  clear() {
    this.#figure = null;
    window.Plotly?.purge(this.#drawing);
  }

  redraw() {
    // Outside the page, as on a slide that was left meanwhile, there are no colours.
    if (!this.#figure || !this.box.isConnected) return;
    if (!window.Plotly) return void plotly().then(() => this.redraw(), () => setTimeout(() => this.redraw(), RETRY_MS));
    const { data, layout } = resolved(this.#figure, getComputedStyle(this.box));
    this.#size = { width: layout.width ?? NOMINAL.width, height: layout.height ?? NOMINAL.height };
    this.#fit();
    // Not awaited: in a hidden tab the promise waits for a frame that does not come.
    window.Plotly.react(this.#drawing, data, { ...layout, ...this.#size, autosize: false }, CONFIG);
  }

  #fit() {
    const { clientWidth, clientHeight } = this.box;
    const { width, height } = this.#size;
    if (!clientWidth) return;
    const scale = Math.min(clientWidth / width, clientHeight ? clientHeight / height : Infinity);
    const style = this.#drawing.style;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.transform = `translate(${(clientWidth - width * scale) / 2}px, 0) scale(${scale})`;
  }
}
