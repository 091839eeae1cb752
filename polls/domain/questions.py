"""The life of a question: waiting, open, paused, closed; and whether its results are shown."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from polls.domain import sessions
from polls.errors import PollsError
from polls.models import LiveSession, Question

State = Question.State


def locked(session: LiveSession, key: str) -> Question:
    """The row, held until the transaction ends: a batch of answers waits for it, or it for them."""
    try:
        return Question.objects.select_for_update().get(session=session, key=key)
    except Question.DoesNotExist:
        raise PollsError(
            "question.unknown", _("Deze vraag hoort niet bij deze sessie. Ververs de pagina.")
        ) from None


def start(question: Question) -> None:
    """Let answers in; a closed question starts a new round, its old answers stay."""
    if question.state == State.CLOSED:
        question.round += 1
        question.shown = False
    if question.state in (State.WAITING, State.CLOSED):
        question.shown = question.shown or question.live
    question.state = State.OPEN


def save(question: Question) -> None:
    question.version += 1
    question.save(update_fields=["state", "shown", "round", "version"])


@transaction.atomic
def open(*, session_id: int, key: str) -> int:
    session = sessions.running(session_id)
    question = locked(session, key)
    start(question)
    save(question)
    session.paused = False
    return sessions.changed(session)


@transaction.atomic
def pause(*, session_id: int, key: str) -> int:
    session = sessions.running(session_id)
    question = locked(session, key)
    if question.state != State.OPEN:
        raise PollsError("question.not_open", _("Deze vraag is niet open. Open haar eerst."))
    question.state = State.PAUSED
    save(question)
    return sessions.changed(session)


@transaction.atomic
def close(*, session_id: int, key: str) -> int:
    session = sessions.running(session_id)
    question = locked(session, key)
    if question.state == State.WAITING:
        raise PollsError("question.not_open", _("Deze vraag is niet open. Open haar eerst."))
    question.state = State.CLOSED
    save(question)
    return sessions.changed(session)


@transaction.atomic
def show(*, session_id: int, keys: Sequence[str], shown: bool = True) -> int:
    """Show or hide the results of questions on the projector, all at once."""
    session = sessions.running(session_id)
    for key in sorted(keys):
        question = locked(session, key)
        question.shown = shown
        save(question)
    return sessions.changed(session)


@transaction.atomic
def new_round(*, session_id: int, key: str) -> int:
    """Ask again from zero; the answers of earlier rounds are kept."""
    session = sessions.running(session_id)
    question = locked(session, key)
    question.state = State.CLOSED
    start(question)
    save(question)
    return sessions.changed(session)


@transaction.atomic
def enter_slide(
    *, session_id: int, position: int, opens: Sequence[str], closes: Sequence[str]
) -> int:
    """Move to a slide (1-based): open the questions `opens`, close the questions `closes`.

    Going back never reopens: only a question that was never open is opened.
    """
    session = sessions.running(session_id)
    for question in Question.objects.select_for_update().filter(session=session).order_by("pk"):
        if question.key in opens and question.state == State.WAITING:
            start(question)
        elif question.key in closes and question.state in (State.OPEN, State.PAUSED):
            question.state = State.CLOSED
        else:
            continue
        save(question)
    if session.position != position:
        session.position = position
        session.position_since = timezone.now()
    return sessions.changed(session)
