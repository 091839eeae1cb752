/* One result on a slide or desk: waiting count, chart, cards, sentence, table. */

import { CardWall } from "./card-wall.js";
import { save, wordsOfSlide } from "./chart-pictures.js";
import { Chart } from "./charts.js";
import { showMarked } from "./marked-text.js";
import { write } from "./named.js";
import { NUMBERS } from "./numbers.js";
import { tableOf } from "./result-table.js";
import { Trail } from "./trail.js";

const SHORT = [40, 52]; // letters of a headline that is set large, and less large

/**
 * Whether there is anything to look at.
 * @param {ResultsFrame} frame
 */
export const hasSome = ({ cards, answered, figure }) =>
  cards ? cards.length > 0 : answered > 0 && hasData(figure);

/** @param {Figure | null} figure */
const hasData = (figure) => Boolean(figure?.data?.length);

/**
 * What of a frame is drawn. Never chart and cards both: neither could be read.
 * @param {ResultsFrame} frame
 * @param {boolean} visible
 */
export function drawnOf({ figure, cards }, visible) {
  const chart = visible && hasData(figure) ? figure : null;
  return { figure: chart, cards: visible && !chart ? cards : null };
}

/**
 * On a desk: what waits for it, "" when nothing does.
 * @param {TextCounts} texts
 * @param {Words} words
 */
export function wordsOfHeld({ pending, shown, hidden }, words) {
  if (pending) return (pending === 1 ? words.one : words.many).replace("{n}", NUMBERS.format(pending));
  return hidden && !shown ? words.hidden : "";
}

/**
 * What stands behind the number of those who answered.
 * @param {number} answered
 * @param {number} of
 * @param {Words} words
 */
export const wordsOfCount = (answered, of, { one, many }) =>
  (answered === 1 ? one : many).replace("{joined}", NUMBERS.format(of));

/**
 * The words of a result in the language of this page, which can be another than the room's.
 * @param {Pick<ResultsFrame, "sentence" | "remark" | "words">} frame
 */
export const ownWords = (frame) => frame.words?.[document.documentElement.lang] ?? frame;

