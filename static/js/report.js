/* The report and the pages that compare: live charts, a button to print, notes. */

import { plotly } from "./chart-library.js";
import { ReportChart } from "./report-chart.js";
import { ReportNotes } from "./report-notes.js";

const print = document.querySelector("[data-print]");
print.hidden = false;
print.addEventListener("click", () => window.print());
const writing = /** @type {HTMLFormElement | null} */ (document.getElementById("writing"));
if (writing) new ReportNotes(writing);

await Promise.all([plotly(), document.fonts.ready]);
const charts = [...document.querySelectorAll("[data-chart]")].map((figure) => new ReportChart(figure));
await Promise.all(charts.map((chart) => chart.draw()));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.forEach((chart) => chart.paint()));
document.body.dataset.ready = "";
