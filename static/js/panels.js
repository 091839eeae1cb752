/* The question panels of the desk: state, buttons, and the one thing to do next. */

/** What a facilitator most likely does now, by the state of the question. */
export function suggestion({ state, shown }) {
  if (state === "waiting") return "open";
  if (state === "paused") return "open";
  if (!shown) return "show";
  return state === "open" ? "close" : null;
}

export class Panels {
  #known = new Map();

  constructor(root, outline) {
    this.panels = [...root.querySelectorAll("[data-panel]")];
    this.marks = new Map();
    for (const button of outline) {
      const mark = button.querySelector("[data-mark]");
      if (mark) this.marks.set(mark.dataset.mark, mark);
    }
  }

  show(slide) {
    for (const panel of this.panels) panel.hidden = panel.dataset.of !== slide;
  }

  states(questions) {
    for (const question of questions) this.#update(question.key, question);
  }

  results(frame) {
    this.#update(frame.question, { state: frame.state, round: frame.round, shown: frame.shown });
  }

  /** Press the first of these buttons that there is, on the panels in view. */
  press(...names) {
    let pressed = false;
    for (const panel of this.panels.filter(({ hidden }) => !hidden)) {
      const button = names.map((name) => panel.querySelector(`[data-action="${name}"]:not([hidden])`)).find(Boolean);
      button?.form.requestSubmit(button);
      pressed ||= Boolean(button);
    }
    return pressed;
  }

  #update(key, { state, round, shown }) {
    this.#known.set(key, { state, round, shown });
    const mark = this.marks.get(key);
    if (mark) mark.dataset.state = state;
    const panel = this.panels.find(({ dataset }) => dataset.panel === key);
    if (panel) this.#draw(panel, { state, round, shown });
  }

  #draw(panel, { state, round, shown }) {
    panel.dataset.state = state;
    const chip = panel.querySelector("[data-state-chip]");
    if (chip) {
      chip.dataset.state = state;
      chip.textContent = chip.dataset[state];
      const rounds = panel.querySelector("[data-round]");
      rounds.hidden = round < 2;
      rounds.textContent = rounds.dataset.text.replace("{round}", round);
    }
    const next = chip ? suggestion({ state, shown }) : shown ? null : "show";
    for (const button of panel.querySelectorAll("[data-action]")) {
      const { when, shownWhen, action } = button.dataset;
      button.hidden = (when && !when.split(" ").includes(state)) || (shownWhen && shownWhen !== String(shown));
      button.classList.toggle("is-suggested", action === next);
    }
    const privacy = panel.querySelector("[data-privacy]");
    privacy.textContent = shown ? privacy.dataset.public : privacy.dataset.secret;
    privacy.toggleAttribute("data-on", shown);
  }
}
