/* The phone page: follows the slide, keeps what is typed, and sends each answer until it is stored. */

import { connect } from "./socket.js";

const DAY_MS = 24 * 60 * 60 * 1000;
const ACK_MS = 4000;
const SLOWEST_MS = 15000;
const LOST_AFTER_MS = 1500;
const DOUBLE_TAP_MS = 600;
const RETRY_CODES = /^(server|participant)\./;
const HOLD_CODES = new Set(["question.paused", "question.waiting"]);

const find = (id) => document.getElementById(id);
const texts = find("texts").dataset;
const { code, within } = document.body.dataset;
const home = `/${code}/`;

// Plain http has no crypto.randomUUID.
function uuid4() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/* Values. Inputs named `value` make a list, `value.<key>` an object; both make
   {options: [...], <key>: ...}: the same rule as the server's for a posted form. */

const isTick = (field) => field.type === "radio" || field.type === "checkbox";
const keyOf = (field) => field.name.slice("value.".length);
const isText = (element) => Boolean(element?.matches?.("textarea, input.input"));

function fieldsOf(form) {
  return [...form.elements].filter(({ name }) => name === "value" || name?.startsWith("value."));
}

function counts(field) {
  if (isTick(field)) return field.checked;
  return !field.dataset.with || find(field.dataset.with).checked;
}

function valueOf(form) {
  const values = [];
  const keyed = {};
  for (const field of fieldsOf(form).filter(counts)) {
    const text = field.value.trim();
    if (!text) continue;
    if (field.name === "value") values.push(text);
    else keyed[keyOf(field)] = text;
  }
  if (!Object.keys(keyed).length) return values;
  return values.length ? { options: values, ...keyed } : keyed;
}

function fill(form, value) {
  const keyed = Array.isArray(value) ? {} : value ?? {};
  const list = Array.isArray(value) ? value : keyed.options ?? [];
  const words = [...list];
  for (const field of fieldsOf(form)) {
    const plain = field.name === "value";
    if (isTick(field)) field.checked = plain ? list.includes(field.value) : String(keyed[keyOf(field)]) === field.value;
    else field.value = (plain ? words.shift() : keyed[keyOf(field)]) ?? "";
  }
}

/* What must outlive a reload: drafts, unacknowledged answers and the last number given out. */

const store = {
  key: `polshoogte.${code}`,
  memory: null,

  read() {
    try { this.memory = JSON.parse(localStorage.getItem(this.key)) ?? this.memory; } catch { /* storage is off */ }
    return { drafts: {}, outbox: {}, seqs: {}, ...this.memory };
  },

  // Another tab may have written in the meantime, so each change starts from what is there.
  update(change) {
    const data = this.read();
    change(data);
    this.memory = { ...data, used: Date.now() };
    try { localStorage.setItem(this.key, JSON.stringify(this.memory)); } catch { /* full or off */ }
  },

  forgetOldSessions() {
    try {
      for (const key of Object.keys(localStorage).filter((name) => /^polshoogte\.\d{8}$/.test(name))) {
        if (Date.now() - JSON.parse(localStorage.getItem(key)).used > DAY_MS) localStorage.removeItem(key);
      }
    } catch { /* storage is off */ }
  },
};

/* The outbox sends every answer again, with the same id, until the server has spoken. */

const outbox = {
  held: new Set(),
  tries: 0,
  timer: 0,

  entries: () => Object.values(store.read().outbox),
  find: (slot) => store.read().outbox[slot],

  put(slot, { value, seq, ...rest }) {
    const next = Math.max(seq, store.read().seqs[slot] ?? 0) + 1;
    const entry = { id: uuid4(), ...rest, seq: next, value };
    store.update((data) => {
      data.outbox[slot] = entry;
      data.seqs[slot] = next;
      delete data.drafts[slot];
    });
    this.flush();
  },

  take(id) {
    const found = Object.entries(store.read().outbox).find(([, entry]) => entry.id === id);
    if (!found) return null;
    store.update((data) => { delete data.outbox[found[0]]; });
    this.held.delete(id);
    return found[1];
  },

  flush() {
    this.tries = 0;
    this.send();
  },

  send() {
    const waiting = this.entries().filter(({ id }) => !this.held.has(id));
    if (waiting.length) this.again(Math.min(ACK_MS * 1.5 ** this.tries, SLOWEST_MS));
    else clearTimeout(this.timer);
    // Every other try goes by POST: a socket can look open on a line that is dead.
    for (const entry of waiting) {
      const frame = { type: "answer", ...entry };
      if (this.tries % 2 || !line.send(frame)) post(frame);
    }
  },

  again(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.tries += 1;
      this.send();
      renderAll();
    }, delay * (1 + Math.random() / 4));
  },
};

async function post(frame) {
  try {
    const response = await fetch(`${home}answers/`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(frame),
      signal: AbortSignal.timeout(SLOWEST_MS),
    });
    const reply = await response.json();
    if (reply.type === "ack") onAck(reply);
    else onError(reply);
  } catch { /* the outbox tries again */ }
}

/** One question's form. `mine` is what the server has stored, null when nothing. */
class Form {
  constructor(element) {
    const { question, round, seq, state, answered } = element.dataset;
    Object.assign(this, { element, key: question, round: Number(round), seq: Number(seq), state });
    this.mine = answered === undefined ? null : valueOf(element);
    this.fieldset = element.querySelector("fieldset");
    this.status = element.querySelector(".send__status");
    this.sendButton = element.querySelector("[type=submit]");
    this.changeButton = element.querySelector("[data-change]");
    this.baseline = JSON.stringify(this.mine ?? []);
    this.restore();
    element.addEventListener("submit", (event) => this.submit(event));
    element.addEventListener("input", (event) => this.typed(event.target));
    element.addEventListener("keydown", (event) => this.enter(event));
    element.addEventListener("focusout", () => setTimeout(() => this.render()));
    this.changeButton.addEventListener("click", () => this.change());
    this.render();
  }

