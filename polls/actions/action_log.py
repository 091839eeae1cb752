"""What facilitators did: kept with its time, and undone within ten seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import Action, LiveSession, Question, TextMark
from polls.questions import manual_answers
from polls.sessions import sessions

UNDO = timedelta(seconds=10)
SESSION = (
    *("position", "position_since", "started", "paused", "ended"),
    *("overlay", "frozen", "timer_until", "skipped"),
    *("other_tips", "door_closed"),
)
QUESTION = ("state", "on_break", "shown", "round", "grace_until", "spotlight")
MARK = ("text", "state", "starred", "labels", "corrected", "into")

NEW = {"state": Question.State.WAITING}  # a question that the action made

Done = TypeVar("Done")


@transaction.atomic
def perform(
    *,
    session: LiveSession,
    name: str,
    change: Callable[[], Done],
    by: str = "",
    slide: str = "",
    question: str = "",
    cards: Sequence[str] = (),
    by_hand: bool = False,
    undoable: bool = True,
) -> Done:
    """Do a change and keep what it takes to undo it; a refused change leaves no trace.

    Nor does one that changes nothing, as when two facilitators press the same button: undo
    would then take back nothing that anyone sees. `cards` are the texts of `question` that
    the change may mark; `by_hand` tells that it changes its answers by hand. `session` is
    read again first, and has the new version after: what facilitators do happens one by one.
    """
    with sessions.held(session):
        before = standing(session, question, cards, by_hand=by_hand)
        done = change()
        if undoable and not moved(session, before, question, cards, by_hand=by_hand):
            return done
        Action.objects.create(
            session=session,
            by=by,
            name=name,
            slide=slide,
            question=question,
            before=before if undoable else {},
        )
    return done


def standing(
    session: LiveSession, question: str, cards: Sequence[str], *, by_hand: bool
) -> dict[str, Any]:
    """All that an action may change, as it is now."""
    rows = sessions.locked_questions(session)
    return {
        "session": values(session, SESSION),
        "questions": {row.pk: values(row, QUESTION) for row in rows},
        "marks": marks_before(session, question, cards) if cards else {},
        "hands": hands_before(session, question) if by_hand else {},
    }


def moved(
    session: LiveSession,
    before: dict[str, Any],
    question: str,
    cards: Sequence[str],
    *,
    by_hand: bool,
) -> bool:
    """Whether anything is not as it was before."""
    if values(session, SESSION) != before["session"]:
        return True
    sessions.forget(session)
    return standing(session, question, cards, by_hand=by_hand) != before


def values(row: models.Model, fields: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in fields}


def hands_before(session: LiveSession, question: str) -> dict[int, list[Any]]:
    """What was given by hand to this question."""
    return {row.pk: manual_answers.given(row) for row in session.questions.filter(key=question)}


def marks_before(session: LiveSession, question: str, cards: Sequence[str]) -> dict[str, Any]:
    """The marks of these texts by id, None for those without; and of what was merged in them."""
    rows = TextMark.objects.filter(question__session=session, question__key=question)
    found = {
        mark.card: values(mark, MARK)
        for mark in rows.filter(Q(card__in=cards) | Q(into__in=[card for card in cards if card]))
    }
    return {**dict.fromkeys(card for card in cards if card), **found}


@transaction.atomic
def undo(*, session: LiveSession) -> int:
    """Take back the latest action, when it was done in the last UNDO; the new version.

    Answers stay: what came in meanwhile is still there.
    """
    with sessions.held(session):
        return undo_latest(session)


def undo_latest(session: LiveSession) -> int:
    action = session.actions.filter(undone=False).last()
    if action is None or not action.before or timezone.now() - action.at > UNDO:
        raise PollsError(
            "undo.late", _("Er is niets meer om terug te draaien: dat kan 10 seconden.")
        )
    restore(session, action.before["session"])
    for question in session.questions.select_for_update():
        restore(question, action.before["questions"].get(str(question.pk), NEW))
        question.version += 1
        question.save()
        if str(question.pk) in action.before["hands"]:
            manual_answers.replace(question, action.before["hands"][str(question.pk)])
    restore_marks(session, action)
    action.undone = True
    action.save()
    return sessions.changed(session)


def restore(row: models.Model, before: dict[str, Any]) -> None:
    fields = {field.name: field for field in row._meta.concrete_fields}
    for name, value in before.items():
        setattr(row, name, fields[name].to_python(value))


def restore_marks(session: LiveSession, action: Action) -> None:
    marks = TextMark.objects.filter(question__session=session, question__key=action.question)
    for card, before in action.before["marks"].items():
        if before is None:
            marks.filter(card=card).delete()
        else:
            marks.filter(card=card).update(**before)


def last(*, session_id: int) -> Action | None:
    """The action that can still be undone."""
    actions = Action.objects.filter(session=session_id, undone=False, at__gt=timezone.now() - UNDO)
    action = actions.last()
    return action if action and action.before else None


def log(*, session_id: int) -> list[dict[str, Any]]:
    """Everything that was done, in order: at, by, action, slide, question, undone."""
    rows = Action.objects.filter(session=session_id).annotate(action=F("name"))
    fields = ("at", "by", "action", "slide", "question", "undone")
    return [dict(row) for row in rows.values(*fields)]
