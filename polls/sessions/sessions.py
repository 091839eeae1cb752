"""The life of a session: made, begun, moved through its slides, paused, ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from polls import identity, languages
from polls.errors import PollsError
from polls.models import DeckVersion, LiveSession, Participant, Question


@dataclass(frozen=True, slots=True)
class QuestionPlan:
    """What a deck says about a question, in the engine's own terms."""

    key: str
    slide: str
    kind: str
    prompt: str
    spec: dict[str, Any]
    live: bool
    held: bool = False
    labels: tuple[dict[str, str], ...] = ()
    after: str = ""


@transaction.atomic
def create(
    *,
    deck: DeckVersion,
    facilitator: User,
    questions: Sequence[QuestionPlan],
    label: str = "",
    rehearsal: bool = False,
    collaboration: str = LiveSession.Collaboration.OWN,
    language: str = "nl",
) -> LiveSession:
    """Make a session that waits on its first slide."""
    check_language(language)
    session = LiveSession.objects.create(
        code=unused_code(),
        deck=deck,
        facilitator=facilitator,
        label=label.strip()[:120],
        rehearsal=rehearsal,
        collaboration=collaboration,
        language=language,
        position_since=timezone.now(),
        epoch=identity.new_epoch(),
        screen_token=identity.new_token(),
    )
    Question.objects.bulk_create(
        Question(
            session=session,
            key=plan.key,
            slide=plan.slide,
            kind=plan.kind,
            prompt=plan.prompt,
            spec=plan.spec,
            live=plan.live,
            held=plan.held,
            labels=list(plan.labels),
            after=plan.after,
        )
        for plan in questions
    )
    return session


def check_language(language: str) -> None:
    if language not in languages.KNOWN:
        raise PollsError("session.language", _("Kies een taal: nl of en."))


def unused_code() -> str:
    while True:
        code = identity.new_code()
        if not LiveSession.objects.filter(code=code).exists():
            return code


_held: ContextVar[LiveSession | None] = ContextVar("held", default=None)


@contextmanager
def held(session: LiveSession) -> Iterator[None]:
    """Read a session again and lock it for several changes, which all find this instance."""
    deck = session.deck
    session.refresh_from_db(from_queryset=LiveSession.objects.select_for_update())
    session.deck = deck  # of which a session never gets another
    forget(session)
    token = _held.set(session)
    try:
        yield
    finally:
        _held.reset(token)


def locked(session_id: int) -> LiveSession:
    """The row, held until the transaction ends: what facilitators do happens one by one."""
    session = _held.get()
    if session is not None and session.pk == session_id:
        return session
    return LiveSession.objects.select_for_update().get(pk=session_id)


def locked_questions(session: LiveSession) -> tuple[Question, ...]:
    """The rows of a locked session's questions, held until the transaction ends."""
    if (rows := asked(session)) is None:
        found = Question.objects.filter(session=session).select_for_update().order_by("pk")
        rows = tuple(found)
        keep(session, rows)
    return rows


def asked(session: LiveSession) -> tuple[Question, ...] | None:
    """The session's questions, when an action read them and they are of its present version."""
    version, rows = session.asked
    return rows if version == session.version else None


def forget(session: LiveSession) -> None:
    session.asked = 0, ()


def keep(session: LiveSession, rows: tuple[Question, ...]) -> None:
    """Who goes on with this session need not read these questions again."""
    session.asked = session.version, rows


def running(session_id: int) -> LiveSession:
    """The locked row of a session that has not ended; a waiting one begins now."""
    session = locked(session_id)
    if session.ended:
        raise PollsError(
            "session.ended", _("Deze sessie is afgelopen. Heropen haar in de lijst met sessies.")
        )
    if not session.started:
        session.started = session.position_since = timezone.now()
    return session


def changed(session: LiveSession, fields: Sequence[str] | None = None) -> int:
    """Save the locked row with the next version, and return that version.

    Who knows which `fields` can differ saves the time to write the others.
    """
    session.version += 1
    session.save(update_fields=None if fields is None else [*fields, "version"])
    return session.version


