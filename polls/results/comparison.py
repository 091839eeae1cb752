"""Groups beside each other: what several sessions answered to the same choice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from polls import figures, kinds
from polls.errors import PollsError
from polls.figures import Group
from polls.kinds.base import Counted
from polls.models import LOWEST, LiveSession, Question, Team
from polls.questions.answer_rows import read_kept
from polls.results.tallies import Result
from polls.sessions import access, aside
from polls.sessions.names import name_days
from polls.sql import value_marks

Options = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Measured:
    """One choice of one session, in the first round that was answered: what people chose
    before they talked about it, which is alike in every group."""

    session: LiveSession
    question: Question
    group: Group

    @property
    def options(self) -> Options:
        return options_of(self.question)

    def enough(self, minimum: int = LOWEST) -> bool:
        """Whether so many answered that this group may stand beside others."""
        return self.group.n >= max(minimum, fewest_answers(self.session))

    @property
    def asked(self) -> tuple[Any, ...]:
        """What has to be equal before two groups can be compared."""
        return tuple((option["key"], option["label"]) for option in self.options)


@dataclass(frozen=True, slots=True)
class Compared:
    """A choice that several groups had. `small` have too few answers to be shown; when the
    options differ nothing is compared: `unequal`."""

    key: str
    prompt: str
    options: Options
    shown: list[Measured]
    small: list[str]
    unequal: bool
    reworded: bool
    repeated: bool

    @property
    def groups(self) -> list[Group]:
        return [each.group for each in self.shown]


def options_of(question: Question) -> Options:
    return kinds.of(question).options()


def fewest_answers(session: LiveSession) -> int:
    """The answers with which a session stands beside others."""
    return max(session.minimum, LOWEST)


def comparable_sessions(*, user: Any, team: Team | None = None) -> QuerySet[LiveSession]:
    """A trainer's own sessions that count, or those of a team; oldest first."""
    return begun_sessions(Q(team=team) if team else Q(facilitator=user))


def begun_sessions(chosen: Q) -> QuerySet[LiveSession]:
    """Those that count: begun, and no rehearsal."""
    found = LiveSession.objects.filter(chosen, rehearsal=False, started__isnull=False)
    return found.select_related("deck").order_by("started", "pk")


def measure_choices(*, sessions: Iterable[LiveSession], keys: Sequence[str] = ()) -> list[Measured]:
    """Every choice of these sessions (or those with these keys), counted together."""
    by_id = {session.pk: session for session in sessions}
    days = name_days(by_id.values())
    counting = [name for name, kind in kinds.all().items() if kind.counts_people]
    questions = Question.objects.filter(session__in=by_id, kind__in=counting)
    if keys:
        questions = questions.filter(key__in=keys)
    found = list(questions.order_by("session__started", "session", "pk"))
    counted = count_answers([each for each in found if not each.totals])
    return [
        Measured(
            session,
            question,
            make_group(session, question, counted[question.pk], days[session.pk]),
        )
        for question in found
        if (session := by_id[question.session_id])
    ]


def count_answers(questions: Sequence[Question]) -> dict[int, list[Counted]]:
    """The distinct answers of the first answered round of each question, in one statement."""
    found: dict[int, list[Counted]] = defaultdict(list)
    if not questions:
        return found
    ids = [question.pk for question in questions]
    here = sorted({question.session_id for question in questions})
    counted = aside.counted_only("participant_id", here)
    with connection.cursor() as cursor:
        cursor.execute(  # the only thing put into the text is a number of %s
            "SELECT given.question_id, given.value, COUNT(*) FROM polls_response AS given"  # noqa: S608
            " JOIN (SELECT question_id, MIN(round) AS round FROM polls_response"
            f" WHERE question_id IN ({value_marks(ids)}) AND {counted}"
            " GROUP BY question_id) AS first"
            " ON first.question_id = given.question_id AND first.round = given.round"
            f" WHERE given.{counted} GROUP BY given.question_id, given.value",
            [*ids, *here, *here],
        )
        for question_id, value, count in cursor.fetchall():
            found[question_id].append(Counted(orjson.loads(value), count))
    return found


def make_group(session: LiveSession, question: Question, counted: list[Counted], day: str) -> Group:
    kept = read_kept(question, min(map(int, question.totals), default=1))
    numbers = kept.numbers if kept else None
    tally = numbers or kinds.of(question).tally(counted)
    name = f"{session.label}, {day}" if session.label else day
    return Group(name, tally["answered"], tally["counts"], day)


