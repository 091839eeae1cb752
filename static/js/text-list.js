/* The list of own words: drawn by the server, renewed in place when the desk's line says so. */

import { fetchPart } from "./page-part.js";
import { cardsOf, correctionOf, focusOn, foldMenus, setMenu, tickAll } from "./text-cards.js";
import { TextDecisions } from "./text-decisions.js";
import { keepsAll, replaceList, unsentIn } from "./text-keeping.js";
import { TextKeys } from "./text-keys.js";
import { whenLeft } from "./unsent.js";

const EVERY_MS = 1000; // at most: under many answers the list would never stand still
const SEARCH_MS = 250; // without typing before the list is searched
const LEAD = 40; // pixels of the question before, so that it is seen that there is one

/** @typedef {Record<string, string>} Query */

export class TextList {
  /** @type {Query} */
  #asked = {};
  #busy = false;
  #stale = false; // there is something newer, which could not be fetched yet
  #loadedAt = 0;
  #timer = 0;
  #searching = 0;
  #later = ""; // the question to show when nobody types in the list any more
  /** @type {WatchState | null} */
  #state = null;

  /**
   * `actions` sends a decision.
   * @param {HTMLElement} section
   * @param {import("./actions.js").Actions} actions
   */
  constructor(section, actions) {
    this.section = section;
    this.actions = actions;
    this.place = String(section.dataset.texts);
    this.holder = section.querySelector("[data-texts-list]");
    this.links = [...section.querySelectorAll("[data-texts-of]")];
    this.decisions = new TextDecisions(this.holder, {
      actions,
      question: () => this.question,
      onDone: () => { this.refresh(); this.#catchUp(); },
    });
    new TextKeys(this.holder, (action, card, button) => this.decisions.decide(action, card, button));
    section.querySelector("[data-keys]").hidden = false;
    this.#listen();
    foldMenus(this.holder);
    this.#asked = { question: String(this.list?.dataset.question ?? this.links[0]?.dataset.textsOf ?? "") };
  }

  #listen() {
    this.section.addEventListener("click", (event) => this.#click(event));
    this.section.addEventListener("submit", (event) => this.#submit(event));
    this.section.addEventListener("input", ({ target }) => this.#search(/** @type {Field} */ (target)));
    this.section.addEventListener("change", ({ target }) => {
      const box = /** @type {Field} */ (target);
      if (box.matches("[data-tick-all]")) tickAll(this.holder, box.checked);
    });
    document.addEventListener("visibilitychange", () => { if (this.#stale) this.refresh(); });
    whenLeft(this.holder, () => this.#catchUp());
  }

  /** @returns {HTMLElement | null} */
  get list() { return this.holder.querySelector("[data-list]"); }
  get question() { return this.#asked.question; }

  /**
   * Show the texts of a question, when it takes any.
   * @param {string} question
   */
  show(question) {
    this.#later = this.#holds() ? question : "";
    if (this.#later || (question === this.question && this.list)) return;
    if (this.links.some(({ dataset }) => dataset.textsOf === question)) this.#ask({ question });
  }

  /** @param {string[]} questions  whether any of them is answered in own words */
  takes(questions) {
    return this.links.some(({ dataset }) => questions.includes(String(dataset.textsOf)));
  }

  #catchUp() {
    if (this.#holds()) return;
    if (this.#later) this.show(this.#later);
    else if (this.#stale) this.refresh();
  }

  focus() {
    this.section.scrollIntoView({ block: "nearest" });
    focusOn(this.holder, cardsOf(this.holder)[0] ?? this.links[0]);
  }

  /* What the desk's line tells */

  /** @param {WatchState} state */
  state(state) {
    this.#state = state;
  }

  /** @param {Pick<ResultsFrame, "question" | "version">} frame */
  results({ question, version }) {
    if (question === this.question && String(version) !== this.list?.dataset.version) this.#refreshSoon();
  }

  /** Of questions on other slides nothing is told: those are looked at with every pulse. */
  pulse() {
    if (this.#stale || !this.#isTold()) this.refresh();
  }

  #isTold() {
    const question = this.#state?.questions.find(({ key }) => key === this.question);
    return Boolean(question) && (question?.key === "aside" || question?.slide === this.#state?.slide.id);
  }

  /* Renewing */

  /** Ask for what is newer; nothing comes while somebody types in the list, or nobody looks. */
  refresh() {
    if (!this.question) return;
    this.#stale = this.#busy || this.#isAway();
    if (this.#stale) return;
    const version = this.list?.dataset.version;
    this.#load(version ? { ...this.#asked, after: version } : this.#asked);
  }

  #refreshSoon() {
    if (this.#timer) return;
    const wait = Math.max(0, this.#loadedAt + EVERY_MS - Date.now());
    this.#timer = setTimeout(() => { this.#timer = 0; this.refresh(); }, wait);
  }

  #isAway() {
    return document.hidden || !this.section.offsetParent || this.#isTyping();
  }

  #isTyping() {
    const { activeElement } = document;
    if (activeElement?.matches("[data-correct]") && this.holder.contains(activeElement)) return true;
    return this.#searches();
  }

  /** Whether something was typed in the search that was not looked for yet. */
  #searches() {
    const field = this.holder.querySelector(/** @type {"input"} */ ("[type=search]"));
    return Boolean(field) && field.value !== (this.#asked.search ?? "");
  }

  /** Whether somebody types in the list, or typed a correction that was not kept. */
  #holds() {
    const { activeElement } = document;
    const types = activeElement?.matches("input:not([type=checkbox])") && this.holder.contains(activeElement);
    return Boolean(types) || unsentIn(this.holder).size > 0;
  }

  /** @param {Query} query */
  #ask(query) {
    this.#asked = query;
    for (const link of this.links) link.toggleAttribute("aria-current", link.dataset.textsOf === query.question);
    this.#scrollLinks();
    this.#load(query);
  }

  /** The link of this question in view; again when the list comes, as it may have been out of sight. */
  #scrollLinks() {
    const link = this.links.find(({ ariaCurrent }) => ariaCurrent !== null);
    const row = link?.parentElement;
    if (link && row) row.scrollLeft = link.offsetLeft - row.offsetLeft - LEAD;
  }

  /** @param {Query} query */
  async #load(query) {
    const asked = this.#asked;
    this.#busy = true;
    const html = await this.#fetched(query);
    this.#busy = false;
    this.#loadedAt = Date.now();
    if (asked !== this.#asked) return; // something else was asked for meanwhile
    if (html) this.#put(html, Boolean(query.after));
    if (this.#stale && !this.#isAway()) this.#refreshSoon();
  }

  /**
   * A list that nobody asked for waits while it would take away what somebody types.
   * @param {string} html
   * @param {boolean} renewed
   */
  #put(html, renewed) {
    if (renewed && (this.#isTyping() || !keepsAll(this.holder, html))) this.#stale = true;
    else {
      replaceList(this.holder, html);
      this.#scrollLinks();
    }
  }

  /**
   * The newer list; "" when there is none, or when it could not be had and is stale.
   * @param {Query} query
   */
  async #fetched(query) {
    try {
      const address = `${this.place}?${new URLSearchParams({ ...query, part: "1" })}`;
      const reply = await fetchPart(address, "data-list");
      if (reply.refused) this.#close(reply.refused);
      return reply.html;
    } catch {
      this.#stale = true;
    }
    return "";
  }

  /**
   * The link was revoked, the login ended: what stands here is nobody's any more. A page whose
   * login ended stays, with all that was not done yet, and leads to the login.
   * @param {import("./posting.js").Problem} problem
   */
  #close(problem) {
    if (problem.code !== "desk.login") return location.reload();
    if (this.list) this.actions.onProblem(problem);
    if (this.#holds()) this.#stale = true;
    else this.holder.replaceChildren();
  }

  /* What is pressed and typed */

  /** @param {Field} field */
  #search({ type, value: search }) {
    if (type !== "search") return;
    clearTimeout(this.#searching);
    this.#searching = setTimeout(() => this.#ask({ ...this.#asked, search, page: "1" }), SEARCH_MS);
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target);
    const link = target.closest("[data-texts-of]");
    if (link) {
      event.preventDefault();
      this.#ask({ question: String(link.dataset.textsOf) });
    }
    const menu = target.closest("[data-menu]");
    if (menu) this.#toggle(/** @type {HTMLElement} */ (menu.closest("[data-card]")), menu);
  }

  /**
   * @param {HTMLElement} card
   * @param {HTMLElement} menu
   */
  #toggle(card, menu) {
    const open = menu.getAttribute("aria-expanded") !== "true";
    setMenu(card, open);
    if (open) (card.querySelector("[data-menu-of] button") ?? correctionOf(card)).focus();
  }

  /** @param {SubmitEvent} event */
  #submit(event) {
    event.preventDefault();
    event.stopPropagation();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const button = /** @type {HTMLButtonElement | null} */ (event.submitter);
    if (form.matches("[data-find]")) this.#find(form, button);
    else if (form.matches("[data-pair]")) this.decisions.mergePair(form);
    else if (button) this.decisions.decide(String(button.dataset.action), button.closest("[data-card]"), button);
  }

  /**
   * @param {HTMLFormElement} form
   * @param {HTMLButtonElement | null} button
   */
  #find(form, button) {
    const fields = [...new FormData(form, button?.name ? button : undefined)];
    /** @type {Query} */
    const query = Object.fromEntries(fields.map(([name, value]) => [name, String(value)]));
    this.#ask(query.state || query.page ? query : { ...this.#asked, ...query });
  }
}
