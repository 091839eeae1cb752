/* Fills the result containers of a slide: waiting count, chart, cards, sentence, table. */

import { Chart } from "./charts.js";
import { Wall } from "./cards.js";
import { save } from "./pictures.js";

export const NUMBERS = new Intl.NumberFormat(document.documentElement.lang);
const SPOTLIGHT_MS = 1500;

function tableOf({ columns, rows }) {
  const table = document.createElement("table");
  const line = (cells, tag) => {
    const row = document.createElement("tr");
    for (const cell of cells) {
      const element = document.createElement(tag);
      if (tag === "th") element.scope = "col";
      element.textContent = typeof cell === "number" ? NUMBERS.format(cell) : cell ?? "";
      row.append(element);
    }
    return row;
  };
  table.createTHead().append(line(columns, "th"));
  const body = table.createTBody();
  for (const cells of rows) body.append(line(cells, "td"));
  return table;
}

/** Charts as tables, or as charts again, in all of this page. */
export function toggleTables(body) {
  const on = body.toggleAttribute("data-tables");
  for (const button of document.querySelectorAll("[data-as-table]")) button.ariaPressed = String(on);
}

/** The button that holds everything that counts (WCAG 2.2.2). */
export function holdable(...all) {
  const button = document.querySelector("[data-hold]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const on = button.ariaPressed !== "true";
    button.ariaPressed = String(on);
    for (const results of all) results.hold(on);
  });
}

/** The buttons that save the charts of a slide as pictures; `offer` shows them when there are any. */
export function pictures(results, slide) {
  const box = document.querySelector("[data-pictures]");
  box.addEventListener("click", ({ target }) => {
    const { picture } = target.dataset;
    if (picture) for (const result of results.charts(slide())) result.save(picture);
  });
  return { offer: () => { box.hidden = !results.charts(slide()).length; } };
}

/** One `.result` container. */
export class Result {
  #chart = null;
  #wall = null;
  #figure = null;
  shown = false;
  visible = false;

  constructor(element) {
    this.element = element;
    this.key = element.dataset.results;
    this.holder = element.closest("[data-question]") ?? element;
    this.private = element.hasAttribute("data-private");
    this.find = (part) => element.querySelector(`.result__${part}`);
  }

  /** Without a number the one on the page stays; only how many take part is new. */
  count(number, joined) {
    const count = this.find("count");
    if (!count?.dataset.many) return;
    const answered = this.answered = number ?? this.answered ?? Number(count.querySelector("b").textContent);
    count.querySelector("b").textContent = NUMBERS.format(answered);
    count.querySelector("span").textContent =
      (answered === 1 ? count.dataset.one : count.dataset.many).replace("{joined}", NUMBERS.format(joined));
    const bar = this.find("meter")?.firstElementChild;
    if (bar) bar.style.transform = `scaleX(${joined ? Math.min(1, answered / joined) : 0})`;
  }

  state(state) {
    const line = this.find("state");
    if (!line) return;
    this.holder.dataset.state = state;
    line.textContent = line.dataset.later ?? line.dataset[state] ?? "";
    line.hidden = !line.textContent;
  }

  /** Draw what the frame holds, or the wait for it when it is not shown. */
  draw(frame) {
    const shown = frame.shown || this.private;
    this.shown = shown;
    // Until there is something to see, a question's slide stays as it is: picture and number.
    const some = frame.cards ? frame.cards.length > 0 : frame.answered > 0 && frame.figure?.data?.length > 0;
    this.visible = shown && (some || this.private || "questions" in this.holder.dataset);
    this.count(frame.answered, frame.joined);
    this.state(frame.state);
    this.holder.toggleAttribute("data-shown", this.visible);
    const figure = this.visible && frame.figure?.data?.length ? frame.figure : null;
    const cards = this.visible && !figure ? frame.cards : null; // never both: neither could be read
    this.wide = this.visible && !cards;
    const held = this.#tellHeld(frame.texts);
    this.find("empty").hidden = !this.visible || held || Boolean(cards?.length || figure);
    this.#drawFigure(figure);
    this.#drawCards(cards, frame.state === "open");
    this.find("sentence").textContent = [shown && !held && frame.sentence, shown && frame.remark].filter(Boolean).join(" ");
    this.find("table").replaceChildren(...(shown && frame.table ? [tableOf(frame.table)] : []));
  }

