/* Plotly as our pages use it: fetched when it is needed, in our colours, within our policy. */

const VARIABLE = /var\((--[\w-]+)\)/g;

// Plotly writes the styles of words inside a label as attributes, which our policy against
// inline styles refuses. Through the style object the same is allowed.
const { setAttribute } = SVGElement.prototype;
/** @type {typeof setAttribute} */
SVGElement.prototype.setAttribute = function setAllowed(name, value) {
  if (name === "style") this.style.cssText = value;
  else setAttribute.call(this, name, value);
};

const source = document.querySelector(/** @type {"meta"} */ ("meta[name=plotly]"))?.content;
/** @type {Promise<void> | null} */
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
    script.onload = () => resolve();
    script.onerror = () => { loading = null; script.remove(); reject(); };
    document.head.append(script);
  });
  return loading;
}

/** Have all of it ready before a room waits for its first chart, which is drawn once unseen. */
export async function warmUp() {
  const box = document.createElement("div");
  const trace = { type: "bar", orientation: "h", x: [1], y: ["1"], text: ["1"], textposition: "outside" };
  const layout = { width: 100, height: 100, annotations: [{ text: "1", showarrow: false }] };
  await plotly();
  await window.Plotly?.react(box, [trace], layout, { staticPlot: true });
  window.Plotly?.purge(box);
}

/**
 * The same figure with every "var(--x)" replaced by what the stylesheet says inside `scope`.
 * @param {any} value
 * @param {CSSStyleDeclaration} scope
 * @returns {any}
 */
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
