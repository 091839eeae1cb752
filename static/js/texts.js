/* The list of own words: server-rendered, renewed in place, every decision by one key. */

import { lettersOff } from "./keys.js";

const EVERY_MS = 1000;
const LEAD = 40; // pixels of the question before, so that it is seen that there is one
const LIST_KEYS = new Set("axvegu123456789");

export class Texts {
  #asked = {};
  #busy = false;

  /** `actions` sends a decision; onDone(reply) hears what came of it. */
  constructor(section, actions, { onDone = () => {} } = {}) {
    Object.assign(this, { section, actions, onDone });
    this.place = section.dataset.texts;
    this.holder = section.querySelector("[data-texts-list]");
    this.links = [...section.querySelectorAll("[data-texts-of]")];
    section.querySelector("[data-keys]").hidden = false;
    section.addEventListener("click", (event) => this.#click(event));
    section.addEventListener("submit", (event) => this.#submit(event));
    section.addEventListener("keydown", (event) => this.#key(event));
    section.addEventListener("input", (event) => { if (event.target.type === "search") this.#search(event.target.value); });
    section.addEventListener("change", (event) => { if (event.target.matches("[data-tick-all]")) this.#tickAll(event.target.checked); });
    setInterval(() => { if (!document.hidden && section.offsetParent) this.refresh(); }, EVERY_MS);
    this.#dress();
    this.#asked = { question: this.list?.dataset.question ?? this.links[0]?.dataset.textsOf };
  }

  get list() { return this.holder.querySelector("[data-list]"); }
  get cards() { return [...this.holder.querySelectorAll("[data-card]")]; }
  get question() { return this.#asked.question; }

  /** Show the texts of a question, when it takes any. */
  show(question) {
    if (question === this.question && this.list) return;
    if (this.links.some(({ dataset }) => dataset.textsOf === question)) this.#ask({ question });
  }

  focus() {
    this.section.scrollIntoView({ block: "nearest" });
    this.#focus(this.cards[0] ?? this.links[0]);
  }

  /** Ask for what is newer; nothing comes while somebody types in the list. */
  refresh() {
    if (!this.question || this.#typing()) return;
    this.#load({ ...this.#asked, ...(this.list ? { after: this.list.dataset.version } : {}) });
  }

  #typing() {
    const active = document.activeElement;
    return this.holder.contains(active) && active.matches("[data-correct]") ;
  }

  #ask(query) {
    this.#asked = query;
    for (const link of this.links) {
      const on = link.toggleAttribute("aria-current", link.dataset.textsOf === query.question);
      if (on) link.parentElement.scrollLeft = link.offsetLeft - link.parentElement.offsetLeft - LEAD;
    }
    return this.#load(query);
  }

  async #load(query) {
    if (this.#busy && query.after) return;
    this.#busy = true;
    const asked = this.#asked;
    try {
      const response = await fetch(`${this.place}?${new URLSearchParams({ ...query, part: 1 })}`, { credentials: "same-origin" });
      // The link was revoked, the login ended: what stands here is nobody's any more.
      if (response.status === 404 || response.redirected) return void location.reload();
      if (response.status !== 200) return;
      const html = await response.text();
      if (asked !== this.#asked) return; // something else was asked for meanwhile
      if (!query.after || !this.#typing()) this.#put(html);
    } catch { /* the next second tries again */ } finally {
      this.#busy = false;
    }
  }

  // What was ticked, open and in focus stays so.
  #put(html) {
    const ticked = new Set([...this.holder.querySelectorAll("[name=card]:checked")].map(({ value }) => value));
    const open = new Set([...this.holder.querySelectorAll("[data-menu][aria-expanded=true]")].map((menu) => menu.closest("[data-card]").dataset.card));
    const before = this.list?.dataset.question;
    const active = this.holder.contains(document.activeElement) ? document.activeElement : null;
    const card = active?.closest("[data-card]");
    const place = card && { id: card.dataset.card, index: this.cards.indexOf(card), label: active.dataset.label, key: active.dataset.key, tick: active.name === "card" };
    const search = active?.type === "search" ? active.selectionStart : null;
    this.holder.innerHTML = html;
    this.#dress();
    const ticks = [...this.holder.querySelectorAll("[name=card]")];
    for (const tick of ticks) tick.checked = ticked.has(tick.value);
    const all = this.holder.querySelector("[data-tick-all]");
    if (all) all.checked = ticks.every(({ checked }) => checked);
    for (const one of this.cards) if (open.has(one.dataset.card)) this.#menu(one, true);
    if (search !== null) {
      const field = this.holder.querySelector("[type=search]");
      field.focus();
      field.setSelectionRange(search, search);
    }
    if (place && before === this.list?.dataset.question) this.#restore(place);
  }

  #restore({ id, index, label, key, tick }) {
    const cards = this.cards;
    const same = cards.find(({ dataset }) => dataset.card === id);
    const part = same && ((label && same.querySelector(`[data-label="${CSS.escape(label)}"]`)) || (key && same.querySelector(`[data-key="${key}"]`)) || (tick && same.querySelector("[name=card]")));
    this.#focus(part || same || cards[Math.min(index, cards.length - 1)] || this.holder.querySelector("button"));
  }

  #focus(element) {
    const card = element?.matches("[data-card]") ? element : null;
    if (card) for (const one of this.cards) one.tabIndex = one === card ? 0 : -1;
    element?.focus();
  }

  #dress() {
    for (const button of this.holder.querySelectorAll("[data-menu]")) button.hidden = false;
    for (const menu of this.holder.querySelectorAll("[data-menu-of]")) menu.hidden = true;
  }

  #menu(card, open) {
    card.querySelector("[data-menu-of]").hidden = !open;
    card.querySelector("[data-menu]").setAttribute("aria-expanded", String(open));
    return open;
  }

  #tickAll(on) {
    for (const tick of this.holder.querySelectorAll("[name=card]")) tick.checked = on;
  }

  #search(search) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#ask({ ...this.#asked, search, page: 1, after: "" }), 250);
  }

  #click(event) {
    const link = event.target.closest("[data-texts-of]");
    if (link) {
      event.preventDefault();
      this.#ask({ question: link.dataset.textsOf });
    }
    const menu = event.target.closest("[data-menu]");
    if (menu) {
      const card = menu.closest("[data-card]");
      const open = this.#menu(card, menu.getAttribute("aria-expanded") !== "true");
      if (open) card.querySelector("[data-menu-of] button, [data-correct]")?.focus();
    }
  }

  #submit(event) {
    event.preventDefault();
    event.stopPropagation();
    const { target: form, submitter: button } = event;
    if (form.matches("[data-find]")) {
      const query = Object.fromEntries(new FormData(form, button?.name ? button : undefined));
      return void this.#ask(query.state || query.page ? query : { ...this.#asked, ...query });
    }
    if (form.matches("[data-pair]")) return void this.#merge(form);
    const card = button?.closest("[data-card]");
    if (button) this.#do(button.dataset.action, card, button);
  }

