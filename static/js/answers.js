/* What a form's answer is, and how drafts and answers survive a bad line and a reload. */

const DAY_MS = 24 * 60 * 60 * 1000;
const ACK_MS = 4000;
const SLOWEST_MS = 15000;

/* Inputs named `value` make a list, `value.<key>` an object, both together
   {options: [...], <key>: ...}: the same rule as the server's for a posted form. */

/** @param {Field} field */
export const isTick = (field) => field.type === "radio" || field.type === "checkbox";
/** @param {Element | null} element */
export const isText = (element) => Boolean(element?.matches("textarea, input:not([type=radio], [type=checkbox])"));
/** @param {Field} field  whether a browser takes no more letters in it, and drops them without a word */
export const isFull = (field) => isText(field) && field.maxLength > 0 && field.value.length >= field.maxLength;

/** @param {Element} element */
const isLost = (element) => !element.isConnected || element.matches(":disabled, [hidden], [hidden] *");
/** @param {Element} box  of which this is the element that has the focus */
export const focusIn = (box) => (box.contains(document.activeElement) ? document.activeElement : null);

/**
 * Give the focus to what took the place of the element that had it, else to another.
 * @param {Element | null} before
 * @param {HTMLElement | null} to
 */
export function refocus(before, to) {
  const there = before && isLost(before) ? [document.getElementById(before.id), to] : [];
  there.find((each) => each && !isLost(each))?.focus({ preventScroll: true });
}

/** @param {Field} field */
const keyOf = (field) => field.name.slice("value.".length);
/** @param {Field} field  words that belong to an option: that option */
const partner = (field) =>
  /** @type {HTMLInputElement | null} */ (field.dataset.with ? document.getElementById(field.dataset.with) : null);

/**
 * @param {HTMLFormElement} form
 * @returns {Field[]}
 */
export function fieldsOf(form) {
  return /** @type {Field[]} */ ([...form.elements]).filter(({ name }) => name === "value" || name?.startsWith("value."));
}

/** @param {Field} field  what it adds to the answer, "" for nothing */
function given(field) {
  const counts = isTick(field) ? field.checked : partner(field)?.checked ?? true;
  return counts ? field.value.trim() : "";
}

/**
 * Elements and not FormData: that leaves out what stands in a disabled fieldset.
 * @param {HTMLFormElement} form
 * @returns {Answer}
 */
export function valueOf(form) {
  const fields = fieldsOf(form).filter(given);
  const plain = fields.filter(({ name }) => name === "value").map(given);
  const keyed = fields.filter(({ name }) => name !== "value").map((field) => [keyOf(field), given(field)]);
  if (!keyed.length) return plain;
  return { ...(plain.length ? { options: plain } : {}), ...Object.fromEntries(keyed) };
}

/** @param {Answer | null} value */
function partsOf(value) {
  if (Array.isArray(value)) return { list: value, keyed: {} };
  return { list: value?.options ?? [], keyed: value ?? {} };
}

/**
 * @param {HTMLFormElement} form
 * @param {Answer | null} value
 */
export function fill(form, value) {
  const { list, keyed } = partsOf(value);
  const fields = fieldsOf(form);
  const ticks = new Set(fields.filter(isTick).map((field) => field.value));
  const words = list.filter((word) => !ticks.has(word));
  for (const field of fields) {
    const own = field.name === "value" ? null : keyed[keyOf(field)] ?? "";
    if (isTick(field)) field.checked = own === null ? list.includes(field.value) : String(own) === field.value;
    else field.value = own ?? words.shift() ?? "";
  }
}

/**
 * Beside numbers that have to make a sum: how much is left.
 * @param {HTMLFormElement} form
 */
export function tellSum(form) {
  const sum = form.querySelector("[data-sum]");
  if (!sum) return;
  const total = fieldsOf(form).reduce((known, { value }) => known + (Number(value) || 0), 0);
  const left = Number(sum.dataset.sum) - total;
  const words = /** @type {Words} */ (sum.dataset);
  const text = (left > 0 ? words.text : left < 0 ? words.over : words.done).replace("{left}", String(Math.abs(left)));
  if (sum.textContent !== text) sum.textContent = text;
}

/**
 * Words that belong to an option choose that option.
 * @param {Field} field
 */
export function tickPartner(field) {
  const tick = field.value && partner(field);
  if (tick) tick.checked = true;
}

/** Plain http has no crypto.randomUUID. */
export function uuid4() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** @typedef {{ drafts: Record<string, Answer>, outbox: Record<string, Unsent>, seqs: Record<string, number>,
 *   notes?: Note[] }} Kept */

/** Drafts, unacknowledged answers and the last number given out, a slot (question:round) each. */
export class Store {
  /** @type {Partial<Kept> & { used?: number }} */
  #memory = {};

  /** @param {string} code */
  constructor(code) {
    this.key = `polshoogte.${code}`;
    this.#forgetOldSessions();
  }

