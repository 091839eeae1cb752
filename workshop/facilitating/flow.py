"""The facilitator's actions: from a name and a slide or question to the engine's functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from polls import retention
from polls.actions import action_log
from polls.errors import PollsError
from polls.models import LiveSession
from polls.questions import manual_answers, questions
from polls.realtime.hub import hub
from polls.results import comparison
from polls.sessions import sessions, stage
from polls.texts import moderation, tips
from polls.whole_numbers import whole_number
from workshop.accounts import audit
from workshop.accounts.audit import What
from workshop.decks.model import Deck, Slide
from workshop.facilitating.presentation import slide_of
from workshop.library import deck_versions


def go(session: LiveSession, position: int) -> int:
    """Move to a slide (1-based): leave the old one, enter the new one."""
    deck = deck_versions.deck_for(session)
    if not 1 <= position <= len(deck.slides):
        raise no_slide(position, len(deck.slides))
    entered, left = deck.slides[position - 1], slide_of(session)
    return questions.enter_slide(
        session_id=session.pk,
        position=position,
        opens=[question.key for question in entered.questions if question.opens == "enter"],
        closes=[
            question.key
            for question in left.questions
            if question.closes == "leave" and left.id != entered.id
        ],
    )


def no_slide(number: int, total: int) -> PollsError:
    return PollsError(
        "slide.unknown",
        _("Slide %(number)s is er niet. Kies 1 tot en met %(total)s.")
        % {"number": number, "total": total},
    )


def next_slide(session: LiveSession, fields: Mapping[str, str]) -> int:
    return go(session, beside(session, 1))


def previous_slide(session: LiveSession, fields: Mapping[str, str]) -> int:
    return go(session, beside(session, -1))


def beside(session: LiveSession, step: int) -> int:
    """The position of the next slide that is not skipped; the present one at the end."""
    position = session.position + step
    slides = deck_versions.deck_for(session).slides
    while 1 <= position <= len(slides):
        if slides[position - 1].id not in session.skipped:
            return position
        position += step
    return session.position


def leave_group(session: LiveSession, fields: Mapping[str, str]) -> int:
    """To the first slide after the group: slides with one badge in a chapter, or the chapter."""
    here = slide_of(session)
    for slide in deck_versions.deck_for(session).slides[session.position :]:
        if group(slide) != group(here) and slide.id not in session.skipped:
            return go(session, slide.number)
    return go(session, session.position)


def group(slide: Slide) -> tuple[str, str]:
    return slide.chapter, slide.badge


def start_timer(session: LiveSession, fields: Mapping[str, str]) -> int:
    seconds = whole_number(fields.get("seconds", ""), highest=stage.LONGEST)
    return stage.start_timer(session_id=session.pk, seconds=seconds or 0)


def skip(session: LiveSession, fields: Mapping[str, str]) -> int:
    """Leave slides out ('iedereen+netwerk'), or take them in again when all are out."""
    deck = deck_versions.deck_for(session)
    numbers = [slide_number(deck, name) for name in fields.get("slide", "").split("+")]
    for number in numbers:
        if not 1 <= number <= len(deck.slides):
            raise no_slide(number, len(deck.slides))
    return stage.skip(
        session_id=session.pk, slides=[deck.slides[number - 1].id for number in numbers]
    )


def goto(session: LiveSession, fields: Mapping[str, str]) -> int:
    """`slide` is a number or the id of a slide."""
    return go(session, slide_number(deck_versions.deck_for(session), fields.get("slide", "")))


MOST_SLIDES = 9_999  # a number that a deck never has


def slide_number(deck: Deck, wanted: str) -> int:
    if (number := whole_number(wanted, highest=MOST_SLIDES)) is not None:
        return number
    for slide in deck.slides:
        if slide.id == wanted:
            return slide.number
    raise PollsError("slide.unknown", _("Deze slide is er niet. Kies er een uit de lijst."))


def keys(session: LiveSession, fields: Mapping[str, str]) -> Sequence[str]:
    """The question that an action names (several: 'goed+minder'); else all of the slide's."""
    if named := fields.get("question", ""):
        return named.split("+")
    slide = slide_of(session)
    found = on_slide(slide)
    if not found:
        raise PollsError("question.none", _("Op deze slide staat geen vraag."))
    return found


