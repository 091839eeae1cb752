/* What is done with the chosen slides: moved, doubled, removed, and copied, cut and pasted,
   also from one workshop into another. */

import { chapterPlace, stayAt } from "./outline-order.js";

const CLIP = "polshoogte.slides";

/** @typedef {{ step: string, fields: Record<string, unknown>, here?: string }} Asked */

export class Acts {
  /**
   * @param {import("./outline.js").Outline} outline
   * @param {import("./outline-choice.js").Choice} choice
   * @param {{
   *   workshop: string,
   *   open: () => string,
   *   saved: () => Promise<void>,
   *   onStep: (asked: Asked) => void,
   *   say: (words: string) => void,
   *   words: Words,
   * }} hands `open` is the slide that is looked at, `saved` waits until nothing is on its way
   */
  constructor(outline, choice, hands) {
    this.outline = outline;
    this.choice = choice;
    this.hands = hands;
  }

  /** @param {string} act */
  async run(act) {
    if (!this.choice.ids.length && act !== "paste") return;
    /** @type {Record<string, () => unknown>} */
    const acts = {
      up: () => this.move("up"),
      down: () => this.move("down"),
      double: () => this.hands.onStep({ step: "copy_slides", fields: { slides: this.choice.ids } }),
      remove: () => this.remove(this.choice.ids),
      copy: () => this.copy(),
      cut: () => this.cut(),
      paste: () => this.paste(),
    };
    await acts[act]();
  }

  /** @param {"up" | "down"} way */
  move(way) {
    const { heading } = this.choice;
    if (!heading) return this.hands.onStep({ step: "move", fields: { slides: this.choice.ids, way } });
    const place = chapterPlace(this.outline.slides, heading, way);
    if (place) this.hands.onStep({ step: "move_slides", fields: place });
  }

  /** @param {string[]} slides */
  remove(slides) {
    const here = stayAt(this.outline.ids, slides, this.hands.open());
    this.hands.onStep({ step: "remove_slides", fields: { slides }, here });
  }

  /** The text of the chosen slides is what the server has, so nothing may be on its way. */
  async copy() {
    const slides = this.choice.ids;
    await this.hands.saved();
    const query = new URLSearchParams(slides.map((id) => ["copy", id]));
    const headers = { Accept: "application/json" };
    const response = await fetch(`${this.outline.address}?${query}`, { headers }).catch(() => null);
    const { text } = response?.ok ? await response.json() : { text: "" };
    const { words } = this.hands;
    if (text) localStorage.setItem(CLIP, JSON.stringify({ text, from: this.hands.workshop }));
    const said = slides.length === 1 ? words.copied : words.copiedMany.replace("{n}", String(slides.length));
    this.hands.say(text ? said : words.uncopied);
    return text ? slides : [];
  }

  async cut() {
    const slides = await this.copy();
    if (slides.length) this.remove(slides);
  }

  paste() {
    const clip = JSON.parse(localStorage.getItem(CLIP) ?? "null");
    if (!clip) return this.hands.say(this.hands.words.nothing);
    this.hands.onStep({ step: "paste", fields: { ...clip, after: this.choice.ids.at(-1) ?? this.hands.open() } });
  }
}
