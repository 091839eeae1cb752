/* The report: charts that answer to the pointer, pictures of them, notes that keep themselves. */

import { plotly, resolved } from "./charts.js";
import { save } from "./pictures.js";

const CONFIG = { displayModeBar: false, showSendToCloud: false, responsive: true };
const SMALLEST = 640; // pixels of a chart's width: smaller cannot be read, so it scrolls instead
const PAUSE = 800; // ms without typing before a note is sent
const AGAIN = 5000; // ms before a note that was not kept is sent again

// Charts

/** What Plotly needs to fill a box: the nominal size is only a ratio here. */
function interactive(figure, scope) {
  const { data, layout } = resolved(figure, scope);
  const traces = data.map((trace) =>
    trace.type === "bar" ? { ...trace, hovertemplate: "%{y}<br>%{text}<extra></extra>" } : { ...trace, hoverinfo: "text", hovertext: trace.customdata?.map?.(String) },
  );
  return { data: traces, layout: { ...layout, hovermode: "closest" } };
}

class Chart {
  constructor(figure) {
    this.figure = figure;
    this.name = figure.dataset.name;
    this.still = figure.querySelector(".chart__still");
    this.plot = JSON.parse(document.getElementById(figure.dataset.chart).textContent);
    this.size = { width: this.plot.layout.width, height: this.plot.layout.height };
    figure.append(document.getElementById("picture-buttons").content.cloneNode(true));
    figure.addEventListener("click", ({ target }) => target.dataset.picture && this.save(target.dataset.picture));
  }

  /** Put the live chart in the place of the still one, at its nominal size and scaled. */
  draw() {
    const label = this.still.querySelector("svg").getAttribute("aria-label");
    this.box = document.createElement("div");
    this.box.className = "chart__box";
    this.box.setAttribute("role", "img");
    this.box.setAttribute("aria-label", label);
    this.drawing = document.createElement("div");
    this.box.append(this.drawing);
    this.still.after(this.box);
    this.still.hidden = true;
    new ResizeObserver(() => this.fit()).observe(this.box);
    this.fit();
    return this.paint();
  }

  fit() {
    const wide = Math.max(this.box.clientWidth, SMALLEST);
    const scale = wide / this.size.width;
    this.box.style.height = `${this.size.height * scale}px`;
    this.box.tabIndex = wide > this.box.clientWidth ? 0 : -1; // who scrolls with keys
    this.drawing.style.transformOrigin = "0 0";
    this.drawing.style.transform = `scale(${scale})`;
  }

  /** Draw it in the colours that the page has by now. */
  paint() {
    const { data, layout } = interactive(this.plot, getComputedStyle(this.figure));
    return window.Plotly.react(this.drawing, data, layout, CONFIG);
  }

  /** In light colours, also on a dark page: a picture goes on paper or a slide. */
  save(format) {
    const label = this.still.querySelector("svg").getAttribute("aria-label");
    return save(this.plot, { format, label, name: this.figure.dataset.chart, scope: this.still });
  }
}

// Notes

class Notes {
  #timers = new Map();

  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-status]");
    for (const field of form.elements) {
      if (field.matches("textarea")) field.addEventListener("input", () => this.later(field, PAUSE));
    }
    addEventListener("beforeunload", (event) => this.#timers.size && event.preventDefault());
    form.addEventListener("submit", () => this.#timers.clear());
  }

  later(field, wait) {
    clearTimeout(this.#timers.get(field));
    this.#timers.set(field, setTimeout(() => this.send(field), wait));
  }

  async send(field) {
    const text = field.value;
    this.status.textContent = this.form.dataset.saving;
    const body = new URLSearchParams({ [field.name]: text, csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value });
    try {
      const reply = await fetch(location.href, { method: "POST", body, headers: { Accept: "application/json" } });
      if (!reply.ok) throw new Error(String(reply.status));
    } catch {
      this.status.textContent = this.form.dataset.failed;
      this.later(field, AGAIN);
      return;
    }
    if (field.value !== text) return;
    this.#timers.delete(field);
    const written = field.parentElement.querySelector(".written");
    if (written) written.innerText = text;
    this.status.textContent = this.form.dataset.saved;
  }
}

const print = document.querySelector("[data-print]");
print.hidden = false;
print.addEventListener("click", () => window.print());
const writing = document.getElementById("writing");
if (writing) new Notes(writing);

await Promise.all([plotly(), document.fonts.ready]);
const charts = [...document.querySelectorAll("[data-chart]")].map((figure) => new Chart(figure));
await Promise.all(charts.map((chart) => chart.draw()));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => charts.forEach((chart) => chart.paint()));
document.body.dataset.ready = "";