  /** @returns {Kept} */
  read() {
    try {
      this.#memory = JSON.parse(localStorage.getItem(this.key) ?? "null") ?? this.#memory;
    } catch { /* storage is off: memory has to do */ }
    return { drafts: {}, outbox: {}, seqs: {}, ...this.#memory };
  }

  /**
   * Another tab may have written in the meantime, so each change starts from what is there.
   * @param {(data: Kept) => void} change
   */
  update(change) {
    const data = this.read();
    change(data);
    this.#memory = { ...data, used: Date.now() };
    try {
      localStorage.setItem(this.key, JSON.stringify(this.#memory));
    } catch { /* full or off */ }
  }

  #forgetOldSessions() {
    try {
      for (const key of Object.keys(localStorage).filter((name) => /^polshoogte\.\d{8}$/.test(name))) {
        if (!(Date.now() - JSON.parse(localStorage.getItem(key) ?? "").used < DAY_MS)) localStorage.removeItem(key);
      }
    } catch { /* storage is off */ }
  }
}

/** Sends every answer again, with the same id, until the server has spoken. */
export class Outbox {
  tries = 0;
  /** @type {Set<string>} */
  #held = new Set();
  #timer = 0;

  /**
   * `send(frame)` says whether a socket took it, `post(frame)` goes by HTTP.
   * @param {Store} store
   * @param {{ send: (frame: object) => boolean, post: (frame: object) => void, onRetry: () => void }} ways
   */
  constructor(store, { send, post, onRetry }) {
    this.store = store;
    this.send = send;
    this.post = post;
    this.onRetry = onRetry;
  }

  /** @param {string} slot */
  at = (slot) => this.store.read().outbox[slot];
  /** @param {string} id */
  has = (id) => this.#entries().some((entry) => entry.id === id);
  /** @param {Unsent} entry */
  holds = (entry) => this.#held.has(entry.id);

  #entries() {
    return Object.values(this.store.read().outbox);
  }

  /**
   * @param {string} slot
   * @param {Omit<Unsent, "id">} answer
   */
  put(slot, { question, round, seq, value, note }) {
    this.store.update(({ drafts, outbox, seqs }) => {
      seqs[slot] = Math.max(seq, seqs[slot] ?? 0) + 1;
      outbox[slot] = { id: uuid4(), question, round, seq: seqs[slot], value, note };
      delete drafts[slot];
    });
    this.flush();
  }

  /**
   * Remove and return the answer with this id; null when it is not (or no longer) here.
   * @param {string} id
   */
  take(id) {
    /** @type {Unsent | null} */
    let taken = null;
    this.store.update(({ outbox }) => {
      const found = Object.entries(outbox).find(([, entry]) => entry.id === id);
      if (!found) return;
      taken = found[1];
      delete outbox[found[0]];
    });
    this.#held.delete(id);
    return taken;
  }

  /**
   * Keep an answer until the next state: its question is not open now.
   * @param {string} id
   */
  hold(id) {
    this.#held.add(id);
  }

  release() {
    this.#held.clear();
    this.flush();
  }

  flush() {
    this.tries = 0;
    this.#sendAll();
  }

  /** @param {number} delay  in milliseconds */
  again(delay) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.tries += 1;
      this.#sendAll();
      this.onRetry();
    }, delay * (1 + Math.random() / 4));
  }

  // Every other try goes by POST: a socket can look open on a line that is dead.
  #sendAll() {
    const waiting = this.#entries().filter((entry) => !this.holds(entry));
    clearTimeout(this.#timer);
    if (waiting.length) this.again(Math.min(ACK_MS * 1.5 ** this.tries, SLOWEST_MS));
    for (const entry of waiting) {
      const { id, question, round, seq, value } = entry;
      const frame = { type: "answer", id, question, round, seq, value };
      if (this.tries % 2 || !this.send(frame)) this.post(frame);
    }
  }
}

/* Answers that came too late and that somebody keeps: on this phone alone, for whoever wrote them. */

/** @typedef {{ prompt: string, texts: string[] }} Note */

/**
 * What stands in a form, as words.
 * @param {HTMLFormElement} form
 * @returns {Note}
 */
export function noteOf(form) {
  const fields = /** @type {Field[]} */ ([...form.elements]).filter(({ name }) => name?.startsWith("value"));
  const texts = fields.map(wordsOf).filter(Boolean);
  return { prompt: String(form.querySelector("legend")?.textContent ?? "").trim(), texts };
}

/** @param {Field} field  the answer in it, with the name of what it is about where it has one */
function wordsOf(field) {
  const value = given(field);
  if (!value) return "";
  const names = namesOf(field);
  if (names.length) return `${names.join(", ")}: ${value}`;
  return (isTick(field) && textOf(field.labels?.[0], "b")) || value;
}

/** @param {Field} field */
const namesOf = (field) =>
  [textOf(field.closest(".part"), "b"), textOf(field.closest(".part__axis"), "legend")].filter(Boolean);

/**
 * @param {Element | null | undefined} element
 * @param {string} part
 */
const textOf = (element, part) => element?.querySelector(part)?.textContent?.trim() ?? "";

/** The list of what was kept, at the end of the page. */
export class OwnNotes {
  /**
   * @param {HTMLElement} box
   * @param {Store} store
   */
  constructor(box, store) {
    this.box = box;
    this.store = store;
    this.#show();
  }

  /** @param {Note[]} notes  of which each is kept once */
  keep(notes) {
    this.store.update((data) => {
      const known = new Set((data.notes ?? []).map((note) => JSON.stringify(note)));
      const more = notes.filter((note) => !known.has(JSON.stringify(note)));
      data.notes = [...(data.notes ?? []), ...more];
    });
    this.#show();
  }

  #show() {
    const { notes = [] } = this.store.read();
    const items = notes.flatMap(({ prompt, texts }) => texts.map((text) => itemOf(prompt, text)));
    this.box.hidden = !notes.length;
    this.box.querySelector("ul").replaceChildren(...items);
  }
}

/**
 * @param {string} prompt
 * @param {string} text
 */
function itemOf(prompt, text) {
  const item = document.createElement("li");
  const name = document.createElement("b");
  name.textContent = prompt;
  item.append(name, " ", text);
  return item;
}