  get slot() { return `${this.key}:${this.round}`; }
  get pending() { return outbox.find(this.slot); }
  get open() { return this.state === "open" && session.state === "live"; }
  get typedValue() { return JSON.stringify(valueOf(this.element)); }

  get mode() {
    if (this.open && this.editing) return "edit";
    if (this.pending) return "sending";
    if (!this.open) return "off";
    return this.mine === null ? "edit" : "sent";
  }

  /** Something stands here that is not on its way to the server. */
  get unsent() {
    return !this.pending && this.typedValue !== this.baseline && this.typedValue !== "[]";
  }

  get busy() { return this.state !== "closed" && this.unsent; }

  restore() {
    const value = this.pending?.value ?? store.read().drafts[this.slot];
    if (value !== undefined) fill(this.element, value);
    this.editing = this.mine !== null && this.unsent;
  }

  update(question) {
    if (question.round !== this.round) this.startRound(question);
    if (question.state !== this.state) this.message = "";
    this.state = question.state;
    if (question.seq >= this.seq) this.accept(question.mine, question.seq);
    this.render();
  }

  accept(mine, seq) {
    const untouched = !this.pending && !this.editing && !this.unsent;
    this.mine = mine;
    this.seq = seq;
    if (untouched) {
      fill(this.element, mine);
      this.baseline = this.typedValue;
    } else if (!this.pending && mine !== null) {
      this.editing = true;
    }
  }

  // What is typed but not sent moves along; what counted in the old round does not.
  startRound({ round }) {
    const { pending } = this;
    const keep = pending || this.unsent;
    if (pending) outbox.take(pending.id);
    Object.assign(this, { round, seq: 0, mine: null, editing: false, baseline: "[]" });
    this.element.elements.round.value = round;
    if (!keep) fill(this.element, null);
    this.saveDraft();
    this.notice = texts.round;
  }

  typed(target) {
    const tick = target.dataset.with && target.value && find(target.dataset.with);
    if (tick) tick.checked = true;
    this.message = this.notice = "";
    this.saveDraft();
    this.render();
  }

  saveDraft() {
    store.update(({ drafts }) => {
      if (this.unsent) drafts[this.slot] = valueOf(this.element);
      else delete drafts[this.slot];
    });
  }

  enter(event) {
    const { target } = event;
    if (event.key !== "Enter" || event.isComposing || target.enterKeyHint !== "next") return;
    event.preventDefault();
    const fields = fieldsOf(this.element);
    fields[fields.indexOf(target) + 1]?.focus();
  }

  submit(event) {
    event.preventDefault();
    if (this.mode !== "edit") return;
    const value = valueOf(this.element);
    if (Array.isArray(value) && !value.length) return this.refuse(texts.empty);
    const hadFocus = this.element.contains(document.activeElement);
    this.editing = false;
    this.message = this.notice = "";
    this.tapped = event.timeStamp;
    outbox.put(this.slot, { question: this.key, round: this.round, seq: this.seq, value });
    this.render();
    if (hadFocus) this.changeButton.focus({ preventScroll: true });
  }

  change() {
    if (performance.now() - this.tapped < DOUBLE_TAP_MS) return;
    this.editing = true;
    this.message = "";
    this.render();
    const fields = fieldsOf(this.element);
    (fields.find((field) => isTick(field) && field.checked) ?? fields[0])?.focus();
  }

  stored({ value, seq }) {
    this.mine = value;
    this.seq = Math.max(seq, this.seq);
    this.baseline = JSON.stringify(value);
    this.message = "";
    this.render();
  }

  refused(message) {
    if (this.mine !== null) this.editing = true;
    this.saveDraft();
    this.refuse(message);
  }

  refuse(message) {
    this.message = message;
    this.render();
    if (this.mode === "edit" && !isText(document.activeElement)) fieldsOf(this.element)[0]?.focus();
  }

  get words() {
    const { mode } = this;
    if (this.message) return this.message;
    if (mode === "edit") return this.mine === null ? this.notice : texts.changing;
    if (mode === "sent") return texts.sent;
    if (mode === "off") return this.wordsWhenOff;
    if (!this.open || outbox.held.has(this.pending.id)) return texts.held;
    return outbox.tries || line.away ? texts.kept : texts.sending;
  }

  get wordsWhenOff() {
    if (this.state !== "closed") return this.state === "waiting" ? texts.waiting : texts.paused;
    if (this.unsent) return texts.closedUnsent;
    return this.mine === null ? texts.closed : texts.closedSent;
  }

  render() {
    const { mode } = this;
    const typing = this.fieldset.contains(document.activeElement) && isText(document.activeElement);
    this.element.dataset.mode = mode;
    this.element.dataset.state = this.state;
    this.element.toggleAttribute("data-error", Boolean(this.message));
    // Who is typing when a pause begins can finish the sentence.
    this.fieldset.disabled = mode !== "edit" && !(mode === "off" && this.state !== "closed" && typing);
    this.sendButton.hidden = mode !== "edit";
    this.changeButton.hidden = !(mode === "sent" || (mode === "sending" && this.open));
    for (const field of fieldsOf(this.element)) {
      if (isText(field)) field.toggleAttribute("aria-invalid", Boolean(this.message));
    }
    say(this.status, this.words);
  }
}
