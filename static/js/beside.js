/* The questions of the room beside the deck: on or off, and how many wait for the facilitator. */

export const KEY = "aside";
const ON = new Set(["open", "paused"]);

export class Beside {
  constructor(section) {
    this.section = section;
    this.waiting = section.querySelector("[data-beside-waiting]");
  }

  states(questions) {
    const on = questions.some(({ key, state }) => key === KEY && ON.has(state));
    for (const button of this.section.querySelectorAll("[data-beside-when]")) {
      button.hidden = (button.dataset.besideWhen === "on") !== on;
    }
  }

  results({ question, texts }) {
    if (question !== KEY) return;
    const number = texts.pending;
    this.waiting.hidden = !number;
    this.waiting.textContent = number === 1 ? this.waiting.dataset.one : this.waiting.dataset.text.replace("{n}", number);
  }

  toggle() {
    this.section.querySelector("[data-beside-when]:not([hidden])").click();
  }
}