  /** On a desk: what waits for it. Whether there is such a line, besides results or without any. */
  #tellHeld(texts) {
    const line = this.find("held");
    if (!line || !texts) return false;
    const { pending, shown, hidden } = texts;
    const said = pending ? line.dataset[pending === 1 ? "one" : "many"] : hidden && !shown ? line.dataset.hidden : "";
    line.textContent = said.replace("{n}", NUMBERS.format(pending));
    line.hidden = !said;
    return Boolean(said);
  }

  #drawFigure(figure) {
    const box = this.find("figure");
    box.hidden = !figure;
    this.#figure = figure;
    if (!figure) return void this.#chart?.clear();
    this.#chart ??= new Chart(box);
    this.#chart.draw(figure);
  }

  #drawCards(cards, newest) {
    const list = this.find("cards");
    list.hidden = this.private || !cards?.length; // the desk has its list of texts
    if (!cards || this.private) return;
    this.#wall ??= new Wall(list, this.find("pages"));
    this.#wall.show(cards, { newest });
  }

  turn(step) {
    return this.shown && (this.#wall?.turn(step) ?? false);
  }

  get drawn() {
    return this.#figure !== null;
  }

  /** Download the chart as it is now, with its sentence as the text alternative. */
  save(format) {
    const label = this.find("sentence").textContent;
    return save(this.#figure, { format, label, name: this.key.replaceAll("+", "-"), scope: this.element });
  }

  /** Measured again when the slide comes into view: before that nothing has a size. */
  refresh() {
    this.#chart?.redraw();
    this.#wall?.refresh();
  }
}

/** All results inside `root`, with the frames that came for them. */
export class Results {
  #frames = new Map();
  #results = [];
  #held = false;
  #turnedAt = 0;

  constructor(root) {
    this.adopt(root);
  }

  /** Take on other slides; what was received earlier is drawn into them. */
  adopt(...roots) {
    const elements = roots.flatMap((root) => [...root.querySelectorAll("[data-results]")]);
    this.#results = elements.map((element) => new Result(element));
    for (const frame of this.#frames.values()) this.#draw(frame);
  }

  receive(frame) {
    const before = this.#frames.get(frame.question);
    this.#frames.set(frame.question, frame);
    if (!this.#held || before?.shown !== frame.shown) this.#draw(frame);
  }

  /** Nothing moves until it goes on; only what is shown or hidden meanwhile is. */
  hold(on) {
    this.#held = on;
    if (!on) for (const frame of this.#frames.values()) this.#draw(frame);
  }

  frame(key) {
    return this.#frames.get(key);
  }

  /** States of questions, for those whose results have not come yet. */
  states(questions, joined) {
    for (const { key, state, answered } of questions) {
      if (this.#frames.has(key)) continue;
      for (const result of this.#of(key)) {
        result.state(state);
        result.count(answered, joined);
      }
    }
  }

  joined(joined) {
    for (const frame of this.#frames.values()) {
      if (frame.joined >= joined) continue;
      frame.joined = joined;
      for (const result of this.#of(frame.question)) result.count(frame.answered, joined);
    }
  }

  /** The keys to show or hide on a slide, those it asks itself, and whether all are shown. */
  of(slide) {
    const here = this.#results.filter(({ element }) => slide.contains(element));
    const asked = here.filter(({ holder }) => !holder.dataset.questions).map(({ key }) => key);
    const others = here.flatMap(({ holder }) => holder.dataset.questions?.split(" ") ?? []);
    return { asked, keys: [...asked, ...others], shown: here.length > 0 && here.every(({ shown }) => shown) };
  }

  refresh(slide) {
    for (const result of this.#results) if (slide.contains(result.element)) result.refresh();
  }

  /** The charts that a slide shows. */
  charts(slide) {
    return this.#results.filter((result) => result.drawn && slide?.contains(result.element));
  }

  /** The next page of cards, or else the other shown question of the slide. */
  turn(slide, step) {
    const here = this.#results.filter(({ element }) => slide.contains(element));
    const lit = here.find(({ holder }) => holder.hasAttribute("data-spotlight"));
    if ((lit ? [lit] : here).some((result) => result.turn(step))) return true;
    const shown = here.filter((result) => result.visible);
    const next = lit && shown[shown.indexOf(lit) + step];
    if (!next) return false;
    lit.holder.removeAttribute("data-spotlight");
    next.holder.setAttribute("data-spotlight", "");
    next.refresh();
    return true;
  }

  #of(key) {
    return this.#results.filter((result) => result.key === key);
  }

  #draw(frame) {
    for (const result of this.#of(frame.question)) {
      const before = result.visible;
      result.draw(frame);
      this.#arrange(result, result.visible && !before);
    }
  }

  // A chart needs the whole stage to stay readable; a second question then becomes a line.
  #arrange(result, appeared) {
    const slide = result.element.closest(".slide");
    if (!slide) return;
    const among = this.#results.filter(({ element }) => slide.contains(element));
    slide.toggleAttribute("data-shown", among.some(({ visible }) => visible));
    const group = result.holder.parentElement;
    const now = among.find(({ holder }) => holder.hasAttribute("data-spotlight"));
    const wide = among.length > 1 && among.some((other) => other.wide);
    const turn = appeared && Date.now() - this.#turnedAt > SPOTLIGHT_MS;
    const next = !wide ? null : turn ? result : now?.visible ? now : among.find((other) => other.wide);
    if (turn) this.#turnedAt = Date.now();
    for (const other of among) other.holder.toggleAttribute("data-spotlight", other === next);
    group.toggleAttribute("data-spotlight", Boolean(next));
  }
}
