"""The life of a session: made, begun, moved through its slides, paused, ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from polls import identity, languages
from polls.errors import PollsError
from polls.models import MINIMUM, Approval, DeckVersion, LiveSession, Participant, Question, Team
from polls.sessions import access, aside
from polls.sessions.notes import clean_lines
from polls.sql import columns_of, held

LONGEST_LABEL = 120  # characters of the name of a group


@dataclass(frozen=True, slots=True)
class Window:
    """The first and the last moment of a session at everyone's own pace."""

    opens: datetime
    closes: datetime


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
    required: bool = False


@transaction.atomic
def create_session(
    *,
    deck: DeckVersion,
    facilitator: User,
    questions: Sequence[QuestionPlan],
    label: str = "",
    rehearsal: bool = False,
    collaboration: str = LiveSession.Collaboration.OWN,
    language: str = "nl",
    style: Mapping[str, str] = MappingProxyType({}),
    window: Window | None = None,
    team: Team | None = None,
    minimum: int = MINIMUM,
    approval: str = Approval.MARKED,
    keep_days: int | None = None,
) -> LiveSession:
    """Make a session that waits on its first slide, or one at everyone's own pace, whose
    questions are all open in its `window`."""
    check_language(language)
    now = timezone.now()
    session = LiveSession.objects.create(
        code=unused_code(),
        deck=deck,
        facilitator=facilitator,
        label=clean_label(label),
        rehearsal=rehearsal,
        collaboration=collaboration,
        language=language,
        style=dict(style),
        team=team,
        minimum=minimum,
        guard={} if approval == Approval.MARKED else {"approval": approval, "names": []},
        keep_days=keep_days,
        position_since=now,
        epoch=identity.new_epoch(),
        screen_token=identity.new_token(),
        **({} if window is None else own_fields(window, now)),
    )
    create_questions(session, questions)
    return session


def own_fields(window: Window, now: datetime) -> dict[str, Any]:
    """What makes a session one at everyone's own pace."""
    return {
        "pace": LiveSession.Pace.OWN,
        "opens_at": window.opens,
        "closes_at": window.closes,
        "started": max(window.opens, now),
    }


def create_questions(session: LiveSession, plans: Sequence[QuestionPlan]) -> None:
    Question.objects.bulk_create(make_question(session, plan) for plan in plans)


def make_question(session: LiveSession, plan: QuestionPlan) -> Question:
    return Question(
        session=session,
        key=plan.key,
        slide=plan.slide,
        kind=plan.kind,
        prompt=plan.prompt,
        spec=plan.spec,
        live=plan.live,
        held=plan.held,
        guard=session.guard,
        labels=list(plan.labels),
        after=plan.after,
        required=plan.required,
        state=Question.State.OPEN if session.own_pace else Question.State.WAITING,
    )


def clean_label(label: str) -> str:
    """The name of a group as it is stored: one line, of what every page and file can show."""
    return " ".join(clean_lines(label).split())[:LONGEST_LABEL].strip()


def check_language(language: str) -> None:
    if language not in languages.KNOWN:
        raise PollsError("session.language", _("Kies een taal: nl of en."))


def unused_code() -> str:
    while True:
        code = identity.new_code()
        if not LiveSession.objects.filter(code=code).exists():
            return code


# Rows, held until the transaction ends: what facilitators do happens one by one. Each action
# reads all of them: to have the ORM compose the SQL anew was a quarter of its Python calls.


def lock_session(session: LiveSession) -> None:
    """Read a session again and hold its row; it is the same instance, with the deck it had."""
    deck = session.deck
    session.__dict__.update(get_locked(session.pk).__dict__)
    if session.deck_id == deck.pk:
        session.deck = deck


def get_locked(session_id: int) -> LiveSession:
    columns = columns_of(LiveSession)
    row = f"SELECT {columns} FROM polls_livesession WHERE id = %s{held()}"  # noqa: S608  # our own words
    for session in LiveSession.objects.raw(row, [session_id]):
        return session
    raise LiveSession.DoesNotExist


def lock_questions(session: LiveSession) -> list[Question]:
    """The rows of a session's questions, also of those that it does not ask."""
    columns = columns_of(Question)
    rows = f"SELECT {columns} FROM polls_question WHERE session_id = %s ORDER BY id{held()}"  # noqa: S608
    return list(Question.everything.raw(rows, [session.pk]))


def raise_version(session: LiveSession, fields: Iterable[str]) -> None:
    """Save these fields of a locked row with the next version.

    The others are left alone: to write them all takes longer than everything else.
    """
    session.version += 1
    changed = {*fields, "version"}
    if "position" in changed:
        session.moved = session.version
        changed.add("moved")
    session.save(update_fields=changed)


# Steps in its life; each changes a locked row, and whoever called saves it


def refuse_ended(session: LiveSession) -> None:
    if session.ended:
        raise PollsError(
            "session.ended", _("Deze sessie is afgelopen. Heropen die in de lijst met sessies.")
        )


def ensure_running(session: LiveSession) -> None:
    """Refuse a session that has ended; a waiting one begins now."""
    refuse_ended(session)
    if not session.started:
        session.started = session.position_since = timezone.now()


