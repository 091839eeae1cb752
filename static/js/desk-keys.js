/* What each key does at the desk. */

import { pressOffered } from "./desk-forms.js";
import { isTyping } from "./keys.js";

/**
 * How a key is answered in words where no state that is said by itself changes.
 * @param {{ announcer: import("./desk-announcer.js").DeskAnnouncer, actions: import("./actions.js").Actions }} desk
 */
function answersOf({ announcer, actions }) {
  const notNow = () => announcer.tell("noResult");
  const tell = async (/** @type {string} */ action, /** @type {string} */ said) => {
    const { ok } = await actions.send(action);
    if (ok) announcer.tell(said);
  };
  const offer = (/** @type {string} */ selector) => () => { if (!pressOffered(selector)) notNow(); };
  const send = (/** @type {string} */ action) => () => { actions.send(action); };
  return { send, tell, notNow, offer };
}

/**
 * @param {object} desk
 * @param {import("./desk-announcer.js").DeskAnnouncer} desk.announcer
 * @param {Record<string, (event: any) => void>} desk.steps
 * @param {(slide: string | undefined) => void} desk.go
 * @param {() => void} desk.leaveGroup
 * @param {import("./desk-outline.js").DeskOutline} desk.outline
 * @param {import("./question-panels.js").QuestionPanels} desk.panels
 * @param {import("./actions.js").Actions} desk.actions
 * @param {import("./undo-offer.js").UndoOffer} desk.undo
 * @param {import("./text-list.js").TextList | null} desk.texts
 * @param {import("./desk-view.js").DeskView} desk.view
 * @param {import("./desk-timer.js").DeskTimer} desk.timer
 * @param {import("./audience-questions.js").AudienceQuestions} desk.audience
 * @param {import("./drawers.js").Drawers} desk.drawers
 * @param {import("./sheets.js").Sheets} desk.sheets
 * @param {() => string | undefined} desk.overlay  what covers the projector
 */
export function deskKeys(desk) {
  const { actions, outline, panels, view } = desk;
  const press = (/** @type {string[]} */ ...names) => () => {
    if (!panels.press(...names)) desk.announcer.tell(panels.keys(String(outline.current)).length ? "noResult" : "noQuestion");
  };
  const { send, tell, notNow, offer } = answersOf(desk);

  /** @param {Event} event */
  const uncover = ({ target }) => {
    const place = /** @type {Element} */ (target);
    const overlay = desk.overlay();
    if (!overlay || isTyping(place) || place.closest?.("[data-texts]")) return false;
    actions.send(overlay);
    return true;
  };

  const finish = () => {
    if (!outline.isLast) desk.drawers.open("[data-drawer]");
    offer("[data-action=finish], [data-action=reopen]")();
  };

  return {
    ...desk.steps,
    jump: (/** @type {number} */ number) => desk.go(outline.order[number - 1]),
    toggle: press("show", "hide"),
    open: press("open"),
    pause: press("pause"),
    close: press("close"),
    round: press("reset"),
    approve: press("card-show"),
    undo: () => { if (desk.undo.offered) actions.send("undo"); else desk.announcer.tell("noUndo"); },
    moderate: () => { if (desk.texts) desk.texts.focus(); else notNow(); },
    qr: send("qr"),
    blank: send("blank"),
    escape: uncover,
    start: offer("[data-action=begin]"),
    freeze: send("freeze"),
    group: desk.leaveGroup,
    up: (/** @type {Event} */ event) => view.press(event, -1),
    down: (/** @type {Event} */ event) => view.press(event, 1),
    skip: () => { if (outline.following) actions.send("skip", { slide: outline.following }); else notNow(); },
    timer: () => desk.timer.startOrStop(),
    timerAdd: () => tell("timer-add", "timerMore"),
    aside: () => desk.audience.toggle(),
    skippable: offer("[data-skippable-all]"),
    break: offer("[data-action=begin], [data-action=break], [data-action=resume]"),
    finish,
    hideAll: () => tell("hide", "hiddenAll"),
    outline: () => outline.toggle(),
    ask: () => desk.sheets.open(),
    help: () => desk.sheets.dialogs.help.showModal(),
    table: send("tables"),
  };
}
