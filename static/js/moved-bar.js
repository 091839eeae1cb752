/* The bar of a phone that says that the room went on: for how long an answer is still taken,
   and what can be done with one that is not taken any more. */

import { say } from "./question-form.js";

const EVERY_MS = 500;

export class MovedBar {
  #until = 0;
  #timer = 0;
  sending = false; // an answer was sent, and no reply has come

  /**
   * @param {(id: string) => HTMLElement} find
   * @param {Words} texts
   */
  constructor(find, texts) {
    this.find = find;
    this.texts = texts;
  }

  /** @param {number} seconds  that are left */
  begin(seconds) {
    if (this.#timer) return;
    this.#until = Date.now() + seconds * 1000;
    this.#timer = setInterval(() => this.#draw(), EVERY_MS);
    this.#draw();
  }

  /** What was left of the time was taken back. */
  expire() {
    this.#until = 0;
    this.#draw();
  }

  end() {
    clearInterval(this.#timer);
    this.#timer = 0;
    this.sending = false;
    say(this.find("moved-text"));
    say(this.find("moved-left"));
  }

  get left() { return Math.max(0, Math.ceil((this.#until - Date.now()) / 1000)); }

  // The seconds stand beside what is read aloud: that is said once, and again when time is up.
  #draw() {
    const { left, sending, texts } = this;
    const [inTime, over] = sending ? [texts.movedSending, texts.movedUnsure] : [texts.moved, texts.movedOver];
    say(this.find("moved-text"), left ? inTime : over);
    say(this.find("moved-left"), left && !sending ? texts.movedLeft.replace("{seconds}", String(left)) : "");
    this.find("moved-send").hidden = !left || sending;
    this.find("moved-keep").hidden = Boolean(left);
  }

  /**
   * How the forms of the slide that was left are now.
   * @param {{ busy: boolean, pending?: unknown }[]} forms
   */
  tell(forms) {
    this.sending = forms.some(({ pending }) => pending);
    if (!this.sending && !forms.some(({ busy }) => busy)) this.#until = 0;
    this.#draw();
  }
}
