/* Results of which only the changes came, put together again with what came before. */

/**
 * What was there with its changes; what did not change is the very same object.
 * @param {any} before
 * @param {any} changes  `[now]` in the place of it, or by key or index the changes of its parts
 * @returns {any}
 */
export function changed(before, changes) {
  if (Array.isArray(changes)) return changes[0];
  const now = Array.isArray(before) ? [...before] : { ...before };
  for (const [part, change] of Object.entries(changes)) now[part] = changed(now[part], change);
  return now;
}

/** The newest results of a page. */
export class WholeResults {
  /** @type {Map<string, ResultsFrame>} */
  #known = new Map();

  /**
   * A frame as it is, or the whole one that its changes make. Where nothing came before them,
   * which a server of ours never does, all is asked for.
   * @param {any} frame
   * @param {() => void} ask
   * @returns {Frame}
   */
  complete = (frame, ask) => {
    if (frame.type !== "results" && frame.type !== "changes") return frame;
    const before = this.#known.get(frame.question);
    if (frame.type === "changes" && !before) {
      ask();
      return frame;
    }
    const whole = frame.type === "changes" ? changed(before, frame.changes) : frame;
    this.#known.set(frame.question, whole);
    return whole;
  };
}
