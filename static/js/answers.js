/* What a form's answer is, and how drafts and answers survive a bad line and a reload. */

const DAY_MS = 24 * 60 * 60 * 1000;
const ACK_MS = 4000;
const SLOWEST_MS = 15000;

/* Inputs named `value` make a list, `value.<key>` an object, both together
   {options: [...], <key>: ...}: the same rule as the server's for a posted form. */

export const isTick = (field) => field.type === "radio" || field.type === "checkbox";
const keyOf = (field) => field.name.slice("value.".length);
const partner = (field) => field.dataset.with && document.getElementById(field.dataset.with);

export function fieldsOf(form) {
  return [...form.elements].filter(({ name }) => name === "value" || name?.startsWith("value."));
}

// Elements and not FormData: that leaves out what stands in a disabled fieldset.
export function valueOf(form) {
  const values = [];
  const keyed = {};
  for (const field of fieldsOf(form)) {
    const counts = isTick(field) ? field.checked : partner(field)?.checked ?? true;
    const text = field.value.trim();
    if (!counts || !text) continue;
    if (field.name === "value") values.push(text);
    else keyed[keyOf(field)] = text;
  }
  if (!Object.keys(keyed).length) return values;
  return values.length ? { options: values, ...keyed } : keyed;
}

export function fill(form, value) {
  const keyed = Array.isArray(value) ? {} : value ?? {};
  const list = Array.isArray(value) ? value : keyed.options ?? [];
  const fields = fieldsOf(form);
  const ticks = new Set(fields.filter(isTick).map((field) => field.value));
  const words = list.filter((word) => !ticks.has(word));
  for (const field of fields) {
    const plain = field.name === "value";
    if (!isTick(field)) field.value = (plain ? words.shift() : keyed[keyOf(field)]) ?? "";
    else if (plain) field.checked = list.includes(field.value);
    else field.checked = String(keyed[keyOf(field)]) === field.value;
  }
}

/** Beside numbers that have to make a sum: how much is left. */
export function tellSum(form) {
  const sum = form.querySelector("[data-sum]");
  if (!sum) return;
  const given = fieldsOf(form).reduce((total, { value }) => total + (Number(value) || 0), 0);
  const left = Number(sum.dataset.sum) - given;
  const text = left > 0 ? sum.dataset.text : left < 0 ? sum.dataset.over : sum.dataset.done;
  sum.textContent = text.replace("{left}", Math.abs(left));
}

/** Words that belong to an option choose that option. */
export function tickPartner(field) {
  const tick = field.value && partner(field);
  if (tick) tick.checked = true;
}

// Plain http has no crypto.randomUUID.
export function uuid4() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** Drafts, unacknowledged answers and the last number given out, a slot (question:round) each. */
export class Store {
  #memory = {};

  constructor(code) {
    this.key = `polshoogte.${code}`;
    this.#forgetOldSessions();
  }

  read() {
    try {
      this.#memory = JSON.parse(localStorage.getItem(this.key)) ?? this.#memory;
    } catch { /* storage is off: memory has to do */ }
    return { drafts: {}, outbox: {}, seqs: {}, ...this.#memory };
  }

  // Another tab may have written in the meantime, so each change starts from what is there.
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
        if (!(Date.now() - JSON.parse(localStorage.getItem(key)).used < DAY_MS)) localStorage.removeItem(key);
      }
    } catch { /* storage is off */ }
  }
}

/** Sends every answer again, with the same id, until the server has spoken. */
export class Outbox {
  tries = 0;
  #held = new Set();
  #timer = 0;

  /** `send(frame)` says whether a socket took it, `post(frame)` goes by HTTP. */
  constructor(store, { send, post, onRetry }) {
    Object.assign(this, { store, send, post, onRetry });
  }

  at = (slot) => this.store.read().outbox[slot];
  has = (id) => this.#entries().some((entry) => entry.id === id);
  holds = (entry) => this.#held.has(entry.id);

  #entries() {
    return Object.values(this.store.read().outbox);
  }

  put(slot, { question, round, seq, value }) {
    this.store.update(({ drafts, outbox, seqs }) => {
      seqs[slot] = Math.max(seq, seqs[slot] ?? 0) + 1;
      outbox[slot] = { id: uuid4(), question, round, seq: seqs[slot], value };
      delete drafts[slot];
    });
    this.flush();
  }

  /** Remove and return the answer with this id; null when it is not (or no longer) here. */
  take(id) {
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

  /** Keep an answer until the next state: its question is not open now. */
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
      const frame = { type: "answer", ...entry };
      if (this.tries % 2 || !this.send(frame)) this.post(frame);
    }
  }
}