  /** Two words that look alike, suggested by the server. */
  async #merge({ elements: { card, into } }) {
    this.onDone(await this.actions.send("card-merge", { question: this.question, card: card.value, into: into.value }));
    this.refresh();
  }

  /** A decision about one card, or about those that are ticked. */
  async #do(action, card, button) {
    const ticked = [...this.holder.querySelectorAll("[name=card]:checked")].map(({ value }) => value);
    const only = action === "card-spotlight" && card.hasAttribute("data-lit") ? "" : card?.dataset.card;
    const fields = { question: this.question, card: card ? only : ticked.join("+") };
    if (action === "card-label") fields.label = button.dataset.label;
    if (action === "card-correct") fields.text = card.querySelector("[data-correct]").value;
    if (action === "card-merge") {
      fields.into = card?.dataset.card ?? ticked[0] ?? "";
      fields.card = ticked.filter((id) => id !== fields.into).join("+");
    }
    if (action === "card-correct") { this.#menu(card, false); card.focus(); }
    const reply = await this.actions.send(action, fields);
    if (reply.ok && action !== "card-label") this.#tickAll(false);
    this.onDone(reply);
    this.refresh();
  }

  #key(event) {
    const card = event.target.closest("[data-card]");
    // Who goes on pressing after the last card went does not mean what the key does elsewhere.
    if (!card && this.holder.contains(event.target) && LIST_KEYS.has(event.key.toLowerCase())) event.stopPropagation();
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("[data-correct]")) {
      if (event.key === "Enter") { event.preventDefault(); this.#do("card-correct", card); }
      if (event.key === "Escape") { event.stopPropagation(); this.#menu(card, false); this.#focus(card); }
      return;
    }
    if (this.#handle(event, card)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  /** Out of what is open, and then out of the list: keys mean again what they do elsewhere. */
  #leave(card) {
    if (card.querySelector("[data-menu-of]").hidden) document.activeElement.blur();
    else { this.#menu(card, false); this.#focus(card); }
    return true;
  }

  #handle({ key, target }, card) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) {
      this.#focus(this.cards[this.cards.indexOf(card) + step] ?? card);
      return true;
    }
    if (key === "Escape") return this.#leave(card);
    if (target !== card || lettersOff()) return false;
    if (key === " ") { card.querySelector("[name=card]").click(); return true; }
    if (key === "j" || key === "J") {
      this.holder.querySelector("[data-pair]")?.requestSubmit();
      return true;
    }
    if (key === "g" || key === "G") { this.#do("card-merge", card); return true; }
    if (key === "e" || key === "E") {
      this.#menu(card, true);
      card.querySelector("[data-correct]").focus();
      return true;
    }
    if (/^\d$/.test(key) && !card.querySelectorAll("[data-label]")[key - 1]) return true; // no half of a jump
    const label = /^[1-9]$/.test(key) && card.querySelectorAll("[data-label]")[key - 1];
    const button = label || (/^[a-z]$/i.test(key) && card.querySelector(`[data-key="${key.toLowerCase()}"]`));
    if (!button) return false;
    this.#do(button.dataset.action, card, button);
    return true;
  }
}