def on_slide(slide: Slide) -> list[str]:
    shown = [key for show in slide.shows for key in show.questions]
    return [question.key for question in slide.questions] + shown


def each(change: Callable[..., int]) -> Callable[[LiveSession, Mapping[str, str]], int]:
    """An action on every question that it names."""

    def action(session: LiveSession, fields: Mapping[str, str]) -> int:
        return max(change(session_id=session.pk, key=key) for key in keys(session, fields))

    return action


def show(session: LiveSession, fields: Mapping[str, str]) -> int:
    return questions.show(
        session_id=session.pk, keys=keys(session, fields), anyway=bool(fields.get("anyway"))
    )


def hide(session: LiveSession, fields: Mapping[str, str]) -> int:
    return questions.show(session_id=session.pk, keys=keys(session, fields), shown=False)


def whole(
    change: Callable[..., int], **settings: Any
) -> Callable[[LiveSession, Mapping[str, str]], int]:
    """An action on the session itself."""
    return lambda session, fields: change(session_id=session.pk, **settings)


UNDO = "undo"
ACTIONS: dict[str, Callable[[LiveSession, Mapping[str, str]], int]] = {
    "begin": lambda session, fields: go(session, session.position),
    "next": next_slide,
    "previous": previous_slide,
    "goto": goto,
    "leave-group": leave_group,
    "skip": skip,
    "blank": whole(stage.cover, overlay="blank"),
    "qr": whole(stage.cover, overlay="qr"),
    "freeze": whole(stage.freeze),
    "timer": start_timer,
    "timer-add": whole(stage.extend_timer),
    "timer-stop": whole(stage.stop_timer),
    "open": each(questions.open),
    "pause": each(questions.pause),
    "close": each(questions.close),
    "show": show,
    "hide": hide,
    "reset": each(questions.new_round),
    "break": whole(sessions.pause),
    "resume": whole(sessions.resume),
    "finish": whole(sessions.finish),
    "reopen": whole(sessions.reopen),
    "tips-others": whole(partial(tips.show_other_tips, shown=True)),
    "tips-own": whole(partial(tips.show_other_tips, shown=False)),
}
FINAL: dict[str, Callable[[LiveSession, Mapping[str, str]], int]] = {  # never undone
    "screen-renew": whole(sessions.renew_screen),
    "cohost-invite": whole(sessions.invite_cohost),
    "cohost-dismiss": whole(sessions.dismiss_cohost),
    "memory-show": whole(comparison.show_memory),
    "memory-hide": whole(comparison.hide_memory),
    "language": lambda session, fields: sessions.speak(
        session_id=session.pk, language=fields.get("language", "")
    ),
}


def cards(fields: Mapping[str, str]) -> list[str]:
    """The ids of the texts that an action names, joined by '+'."""
    return [card for card in fields.get("card", "").split("+") if card]


def one_card(fields: Mapping[str, str]) -> str:
    return (cards(fields) or [""])[0]


def marked(session: LiveSession, key: str, fields: Mapping[str, str]) -> list[str]:
    """The ids of the texts that a decision may mark: also of one that it makes this read."""
    same = moderation.find_same_card(session_id=session.pk, key=key, text=fields.get("text", ""))
    return [*cards(fields), fields.get("into", ""), same]


Moderate = Callable[[str, Mapping[str, str]], Callable[..., list[int]]]


def marks(change: Callable[..., list[int]], **settings: Any) -> Moderate:
    """A decision about the texts that an action names."""
    return lambda key, fields: partial(change, key=key, ids=cards(fields), **settings)


MODERATION: dict[str, Moderate] = {
    "card-show": marks(moderation.set_card_state, state="shown"),
    "card-hide": marks(moderation.set_card_state, state="hidden"),
    "card-hold": marks(moderation.set_card_state, state="pending"),
    "card-star": marks(moderation.star_cards),
    "card-unstar": marks(moderation.star_cards, starred=False),
    "card-label": lambda key, fields: partial(
        moderation.label_cards, key=key, ids=cards(fields), label=fields.get("label", "")
    ),
    "card-correct": lambda key, fields: partial(
        moderation.correct_card, key=key, id=one_card(fields), text=fields.get("text", "")
    ),
    "card-merge": lambda key, fields: partial(
        moderation.merge_cards, key=key, ids=cards(fields), into=fields.get("into", "")
    ),
    "card-split": lambda key, fields: partial(moderation.split_card, key=key, id=one_card(fields)),
    "card-spotlight": lambda key, fields: partial(
        moderation.spotlight_card, key=key, id=one_card(fields)
    ),
}


