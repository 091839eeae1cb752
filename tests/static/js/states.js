/* What the tests of docs/states.md share. */

import { readFileSync } from "node:fs";

export const read = (file) => readFileSync(new URL(`../../../${file}`, import.meta.url), "utf8");

/** The tables under a heading of docs/states.md, in its chapter on phones or the desk: each of rows of cells. */
export function tablesOf(chapter, heading) {
  const [, pages] = read("docs/states.md").split(`\n# ${chapter}\n`);
  const [, section] = pages.split("\n# ")[0].split(`## ${heading}\n`);
  const tables = section.split("\n## ")[0].trim().split("\n\n").filter((part) => part.startsWith("| "));
  return tables.map((table) => table.trim().split("\n").slice(2).map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim())));
}

/** The rows of the one table there. */
export const rowsOf = (chapter, heading) => tablesOf(chapter, heading)[0];

/** The sentences in the attributes of a template, by the name that a script has for them. */
export function textsOf(template) {
  const found = template.matchAll(/data-([\w-]+)="{% translate '(.*?)' %}"/g);
  return Object.fromEntries([...found].map(([, name, text]) => [
    name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase()),
    text,
  ]));
}

export const fits = (cell, value) => cell === "any" || cell.split(", ").includes(value);

/** Each combination of one value of every part. */
export const every = (parts) =>
  parts.reduce((all, part) => all.flatMap((known) => part.map((value) => [...known, value])), [[]]);
