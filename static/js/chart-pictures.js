/* Pictures of charts to keep: each holds its typeface and says what it shows. */

import { plotly, resolved } from "./chart-library.js";

const MARGIN = 40; // pixels around a chart
const SHARPER = 2; // a PNG is that many times its size
/** @type {Promise<string> | null} */
let face = null;

/** @typedef {{ width: number, height: number }} Size */

/** The first typeface that the page's styles load, as an address. */
function fontAddress() {
  for (const sheet of document.styleSheets) {
    const rule = [...sheet.cssRules].find((each) => each instanceof CSSFontFaceRule);
    const [, address] = /url\("?([^")]+)"?\)/.exec(rule?.style.getPropertyValue("src") ?? "") ?? [];
    if (address) return new URL(address, sheet.href ?? location.href);
  }
  throw new Error("The page has no typeface of its own.");
}

/** The site's typeface as a rule: a picture cannot load anything. */
async function typeface() {
  const file = await (await fetch(fontAddress())).blob();
  const data = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(file);
  });
  return `@font-face{font-family:Manrope;font-weight:200 800;src:url(${data})}`;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/**
 * A figure as the text of an SVG file of that size.
 * @param {Figure} figure
 * @param {Size} size
 * @param {Element} scope  with the colours
 * @param {string} label  the alternative in words
 */
async function drawn(figure, size, scope, label) {
  await plotly();
  const colors = getComputedStyle(scope);
  const { data, layout } = resolved(figure, colors);
  const { width, height } = layout;
  const address = String(await window.Plotly?.toImage({ data, layout }, { format: "svg", width, height }));
  const svg = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  face ??= typeface();
  // As text: a document made of it would fall under this page's policy against inline styles.
  const places = `viewBox="${-MARGIN} ${-MARGIN} ${size.width} ${size.height}" width="${size.width}" height="${size.height}"`;
  const names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
  const paper = `<rect x="${-MARGIN}" y="${-MARGIN}" width="100%" height="100%" fill="${colors.getPropertyValue("--paper").trim()}"/>`;
  const style = `<style>${await face}</style>`;
  return `<svg ${names} role="img" aria-label="${escaped(label)}" ${places}>${style}${paper}${svg.slice(svg.indexOf(">") + 1)}`;
}

/**
 * @param {string} svg
 * @param {Size} size
 * @returns {Promise<Blob>}
 */
async function png(svg, { width, height }) {
  const image = new Image(SHARPER * width, SHARPER * height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("No picture came of it."))), "image/png");
  });
}

/**
 * Download a figure as `name`.png or `name`.svg.
 * @param {Figure} figure
 * @param {{ format: string, name: string, scope: Element, label: string }} picture
 */
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