def compare_sessions(*, sessions: Sequence[LiveSession], minimum: int = LOWEST) -> list[Compared]:
    """The choices that two or more of these sessions share, in the order of the first.

    A group with fewer answers than its own minimum, or than `minimum`, is not shown.
    """
    by_key: dict[str, list[Measured]] = defaultdict(list)
    for each in measure_choices(sessions=sessions):
        by_key[each.question.key].append(each)
    return [compare_choice(key, found, minimum) for key, found in by_key.items() if len(found) > 1]


def compare_choice(key: str, found: Sequence[Measured], minimum: int) -> Compared:
    latest = found[-1]
    return Compared(
        key=key,
        prompt=latest.question.prompt,
        options=latest.options,
        shown=[each for each in found if each.enough(minimum)],
        small=[each.group.name for each in found if not each.enough(minimum)],
        unequal=len({each.asked for each in found}) > 1,
        reworded=len({each.question.prompt for each in found}) > 1,
        repeated=any(each.question.round > 1 for each in found),
    )


def split_runs(found: Sequence[Measured]) -> list[list[Measured]]:
    """Measurements by time, broken where the wording or the options changed."""
    parts: list[list[Measured]] = []
    for each in found:
        same = parts and wording_of(parts[-1][-1]) == wording_of(each)
        parts[-1].append(each) if same else parts.append([each])
    return parts


def wording_of(each: Measured) -> tuple[Any, ...]:
    return each.question.prompt, each.asked


@dataclass(frozen=True, slots=True)
class Memory:
    """A group against all earlier ones of the same deck. `others` had other words for the
    question or its options, and do not count."""

    this: Measured
    earlier: list[Measured]
    others: int


def earlier_groups(*, session: LiveSession, keys: Sequence[str] = ()) -> list[Memory]:
    """For every choice of a session (or those with these keys) that enough people answered:
    the earlier groups."""
    mine = [each for each in measure_choices(sessions=[session], keys=keys) if each.enough()]
    found = []
    before = measure_earlier(session=session, mine=mine)
    for this in mine:
        groups = before[this.question.key]
        same = [each for each in groups if wording_of(each) == wording_of(this)]
        found.append(Memory(this, same, len(groups) - len(same)))
    return found


def measure_earlier(*, session: LiveSession, mine: Sequence[Measured]) -> dict[str, list[Measured]]:
    """By question what the trainer's groups before this one answered, in the same deck."""
    groups = begun_sessions(access.belong_with(session)).filter(
        deck__slug=session.deck.slug, started__lt=session.started or timezone.now()
    )
    by_key: dict[str, list[Measured]] = defaultdict(list)
    for each in measure_choices(sessions=groups, keys=[each.question.key for each in mine]):
        if each.session.pk != session.pk and each.enough():
            by_key[each.question.key].append(each)
    return by_key


# On the projector


def show_memory(session: LiveSession) -> None:
    """Put the earlier groups beside this one wherever a choice is drawn.

    Their counts are kept with the session, so that drawing asks for no other sessions.
    """
    mine = measure_choices(sessions=[session])
    before = measure_earlier(session=session, mine=mine)
    session.memory = {
        this.question.key: [
            {"n": each.group.n, "counts": each.group.counts}
            for each in before[this.question.key]
            if wording_of(each) == wording_of(this)
        ]
        for this in mine
    }
    if not any(session.memory.values()):
        raise PollsError("memory.none", _("Er is nog geen eerdere groep om mee te vergelijken."))


def hide_memory(session: LiveSession) -> None:
    session.memory = {}


def draw_beside(session: LiveSession, result: Result) -> dict[str, Any] | None:
    """A choice against the earlier groups that are shown; None when there is nothing to
    show, or too few people answered."""
    kept = session.memory.get(result.question.key)
    if not kept or result.answered < fewest_answers(session):
        return None
    options = options_of(result.question)
    name, remark = _("deze groep"), ""
    if result.round > 1:
        name = _("deze groep, ronde %(round)d") % {"round": result.round}
        remark = first_rounds()
    this = Group(name, result.answered, result.tally["counts"])
    groups = [Group("", each["n"], each["counts"]) for each in kept]
    return {
        "figure": figures.draw_spread(options, groups, this),
        "table": figures.spread_table(options, groups, this),
        "sentence": f"{figures.spread_sentence(options, groups, this)} {remark}".strip(),
        "finding": "",
        "cards": None,
    }


def first_rounds() -> str:
    """Said where a group answered more than once."""
    return _("Van eerdere groepen telt de eerste ronde.")
