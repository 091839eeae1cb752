"""The life of a question: waiting, open, paused, closed; and whether its results are shown.

Each step changes locked rows, and whoever called saves them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import LiveSession, Question

State = Question.State
GRACE = timedelta(seconds=20)  # for anyone who is typing when the slide is left (WCAG 2.2.1)


def in_grace(until: datetime | None, now: datetime) -> bool:
    """Whether what somebody was writing is still taken. A clock that was set back leaves a moment
    that lies further ahead than any that it now could give: that one is over."""
    return until is not None and now < until <= now + GRACE


def find_question(rows: Iterable[Question], key: str) -> Question:
    for row in rows:
        if row.key == key:
            return row
    raise PollsError(
        "question.unknown", _("Deze vraag hoort niet bij deze sessie. Ververs de pagina.")
    )


def open_question(question: Question) -> None:
    """Let answers in; a closed question starts a new round, its old answers stay. A round that
    nobody answered is not followed by another one: it goes on."""
    if question.state == State.CLOSED and is_answered(question):
        renew_question(question)
    else:
        reopen_question(question)


def renew_question(question: Question) -> None:
    """Let answers in for a round of their own."""
    question.round = unused_round(question)
    question.shown = question.live
    take_answers(question)


def reopen_question(question: Question) -> None:
    """Let answers in for the same round, also when the question had closed."""
    if question.state in (State.WAITING, State.CLOSED):
        question.shown = question.shown or question.live
    take_answers(question)


def take_answers(question: Question) -> None:
    set_state(question, State.OPEN)
    question.grace_until = None


def is_answered(question: Question) -> bool:
    """Whether somebody answered in its round, or totals are kept of what was removed."""
    return (
        str(question.round) in question.totals
        or question.responses.filter(round=question.round).exists()
    )


def set_state(question: Question, state: State) -> None:
    """What a facilitator decides about a question, the end of a break does not change."""
    question.state = state
    question.on_break = False


def unused_round(question: Question) -> int:
    """The next round. One that was undone after answers came in is not used again."""
    answered = question.responses.aggregate(last=Max("round"))["last"] or 0
    return max(question.round, answered, *map(int, question.totals)) + 1


def pause_question(question: Question) -> None:
    if question.state != State.OPEN and not question.on_break:
        raise not_open()
    set_state(question, State.PAUSED)


def close_question(question: Question) -> None:
    if question.state == State.WAITING:
        raise not_open()
    set_state(question, State.CLOSED)
    question.grace_until = None


def not_open() -> PollsError:
    return PollsError("question.not_open", _("Deze vraag is niet open. Open die eerst."))


def start_round(question: Question) -> None:
    """Ask again from zero; the answers of earlier rounds are kept."""
    renew_question(question)


def show_results(question: Question) -> None:
    """Showing what was hidden ends the grace: nobody answers after seeing the others."""
    if not question.shown:
        question.grace_until = None
    question.shown = True


def hide_results(question: Question) -> None:
    question.shown = False


def is_told_to_phones(question: Question) -> bool:
    """Whether phones get its result: a projector has it, and it is not one that is there from
    the beginning and still grows."""
    grows = question.live and question.state in (State.WAITING, State.OPEN)
    return question.shown and not grows


def find_partners(rows: Sequence[Question], keys: Collection[str]) -> set[str]:
    """The keys of what is shown along with these: two votes that wait for each other are shown
    together. Raises PollsError until all of them are closed."""
    waiting = [row for row in rows if row.key in keys and row.after]
    others = {row.after for row in waiting}
    for row in rows:
        if row.key in others | {each.key for each in waiting} and row.state != State.CLOSED:
            raise PollsError(
                "question.wait",
                _(
                    "Sluit eerst '%(prompt)s': daarna laat je de uitslagen samen zien. Toch nu? "
                    "Kies binnen 5\u00a0seconden nog een keer Toon."
                )
                % {"prompt": row.prompt},
            )
    return others


def change_slide(
    rows: Sequence[Question],
    *,
    opens: Collection[str],
    closes: Collection[str],
    in_break: bool = False,
) -> None:
    """Open the questions of the slide that is entered, close those of the one that is left.

    Going back never reopens what was answered: only a question that was never open, or that
    closed with its slide before anybody answered, is opened. An open question that closes this
    way still takes, for GRACE, what somebody was writing. In a break what would open waits for
    its end.
    """
    for question in rows:
        if question.key in opens and opens_on_entering(question):
            reopen_question(question)
            if in_break:
                question.state, question.on_break = State.PAUSED, True
        elif question.key in closes and question.state in (State.OPEN, State.PAUSED):
            question.grace_until = timezone.now() + GRACE if question.state == State.OPEN else None
            set_state(question, State.CLOSED)


def opens_on_entering(question: Question) -> bool:
    """A slip of the hand closes nothing for good: one slide on and back again. What was
    closed by hand (and so has no grace) stays closed."""
    if question.state == State.CLOSED and question.grace_until is not None:
        return not is_answered(question)
    return question.state == State.WAITING


def stands_still(session: LiveSession, question: Question) -> bool:
    """Whether nobody can answer it any more."""
    if in_grace(question.grace_until, timezone.now()):
        return False
    return bool(session.ended) or question.state == Question.State.CLOSED
