/* A question at one's own pace: its answer is kept until the server has it, then the next page comes. */

import { Outbox, Store } from "./answers.js";
import { postAnswer } from "./frames.js";
import { QuestionForm, say } from "./question-form.js";

const RETRY_MS = 4000;
const RETRY_CODES = /^(server|participant|join|guess)\./;

const page = /** @type {Words} */ (document.body.dataset);
const texts = /** @type {Words} */ (document.getElementById("texts").dataset);
const store = new Store(page.code);
const outbox = new Outbox(store, {
  send: () => false,
  post: (frame) => postAnswer(`${page.home}answers/`, frame, { onAck, onError }),
  onRetry: () => form?.render(),
});
const element = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-question]"));
/** @type {QuestionForm | null} */
const form = element && new QuestionForm(element, {
  ...{ store, outbox, texts },
  isLive: () => true,
  isAway: () => !navigator.onLine,
});

/** @param {Unsent | null} entry */
const formOf = (entry) => (form && form.key === entry?.question ? form : null);

/** @param {AckFrame} frame */
function onAck({ id }) {
  const entry = outbox.take(id);
  if (!entry) return;
  const here = formOf(entry);
  if (!here) return say(document.getElementById("news"), texts.lateSent);
  here.stored(entry);
  here.render();
  location.assign(String(page.next));
}

/** @param {ErrorFrame} frame */
function onError({ id, code, message, field, retry_after: seconds }) {
  if (!outbox.has(id)) return;
  if (RETRY_CODES.test(code)) return outbox.again(seconds ? seconds * 1000 : RETRY_MS);
  const entry = outbox.take(id);
  const here = formOf(entry);
  if (here) here.refused(code, message, field);
  else say(document.getElementById("news"), `${texts.late} ${message}`);
}

form?.render();
outbox.flush();
addEventListener("online", () => outbox.flush());