/** One `.result` container. */
export class Result {
  /** @type {Chart | null} */
  #chart = null;
  /** @type {CardWall | null} */
  #wall = null;
  /** @type {Trail | null} */
  #trail;
  /** @type {Figure | null} */
  #figure = null;
  #answered = -1; // until a number has come
  shown = false;
  visible = false;
  wide = false;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    this.key = String(element.dataset.results);
    this.holder = element.closest("[data-question]") ?? element;
    this.private = element.hasAttribute("data-private");
    this.find = (/** @type {string} */ part) => element.querySelector(`.result__${part}`);
    this.#trail = Trail.inside(this.find("meter"));
  }

  /**
   * Without a number the one on the page stays; only how many take part is new.
   * @param {number | undefined} number
   * @param {number} of
   */
  count(number, of) {
    const count = this.find("count");
    if (!count?.dataset.many) return;
    const answered = this.#latest(number, count.querySelector("b"));
    count.querySelector("b").textContent = NUMBERS.format(answered);
    count.querySelector("span").textContent = wordsOfCount(answered, of, /** @type {Words} */ (count.dataset));
    this.#measure(answered, of);
  }

  /**
   * @param {number | undefined} number
   * @param {HTMLElement} written
   */
  #latest(number, written) {
    this.#answered = number ?? (this.#answered < 0 ? Number(written.textContent) : this.#answered);
    return this.#answered;
  }

  /**
   * @param {number} answered
   * @param {number} of
   */
  #measure(answered, of) {
    const bar = /** @type {HTMLElement | null} */ (this.find("meter")?.firstElementChild);
    if (bar) bar.style.transform = `scaleX(${of ? Math.min(1, answered / of) : 0})`;
    this.#trail?.walk(answered, of);
  }

  /** @param {QuestionState} state */
  state(state) {
    const line = this.find("state");
    if (!line) return;
    this.holder.dataset.state = state;
    line.textContent = line.dataset.later ?? line.dataset[state] ?? "";
    line.hidden = !line.textContent;
  }

  /**
   * Draw what the frame holds, or the wait for it when it is not shown.
   * @param {ResultsFrame} frame
   */
  draw(frame) {
    this.shown = frame.shown || this.private;
    this.visible = this.#isVisible(frame);
    const { figure, cards } = drawnOf(frame, this.visible);
    this.wide = this.visible && !cards;
    this.count(frame.answered, frame.of);
    this.state(frame.state);
    this.holder.toggleAttribute("data-shown", this.visible);
    const held = this.#tellHeld(frame.texts);
    const marked = this.element.querySelector(/** @type {"form"} */ ("[data-waits]"));
    if (marked) showMarked(marked, frame.waits);
    this.find("empty").hidden = !this.visible || held || Boolean(cards?.length || figure);
    this.#drawFigure(figure);
    this.#drawCards(cards);
    this.#drawWords(frame, held);
  }

  // Until there is something to see, a question's slide stays as it is: picture and number.
  /** @param {ResultsFrame} frame */
  #isVisible(frame) {
    return this.shown && (hasSome(frame) || this.private || "questions" in this.holder.dataset);
  }

  /**
   * @param {ResultsFrame} frame
   * @param {boolean} held
   */
  #drawWords(frame, held) {
    const { finding, table } = frame;
    const { sentence, remark } = this.private ? ownWords(frame) : frame;
    const said = this.shown ? [held ? "" : sentence, remark].filter(Boolean) : [];
    write(this.find("sentence"), said.join(" "));
    this.#drawFinding(this.visible && !held ? finding : "");
    this.find("table").replaceChildren(...(this.shown && table ? [tableOf(table)] : []));
  }

  /**
   * The headline of the slide while it has one; the title is smaller meanwhile.
   * @param {string | null} finding
   */
  #drawFinding(finding) {
    const line = this.find("finding");
    if (!line) return;
    write(line, finding ?? "");
    line.hidden = !finding;
    const steps = SHORT.filter((letters) => line.textContent.length > letters).length;
    if (steps) line.dataset.long = String(steps);
    else delete line.dataset.long;
    this.holder.toggleAttribute("data-finding", Boolean(finding));
  }

  /**
   * Whether there is such a line, besides results or without any.
   * @param {TextCounts | null | undefined} texts
   */
  #tellHeld(texts) {
    const line = this.find("held");
    if (!line || !texts) return false;
    line.textContent = wordsOfHeld(texts, /** @type {Words} */ (line.dataset));
    line.hidden = !line.textContent;
    return !line.hidden;
  }

  /** @param {Figure | null} figure */
  #drawFigure(figure) {
    const box = this.find("figure");
    box.hidden = !figure;
    if (figure && figure === this.#figure) return;
    this.#figure = figure;
    if (!figure) {
      this.#chart?.clear();
      return;
    }
    this.#chart ??= new Chart(box);
    this.#chart.draw(figure);
  }

  /** @param {Card[] | null} cards */
  #drawCards(cards) {
    const list = this.find("cards");
    list.hidden = this.private || !cards?.length; // the desk has its list of texts
    if (!cards || this.private) return;
    this.#wall ??= new CardWall(list, this.find("pages"), this.find("legend"));
    this.#wall.show(cards);
  }

  get pages() {
    return this.shown ? this.#wall?.pages ?? 1 : 1;
  }

  /** @param {number} page  of its answers */
  set page(page) {
    if (this.#wall) this.#wall.page = page;
  }

  get drawn() {
    return this.#figure !== null;
  }

  /**
   * Download the chart as it is now, with its sentence as the text alternative.
   * @param {string} format
   */
  save(format) {
    if (!this.#figure) return;
    const label = String(this.find("sentence").textContent);
    const name = this.key.replaceAll("+", "-");
    save(this.#figure, { format, label, ...wordsOfSlide(this.element, this.find("count")), name, scope: this.element });
  }

  /** Measured again when the slide comes into view: before that nothing has a size. */
  refresh() {
    this.#chart?.redraw();
    this.#wall?.refresh();
  }
}
