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

  /** `announce(text)` says what changed to who does not see it. */
  constructor(root, outline, announce) {
    this.announce = announce;
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

  /** The questions that a slide asks or shows, the last one first. */
  keys(slide) {
    return this.panels
      .filter(({ dataset }) => dataset.of === slide)
      .flatMap(({ dataset }) => dataset.questions?.split(" ") ?? [dataset.question]).reverse();
  }

  states(questions) {
    for (const question of questions) this.#update(question.key, question);
  }

  results(frame) {
    this.#update(frame.question, { state: frame.state, round: frame.round, shown: frame.shown });
  }

  /** Press the first of these buttons that any panel in view has, on all that have it. */
  press(...names) {
    const panels = this.panels.filter(({ hidden }) => !hidden);
    for (const name of names) {
      const buttons = panels.map((panel) => panel.querySelector(`[data-action="${name}"]:not([hidden])`)).filter(Boolean);
      const said = new Set(); // two panels may show the same questions
      for (const button of buttons) {
        const asked = button.form.elements.question.value;
        if (!said.has(asked)) button.form.requestSubmit(button);
        said.add(asked);
      }
      if (buttons.length) return true;
    }
    return false;
  }

  #update(key, { state, round, shown }) {
    const before = this.#known.get(key);
    this.#known.set(key, { state, round, shown });
    const mark = this.marks.get(key);
    if (mark) mark.dataset.state = state;
    // A question and the slide that shows it again may share a key.
    for (const panel of this.panels.filter(({ dataset }) => dataset.panel === key)) {
      this.#draw(panel, { state, round, shown });
      if (before && !panel.hidden) this.#tell(panel, before, { state, shown });
    }
  }

  /** Opened, closed, shown: once for each change, and never for a vote. */
  #tell(panel, before, { state, shown }) {
    const title = panel.querySelector(".panel__title")?.textContent ?? panel.ariaLabel;
    const said = [
      before.state !== state && panel.querySelector("[data-state-chip]")?.textContent,
      before.shown !== shown && panel.querySelector("[data-privacy]").textContent,
    ].filter(Boolean);
    if (said.length) this.announce(`${title}: ${said.join(", ")}`);
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
