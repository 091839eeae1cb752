/* Pictures of charts to keep: each holds its typeface and says what it shows. */

import { plotly, resolved } from "./chart-library.js";

const MARGIN = 40; // pixels around a chart
const HEAD = 64; // pixels above a chart for its title
const FOOT = 56; // pixels below it for how many answered, in which group, and when
const TITLE = 38; // pixels of the title's letters; a long one is set smaller
const ABOUT = 26;
const SHARPER = 2; // a PNG is that many times its size
/** @type {Promise<string> | null} */
let face = null;

/** @typedef {{ width: number, height: number }} Size */
/** @typedef {{ label: string, title: string, about: string }} Words  alternative; what was asked; of whom and when */

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
 * One line of words in a picture, as large as lets it fit.
 * @param {string} words
 * @param {{ y: number, size: number, weight: number, width: number, color: string }} look
 */
function lineOf(words, { y, size, weight, width, color }) {
  const fitting = Math.min(size, width / (0.56 * Math.max(1, words.length)));
  return `<text x="0" y="${y}" font-family="Manrope, sans-serif" font-size="${fitting}" font-weight="${weight}" fill="${color}">${escaped(words)}</text>`;
}

/**
 * A figure as the text of an SVG file of that size.
 * @param {Figure} figure
 * @param {Size} size
 * @param {Element} scope  with the colours
 * @param {Words} words
 */
async function drawn(figure, size, scope, { label, title, about }) {
  await plotly();
  const colors = getComputedStyle(scope);
  const { data, layout } = resolved(figure, colors);
  const { width, height } = layout;
  const address = String(await window.Plotly?.toImage({ data, layout }, { format: "svg", width, height }));
  const svg = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  face ??= typeface();
  // As text: a document made of it would fall under this page's policy against inline styles.
  const places = `viewBox="${-MARGIN} ${-MARGIN - HEAD} ${size.width} ${size.height}" width="${size.width}" height="${size.height}"`;
  const names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
  const paper = `<rect x="${-MARGIN}" y="${-MARGIN - HEAD}" width="100%" height="100%" fill="${colors.getPropertyValue("--paper").trim()}"/>`;
  const style = `<style>${await face}</style>`;
  const color = colors.getPropertyValue("--ink").trim();
  const head = lineOf(title, { y: -24, size: TITLE, weight: 800, width, color });
  const foot = lineOf(about, { y: height + 44, size: ABOUT, weight: 500, width, color });
  const told = escaped([label, title, about].filter(Boolean).join(" "));
  return `<svg ${names} role="img" aria-label="${told}" ${places}>${style}${paper}${head}${foot}${svg.slice(svg.indexOf(">") + 1)}`;
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

/** @param {Element | null | undefined} element */
function textOf(element) {
  return String(element?.textContent ?? "").replaceAll(/\s+/g, " ").trim();
}

/**
 * What a picture from the projector says above and below the chart.
 * @param {Element} element  in its slide
 * @param {Element | null} count  how many answered
 */
export function wordsOfSlide(element, count) {
  const slide = element.closest("[data-slide]");
  const day = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });
  const about = [textOf(count), textOf(document.querySelector("h1")), day].filter(Boolean).join(" · ");
  return { title: textOf(slide?.querySelector(".slide__title")), about };
}

/**
 * Download a figure as `name`.png or `name`.svg.
 * @param {Figure} figure
 * @param {{ format: string, name: string, scope: Element } & Words} picture
 */
export async function save(figure, { format, name, scope, ...words }) {
  const { width, height } = figure.layout;
  const size = { width: width + 2 * MARGIN, height: height + 2 * MARGIN + HEAD + FOOT };
  const svg = await drawn(figure, size, scope, words);
  const blob = format === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await png(svg, size);
  const link = document.createElement("a");
  link.download = `${name}.${format}`;
  link.href = URL.createObjectURL(blob);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