def count_hands(session: LiveSession, fields: Mapping[str, str]) -> list[int]:
    """Fields `hands.<option>` with a number each."""
    counts = {
        name.removeprefix("hands."): whole_number(number, highest=manual_answers.MOST) or 0
        for name, number in fields.items()
        if name.startswith("hands.")
    }
    return manual_answers.count(session_id=session.pk, key=fields.get("question", ""), hands=counts)


def answer_for(session: LiveSession, fields: Mapping[str, str]) -> list[int]:
    """A text that somebody said aloud."""
    return manual_answers.answer(
        session_id=session.pk, key=fields.get("question", ""), value=[fields.get("text", "")]
    )


HANDS: dict[str, Callable[[LiveSession, Mapping[str, str]], list[int]]] = {
    "hands": count_hands,
    "answer-for": answer_for,
}


DELETE = "card-delete"  # final, and not for co-hosts


def known(action: str) -> bool:
    return action in (UNDO, DELETE) or action in {**ACTIONS, **FINAL, **MODERATION, **HANDS}


def act(session: LiveSession, action: str, fields: Mapping[str, str], *, by: str = "") -> int:
    """Do one action, tell everyone, return the session's new version; raises PollsError."""
    if action in MODERATION or action in HANDS:
        return change_results(session, action, fields, by=by)
    if action == DELETE:
        return delete_text(session, fields, by=by)
    if action == UNDO:
        action_log.undo(session=session)
        tell_others(session)
    else:
        action_log.perform(
            session=session,
            name=action,
            change=lambda: {**ACTIONS, **FINAL}[action](session, fields),
            undoable=action in ACTIONS,
            by=by,
            slide=slide_of(session).id,
            question=fields.get("question", ""),
        )
    tell(session)
    return session.version


def tell(session: LiveSession) -> None:
    """Tell everyone of a session that was just changed."""
    hub.announce_change(session)


def tell_others(session: LiveSession) -> None:
    """Tell the sessions that show what this one shares, if it does."""
    if tips.shares(session=session):
        for other in tips.renew_others(session=session):
            tell(other)


def delete_text(session: LiveSession, fields: Mapping[str, str], *, by: str = "") -> int:
    """Remove one text for good; the log says that it was done, not what it said."""
    key = fields.get("question", "")
    shared = tips.shares(session=session)
    changed = action_log.perform(
        session=session,
        name=DELETE,
        change=lambda: retention.delete_text(session_id=session.pk, key=key, id=one_card(fields)),
        undoable=False,
        by=by,
        slide=slide_of(session).id,
        question=key,
    )
    retention.scrub()
    audit.record(who=by, what=What.DELETION, about=f"{session.code} {key}")
    for other in tips.renew_others(session=session) if shared else ():
        tell(other)
    return tell_changed(session, changed)


def change_results(
    session: LiveSession, action: str, fields: Mapping[str, str], *, by: str = ""
) -> int:
    """Texts or hands."""
    key = fields.get("question", "")
    change: Callable[[], list[int]]
    if action in HANDS:
        change = partial(HANDS[action], session, fields)
    else:
        change = partial(MODERATION[action](key, fields), session_id=session.pk)
    changed = action_log.perform(
        session=session,
        name=action,
        change=change,
        by=by,
        slide=slide_of(session).id,
        question=key,
        cards=marked(session, key, fields) if action in MODERATION else [],
        by_hand=action in HANDS,
    )
    if action in MODERATION:
        tell_others(session)
    return tell_changed(session, changed)


def tell_changed(session: LiveSession, changed: list[int]) -> int:
    """Tell of changed texts. Where phones show none of them only results change, and only
    screens and desks hear of it."""
    before = session.version
    session.refresh_from_db(fields=["version"])
    if session.version > before:
        tell(session)
    else:
        hub.announce_results(session.pk, changed)
    return session.version