def move_session(session: LiveSession, position: int) -> None:
    """Go to a slide (1-based); a cover and a timer end with the slide."""
    if session.position != position:
        session.position = position
        session.position_since = timezone.now()
        session.overlay = ""
        session.timer_until = None


def pause_session(session: LiveSession, questions: Sequence[Question]) -> None:
    """A break: open questions wait, phones and projectors say so."""
    session.paused = True
    session.overlay = ""
    for question in questions:
        if question.state == Question.State.OPEN:
            question.state, question.on_break = Question.State.PAUSED, True


def end_break(session: LiveSession, questions: Sequence[Question]) -> None:
    """Open what the break paused; what was paused by hand stays paused."""
    session.paused = False
    for question in questions:
        if question.on_break:
            question.state, question.on_break = Question.State.OPEN, False


def finish_session(session: LiveSession, questions: Sequence[Question]) -> None:
    """End the session: every question is closed, no timer runs on, nothing is lost."""
    session.ended = timezone.now()
    session.paused = False
    session.timer_until = None
    for question in questions:
        if question.state in (Question.State.OPEN, Question.State.PAUSED):
            question.state = Question.State.CLOSED
        question.grace_until = None
        question.on_break = False


def reopen_session(session: LiveSession) -> None:
    """Take up an ended session again where it was."""
    session.ended = None


def close_door(session: LiveSession) -> None:
    """Let no device in that is not there yet."""
    session.door_closed = True


def open_door(session: LiveSession) -> None:
    session.door_closed = False


def set_language(session: LiveSession, language: str) -> None:
    """Change the language of the session's phones and screens."""
    check_language(language)
    session.language = language


# Links


def renew_screen(session: LiveSession) -> None:
    """Give the projector another link; whoever has the old one sees nothing more."""
    session.screen_token = identity.new_token()


def invite_cohost(session: LiveSession) -> None:
    """A (new) link for somebody who moderates texts, and may do nothing else to begin with."""
    session.cohost_token = identity.new_token()
    session.cohost = LiveSession.Cohost.TEXTS


def dismiss_cohost(session: LiveSession) -> None:
    session.cohost_token = None
    session.cohost = LiveSession.Cohost.TEXTS


@dataclass(frozen=True, slots=True)
class Versions:
    """What the database knows of a session: enough to see that a message was missed."""

    session: int
    questions: dict[int, int]
    joined: int
    most_present: int | None = None  # None where it does not change any more


def read_versions(*, session_ids: Sequence[int]) -> dict[int, Versions]:
    """The versions of several sessions and of their questions, by session."""
    questions: dict[int, dict[int, int]] = {pk: {} for pk in session_ids}
    rows = Question.objects.filter(session_id__in=session_ids)
    for session_id, pk, version in rows.values_list("session_id", "pk", "version"):
        questions[session_id][pk] = version
    sessions = LiveSession.objects.filter(pk__in=session_ids).annotate(Count("participants"))
    found = list(
        sessions.values_list(
            *("pk", "version", "participants__count", "most_present", "ended", "aside")
        )
    )
    left_out = aside.count_aside([pk for pk, *_rest, put_aside in found if put_aside])
    return {
        pk: Versions(version, questions[pk], joined - left_out.get(pk, 0), None if ended else most)
        for pk, version, joined, most, ended, _aside in found
    }


def keep_most_present(*, session_id: int, present: int) -> None:
    """So many are connected, which is more than there were before."""
    LiveSession.objects.filter(pk=session_id, most_present__lt=present).update(most_present=present)


def list_sessions(*, user: Any, search: str = "") -> QuerySet[LiveSession]:
    """The sessions that a user may do anything with, newest first; of a search, those it is found
    in: label, workshop or code, and for an administrator whose it is."""
    found = LiveSession.objects.with_deck().select_related("facilitator")
    found = found.filter(access.in_reach(user))
    for word in search.split():
        here = Q(label__icontains=word) | Q(deck__title__icontains=word) | Q(code__contains=word)
        if user.is_superuser:
            here |= Q(facilitator__username__icontains=word)
        found = found.filter(here)
    return found


def first_joined(*, session_id: int) -> datetime | None:
    """The minute in which the first device came in; None as long as there is none."""
    people = Participant.objects.filter(session=session_id, key_hash__isnull=False)
    return people.aggregate(first=Min("joined"))["first"]


def count_joined(*, session_ids: Sequence[int]) -> dict[int, int]:
    """How many joined each of these sessions."""
    people = Participant.objects.filter(session__in=session_ids).order_by()
    left_out = aside.count_aside(session_ids)
    return {
        pk: joined - left_out.get(pk, 0)
        for pk, joined in people.values_list("session").annotate(Count("pk"))
    }


def count_answered(*, session_id: int) -> dict[str, int]:
    """How many participants answered each question in its current round, by key."""
    counted = Q(responses__participant__aside=0) | Q(
        responses__participant__aside__gt=F("session__aside")
    )
    rows = Question.objects.filter(session_id=session_id).annotate(
        answered=Count("responses", filter=Q(responses__round=F("round")) & counted)
    )
    return {question.key: question.answered for question in rows}