@transaction.atomic
def speak(*, session_id: int, language: str) -> int:
    """Change the language of the session's phones and screens."""
    check_language(language)
    session = locked(session_id)
    session.language = language
    return changed(session)


@transaction.atomic
def pause(*, session_id: int) -> int:
    """A break: open questions wait, phones say so."""
    session = running(session_id)
    session.paused = True
    session.questions.filter(state=Question.State.OPEN).update(
        state=Question.State.PAUSED, on_break=True
    )
    return changed(session)


@transaction.atomic
def resume(*, session_id: int) -> int:
    session = running(session_id)
    end_break(session)
    return changed(session)


def end_break(session: LiveSession) -> None:
    """Open what the break paused; what was paused by hand stays paused."""
    session.paused = False
    session.questions.filter(on_break=True).update(state=Question.State.OPEN, on_break=False)


@transaction.atomic
def finish(*, session_id: int) -> int:
    """End the session: every question is closed, nothing is lost."""
    session = running(session_id)
    session.ended = timezone.now()
    session.paused = False
    session.questions.filter(state__in=[Question.State.OPEN, Question.State.PAUSED]).update(
        state=Question.State.CLOSED
    )
    session.questions.update(grace_until=None, on_break=False)
    return changed(session)


@transaction.atomic
def reopen(*, session_id: int) -> int:
    """Take up an ended session again where it was."""
    session = locked(session_id)
    session.ended = None
    return changed(session)


@transaction.atomic
def close_door(*, session_id: int, closed: bool) -> int:
    """Let no device in that is not there yet; or let everybody in again."""
    session = running(session_id)
    session.door_closed = closed
    return changed(session)


# Links


@transaction.atomic
def renew_screen(*, session_id: int) -> int:
    """Give the projector another link; who has the old one sees nothing more."""
    session = locked(session_id)
    session.screen_token = identity.new_token()
    return changed(session)


@transaction.atomic
def invite_cohost(*, session_id: int) -> int:
    """A (new) link for who moderates texts and may do nothing else."""
    session = locked(session_id)
    session.cohost_token = identity.new_token()
    return changed(session)


@transaction.atomic
def dismiss_cohost(*, session_id: int) -> int:
    session = locked(session_id)
    session.cohost_token = None
    return changed(session)


@dataclass(frozen=True, slots=True)
class Versions:
    """What the database knows of a session: enough to see that a message was missed."""

    session: int
    questions: dict[int, int]
    joined: int


def versions(*, session_ids: Sequence[int]) -> dict[int, Versions]:
    """The versions of several sessions and of their questions, by session."""
    questions: dict[int, dict[int, int]] = {pk: {} for pk in session_ids}
    rows = Question.objects.filter(session_id__in=session_ids)
    for session_id, pk, version in rows.values_list("session_id", "pk", "version"):
        questions[session_id][pk] = version
    sessions = LiveSession.objects.filter(pk__in=session_ids).annotate(Count("participants"))
    return {
        pk: Versions(version, questions[pk], joined)
        for pk, version, joined in sessions.values_list("pk", "version", "participants__count")
    }


def overview(*, user: Any, search: str = "") -> QuerySet[LiveSession]:
    """The sessions that a user may run, newest first; of a search, those it is found in:
    label, workshop or code, and for an administrator whose it is."""
    found = LiveSession.objects.with_deck().select_related("facilitator")
    if not user.is_superuser:
        found = found.filter(facilitator=user)
    for word in search.split():
        here = Q(label__icontains=word) | Q(deck__title__icontains=word) | Q(code__contains=word)
        if user.is_superuser:
            here |= Q(facilitator__username__icontains=word)
        found = found.filter(here)
    return found


def count_joined(*, session_ids: Sequence[int]) -> dict[int, int]:
    """How many joined each of these sessions."""
    people = Participant.objects.filter(session__in=session_ids).order_by()
    return dict(people.values_list("session").annotate(Count("pk")))


def counts(*, session_id: int) -> dict[str, int]:
    """How many participants answered each question in its current round, by key."""
    rows = Question.objects.filter(session_id=session_id).annotate(
        answered=Count("responses", filter=Q(responses__round=F("round")))
    )
    return {question.key: question.answered for question in rows}
