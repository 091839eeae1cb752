/* The table below a chart: the same numbers, for reading and for screen readers. */

import { NUMBERS } from "./numbers.js";

/** @param {string | number | null} cell */
const written = (cell) => (typeof cell === "number" ? NUMBERS.format(cell) : cell ?? "");

/**
 * @param {(string | number | null)[]} cells
 * @param {"th" | "td"} tag
 */
function rowOf(cells, tag) {
  const row = document.createElement("tr");
  for (const cell of cells) {
    const element = document.createElement(tag);
    if (tag === "th") element.scope = "col";
    element.textContent = written(cell);
    row.append(element);
  }
  return row;
}

/** @param {TableData} data */
export function tableOf({ columns, rows }) {
  const table = document.createElement("table");
  table.createTHead().append(rowOf(columns, "th"));
  table.createTBody().append(...rows.map((cells) => rowOf(cells, "td")));
  return table;
}
