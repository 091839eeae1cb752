/* Pictures of charts to keep: each holds its typeface and says what it shows. */

import { plotly, resolved } from "./charts.js";

const MARGIN = 40; // pixels around a chart
let face = null;

/** The site's typeface as a rule: a picture cannot load anything. */
function typeface() {
  face ??= (async () => {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => [sheet, rule]));
    const [sheet, rule] = rules.find(([, each]) => each instanceof CSSFontFaceRule);
    const [, address] = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue("src"));
    const file = await (await fetch(new URL(address, sheet.href ?? location.href))).blob();
    const data = await new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result);
      reader.readAsDataURL(file);
    });
    return `@font-face{font-family:Manrope;font-weight:200 800;src:url(${data})}`;
  })();
  return face;
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A figure as the text of an SVG file of that size. `scope` is an element with the colours, `label` the alternative. */
async function drawn(figure, size, scope, label) {
  await plotly();
  const colors = getComputedStyle(scope);
  const { data, layout } = resolved(figure, colors);
  const { width, height } = layout;
  const address = await window.Plotly.toImage({ data, layout }, { format: "svg", width, height });
  const svg = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  // As text: a document made of it would fall under this page's policy against inline styles.
  const places = `viewBox="${-MARGIN} ${-MARGIN} ${size.width} ${size.height}" width="${size.width}" height="${size.height}"`;
  const names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
  const paper = `<rect x="${-MARGIN}" y="${-MARGIN}" width="100%" height="100%" fill="${colors.getPropertyValue("--paper").trim()}"/>`;
  const style = `<style>${await typeface()}</style>`;
  return `<svg ${names} role="img" aria-label="${escaped(label)}" ${places}>${style}${paper}${svg.slice(svg.indexOf(">") + 1)}`;
}

/** An SVG as a PNG of twice its size. */
async function png(svg, { width, height }) {
  const image = new Image(2 * width, 2 * height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [2 * width, 2 * height];
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** Download a figure as `name`.png or `name`.svg. */
export async function save(figure, { format, name, scope, label }) {
  const size = { width: figure.layout.width + 2 * MARGIN, height: figure.layout.height + 2 * MARGIN };
  const svg = await drawn(figure, size, scope, label);
  const blob = format === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await png(svg, size);
  const link = document.createElement("a");
  link.download = `${name}.${format}`;
  link.href = URL.createObjectURL(blob);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
