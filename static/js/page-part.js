/* A part of a page, drawn by the server, to put into the page that is there. */

import { ownReply } from "./posting.js";

/**
 * `html` is "" when nothing is newer, or when the server itself refuses. Throws when what came
 * is not of our server: then it is neither the part nor a refusal.
 * @param {string} address
 * @param {string} mark  an attribute that every such part has
 * @returns {Promise<{ html: string, refused?: import("./posting.js").Problem }>}
 */
export async function fetchPart(address, mark) {
  const headers = { Accept: "text/html, application/json" };
  const response = await fetch(address, { credentials: "same-origin", headers });
  if (response.status === 204) return { html: "" };
  if (!response.ok) return { html: "", refused: await refusalOf(response) };
  const html = await response.text();
  if (!html.includes(mark)) throw new Error("Not a part of our page.");
  return { html };
}

/** @param {Response} response */
async function refusalOf(response) {
  const error = (await ownReply(response))?.error;
  if (!error || error.code.startsWith("server.")) throw new Error(`Refused with ${response.status}.`);
  return error;
}
