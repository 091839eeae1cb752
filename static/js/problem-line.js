/* What went wrong with an action: a line that goes by itself, unless somebody has to log in. */

const PROBLEM_MS = 8000;
const LEFT = "session.left"; // the session is no longer shared with whoever looks here

export class ProblemLine {
  #timer = 0;

  /** @param {HTMLElement} line */
  constructor(line) {
    this.line = line;
  }

  /** @param {import("./posting.js").Problem} problem */
  tell = ({ code, message }) => {
    const ended = code === "desk.login";
    if (ended && this.#isAsking) return this.#say(message);
    this.line.replaceChildren(code === "network" ? String(this.line.dataset.network) : message);
    if (ended) this.line.append(" ", this.#login());
    this.line.hidden = false;
    clearTimeout(this.#timer);
    if (!ended && code !== LEFT) this.#timer = setTimeout(this.clear, PROBLEM_MS);
  };

  /**
   * Of what a socket says, only that it closes for good.
   * @param {import("./posting.js").Problem} problem
   */
  hear = (problem) => {
    if (problem.code === LEFT) this.tell(problem);
  };

  /**
   * Other words before the link, which somebody may be on their way to.
   * @param {string} message
   */
  #say(message) {
    const words = /** @type {ChildNode} */ (this.line.firstChild);
    if (words.textContent !== message) words.textContent = message;
  }

  clear = () => {
    this.line.hidden = true;
  };

  /** Told already. */
  get #isAsking() {
    return !this.line.hidden && Boolean(this.line.querySelector("a"));
  }

  #login() {
    const { login, loginName } = /** @type {Words} */ (this.line.dataset);
    const link = document.createElement("a");
    link.href = login;
    link.textContent = loginName;
    link.target = this.line.dataset.loginTarget ?? "";
    return link;
  }
}
