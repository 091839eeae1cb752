"""The life of a question: waiting, open, paused, closed; and whether its results are shown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.kinds.questions import ASIDE
from polls.models import LiveSession, Question
from polls.questions import audience_questions
from polls.sessions import sessions

State = Question.State
# What entering a slide can change of its session; the first slide begins it.
ENTERED = ("position", "position_since", "overlay", "timer_until", "started")
GRACE = timedelta(seconds=20)  # for who is typing when the slide is left (WCAG 2.2.1)


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
        question.round = unused_round(question)
        question.shown = False
    if question.state in (State.WAITING, State.CLOSED):
        question.shown = question.shown or question.live
    set_state(question, State.OPEN)
    question.grace_until = None


def set_state(question: Question, state: State) -> None:
    """What a facilitator decides about a question, the end of a break does not change."""
    question.state = state
    question.on_break = False


def unused_round(question: Question) -> int:
    """The next round. One that was undone after answers came in is not used again."""
    answered = question.responses.aggregate(last=Max("round"))["last"] or 0
    return max(question.round, answered, *map(int, question.totals)) + 1


def save(question: Question) -> None:
    question.version += 1
    fields = ["state", "on_break", "shown", "round", "grace_until", "version"]
    question.save(update_fields=fields)


@transaction.atomic
def open(*, session_id: int, key: str) -> int:
    """Let answers in, which ends a break. The questions beside the deck go on where they were.

    Once their answers were removed they begin anew, or nobody would see what comes in.
    """
    session = sessions.running(session_id)
    sessions.end_break(session)
    if key == ASIDE:
        audience_questions.ensure(session)
    question = locked(session, key)
    kept = str(question.round) in question.totals  # of answers that were removed
    if key == ASIDE and question.state == State.CLOSED and not kept:
        question.state = State.PAUSED
    start(question)
    save(question)
    return sessions.changed(session)


@transaction.atomic
def pause(*, session_id: int, key: str) -> int:
    session = sessions.running(session_id)
    question = locked(session, key)
    if question.state != State.OPEN and not question.on_break:
        raise PollsError("question.not_open", _("Deze vraag is niet open. Open haar eerst."))
    set_state(question, State.PAUSED)
    save(question)
    return sessions.changed(session)


@transaction.atomic
def close(*, session_id: int, key: str) -> int:
    session = sessions.running(session_id)
    question = locked(session, key)
    if question.state == State.WAITING:
        raise PollsError("question.not_open", _("Deze vraag is niet open. Open haar eerst."))
    set_state(question, State.CLOSED)
    question.grace_until = None
    save(question)
    return sessions.changed(session)


@transaction.atomic
def show(*, session_id: int, keys: Sequence[str], shown: bool = True, anyway: bool = False) -> int:
    """Show or hide the results of questions on the projector, all at once.

    Showing what was hidden ends the grace: nobody answers after seeing the others. Two
    votes that wait for each other are shown together, once both are closed; `anyway`
    shows one of them before that.
    """
    session = sessions.running(session_id)
    wanted = set(keys)
    if shown and not anyway:
        wanted |= partners(session, wanted)
    for key in sorted(wanted):
        question = locked(session, key)
        if shown and not question.shown:
            question.grace_until = None
        question.shown = shown
        save(question)
    return sessions.changed(session)


def partners(session: LiveSession, keys: set[str]) -> set[str]:
    """The questions that are shown along with these; raises PollsError until all are closed."""
    waiting = Question.objects.filter(session=session, key__in=keys).exclude(after="")
    others = {question.after for question in waiting}
    both = Question.objects.filter(session=session, key__in=others | {row.key for row in waiting})
    for question in both:
        if question.state != State.CLOSED:
            raise PollsError(
                "question.wait",
                _(
                    "Sluit eerst '%(prompt)s': daarna laat je de uitslagen samen zien. Toch nu? "
                    "Kies binnen 5 seconden nog een keer Toon."
                )
                % {"prompt": question.prompt},
            )
    return others


@transaction.atomic
def new_round(*, session_id: int, key: str) -> int:
    """Ask again from zero, which ends a break; the answers of earlier rounds are kept."""
    session = sessions.running(session_id)
    sessions.end_break(session)
    question = locked(session, key)
    question.state = State.CLOSED
    start(question)
    save(question)
    return sessions.changed(session)


@transaction.atomic(savepoint=False)  # within an action, which fails as a whole
def enter_slide(
    *, session_id: int, position: int, opens: Sequence[str], closes: Sequence[str]
) -> int:
    """Move to a slide (1-based): open the questions `opens`, close the questions `closes`.

    Going back never reopens: only a question that was never open is opened. An open
    question that closes this way still takes, for GRACE, what somebody was writing. In a
    break what would open waits for its end.
    """
    session = sessions.running(session_id)
    rows = sessions.locked_questions(session)
    for question in rows:
        if question.key in opens and question.state == State.WAITING:
            start(question)
            if session.paused:
                question.state, question.on_break = State.PAUSED, True
        elif question.key in closes and question.state in (State.OPEN, State.PAUSED):
            question.grace_until = timezone.now() + GRACE if question.state == State.OPEN else None
            set_state(question, State.CLOSED)
        else:
            continue
        save(question)
    if session.position != position:
        session.position = position
        session.position_since = timezone.now()
        session.overlay = ""
        session.timer_until = None
    version = sessions.changed(session, ENTERED)
    sessions.keep(session, rows)
    return version
