/* What can lie over a slide on the projector: QR code, black, pause, one answer in large. */

import { liftCard } from "./lifted-card.js";

/** @typedef {"qr" | "blank"} Cover  what the facilitator lays over it */
const COVERS = /** @type {Cover[]} */ (["qr", "blank"]);

export class ScreenOverlays {
  /** @type {Map<string, Card | null>} result -> the card that is shown large */
  #lit = new Map();

  /** @param {ParentNode} root */
  constructor(root) {
    const layers = [...root.querySelectorAll("[data-overlay]")];
    this.layers = Object.fromEntries(layers.map((layer) => [String(layer.dataset.overlay), layer]));
  }

  /** @param {WatchState["session"]} session */
  state({ state, overlay }) {
    this.layers.pause.hidden = state !== "paused";
    for (const name of COVERS) this.layers[name].hidden = overlay !== name;
  }

  /** @param {Cover} name */
  toggle(name) {
    this.layers[name].hidden = !this.layers[name].hidden;
  }

  /** What covers the slide now, if anything. */
  get covered() {
    return COVERS.find((name) => !this.layers[name].hidden);
  }

  uncover() {
    for (const name of COVERS) this.layers[name].hidden = true;
  }

  moved() {
    this.layers.qr.hidden = true;
  }

  /** @param {boolean} on  the link to this page does not work any more */
  revoke(on) {
    this.layers.revoked.hidden = !on;
  }

  /** @param {ResultsFrame} frame */
  results({ question, spotlight }) {
    this.#lit.set(question, spotlight);
  }

  /** @param {Element | null} slide */
  showCard(slide) {
    const here = [...slide?.querySelectorAll("[data-results]") ?? []].map(({ dataset }) => String(dataset.results));
    const keys = ["aside", ...here]; // a question of the room is on no slide
    const card = keys.map((key) => this.#lit.get(key)).find(Boolean);
    liftCard(this.layers.card, card ?? null, slide);
  }
}
