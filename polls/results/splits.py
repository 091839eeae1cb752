"""A question split by the groups that another one made: decided once, then told as it was.

What may be told is decided from the answers the first time that the result is shown, or when the
split itself is asked for, a report or file is made, and at the last when the answers go. It is
never counted again, whatever comes in later: two splits of nearly the same people would tell
what the few between them said. The rule itself is in split_rule.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from polls import figures, kinds
from polls.errors import PollsError
from polls.figures import Scored, Table
from polls.kinds.base import Counted, Kind
from polls.models import LiveSession, Question
from polls.naming import name_of
from polls.questions.questions import stands_still
from polls.results import crosses
from polls.results.comparison import fewest_answers
from polls.results.split_rule import NOBODY, Answers, fold_groups, split_answers
from polls.results.tallies import Result
from polls.sessions import aside

# An answer by hand is of nobody whose group could be known.
GROUPED = """
SELECT chosen.value, given.value, given.by_hand, COUNT(*)
FROM polls_response AS given LEFT JOIN polls_response AS chosen
ON chosen.question_id = %s AND chosen.round = %s AND NOT chosen.by_hand
AND chosen.participant_id = given.participant_id AND NOT given.by_hand
WHERE given.question_id = %s AND given.round = %s AND {counted}
GROUP BY chosen.value, given.value, given.by_hand ORDER BY MIN(given.id)
"""


@dataclass(frozen=True, slots=True)
class Split:
    """A question split by group, as it may be told. `others` names what is told together."""

    question: Question
    segment: Question
    round: int
    groups: tuple[Scored, ...]
    keys: tuple[tuple[str, ...], ...]
    numbers: tuple[Mapping[str, Any], ...]
    others: str

    @property
    def options(self) -> list[dict[str, Any]]:
        return kinds.of(self.question).options()

    @property
    def table(self) -> Table:
        return figures.split_table(self.options, self.groups)

    @property
    def sentence(self) -> str:
        return f"{figures.split_sentence(self.options, self.groups)} {self.others}".strip()


def find_segment(questions: Iterable[Question]) -> Question | None:
    """The question of these that splits the others."""
    return next((each for each in questions if each.spec.get("segment") and not each.off), None)


def find_splitter(questions: Iterable[Question], question: Question) -> Question | None:
    """The question by whose groups this one is split; None when it has no split: only numbers
    have, never anybody's own words."""
    kind, segment = kinds.of(question), find_segment(questions)
    if segment is None or segment.pk == question.pk or not kind.measures(kind.tally([])):
        return None
    return segment


def decide(
    session: LiveSession, questions: Sequence[Question], question: Question, *, seen: bool = False
) -> None:
    """Keep with a locked question what may be told of it by group, or that nothing may; of one of
    a pair, what may be told of both against each other.

    It does nothing when that is known already, or nobody answered. `seen`: in a report, also
    where the result is not shown.
    """
    segment = find_splitter(questions, question)
    if segment is None:
        crosses.decide(session, questions, question, seen=seen)
        return
    if question.split:
        return
    found = read_groups(question, segment)
    kind = kinds.of(question)
    everything = [each for group in found.values() for each in group.all]
    if not everything:
        return
    minimum = fewest_answers(session)
    question.split = {
        "round": question.round,
        "by": segment.key,
        "weighed": bool(fold_groups(found, minimum)),
        "whole": kind.numbers(kind.tally(everything)),
        "parts": [
            {"groups": list(part.groups), "numbers": kind.numbers(kind.tally(part.answers))}
            for part in split_answers(kind, found, minimum)
        ],
    }


def is_unsettled(session: LiveSession, questions: Sequence[Question]) -> bool:
    """Whether there is a question that nobody answers any more, of which it is not decided what
    may be told by group."""
    return not session.purged and any(
        not each.split
        and stands_still(session, each)
        and (find_splitter(questions, each) or crosses.find_partner(questions, each))
        for each in questions
    )


@transaction.atomic
def settle(session: LiveSession, questions: Sequence[Question]) -> None:
    """Decide of all questions that nobody answers any more, before a report tells their results;
    these get what was decided."""
    rows = list(Question.objects.select_for_update().filter(session=session).order_by("pk"))
    for row in rows:
        if stands_still(session, row):
            decide(session, rows, row, seen=True)
    Question.objects.bulk_update(rows, ["split"])
    decided = {row.pk: row.split for row in rows}
    for question in questions:
        question.split = decided.get(question.pk, question.split)


def read_groups(question: Question, segment: Question) -> dict[str, Answers]:
    """What each group answered in the present round, in the order of the groups; counted by
    the database."""
    latest = segment.responses.aggregate(last=Max("round"))["last"] or segment.round
    here = [question.session_id]
    with connection.cursor() as cursor:
        cursor.execute(
            GROUPED.format(counted=aside.counted_only("given.participant_id", here)),
            [segment.pk, latest, question.pk, question.round, *here],
        )
        rows = cursor.fetchall()
    given: dict[str, list[Counted]] = defaultdict(list)
    by_hand: dict[str, list[Counted]] = defaultdict(list)
    kind = kinds.of(segment)
    for chosen, value, hand, count in rows:
        key = NOBODY if chosen is None else kind.cells(orjson.loads(chosen))[0][0]
        (by_hand if hand else given)[key].append(Counted(orjson.loads(value), count))
    keys = [*(option["key"] for option in kind.options()), NOBODY]
    return {key: Answers(tuple(given[key]), tuple(by_hand[key])) for key in keys}


def find_split(session: LiveSession, result: Result, segment: Question | None) -> Split | None:
    """What may be told of a result by group: only while it is of the very answers that were
    split, and each part has what the session asks now."""
    question, kept = result.question, result.question.split
    if segment is None or not kept or kept["by"] != segment.key or kept["round"] != result.round:
        return None
    kind = kinds.of(question)
    parts = kept["parts"]
    least = min((part["numbers"]["answered"] for part in parts), default=0)
    if least < fewest_answers(session) or kind.numbers(result.tally) != kept["whole"]:
        return None
    labels = {option["key"]: name_of(option) for option in kinds.of(segment).options()}
    keys = tuple(tuple(part["groups"]) for part in parts)
    if not set(labels).issuperset(key for place in keys for key in place if key):
        return None
    return Split(
        question=question,
        segment=segment,
        round=result.round,
        groups=tuple(
            score_part(kind, name_part(place, labels), part["numbers"])
            for place, part in zip(keys, parts, strict=True)
        ),
        keys=keys,
        numbers=tuple(part["numbers"] for part in parts),
        others=" ".join(say_others(place, labels) for place in keys if not is_one(place)).strip(),
    )


def score_part(kind: Kind, name: str, numbers: Mapping[str, Any]) -> Scored:
    tally = {**kind.tally([]), **numbers}
    return Scored(name, tally["answered"], kind.measures(tally))


def is_one(place: Sequence[str]) -> bool:
    """Whether this is one group, which people chose."""
    return len(place) == 1 and place[0] != NOBODY


def name_part(place: Sequence[str], labels: Mapping[str, str]) -> str:
    if is_one(place):
        return labels[place[0]]
    return _("geen deelgroep") if set(place) == {NOBODY} else _("overige")


def say_others(place: Sequence[str], labels: Mapping[str, str]) -> str:
    """Which groups are told together; '' when these are only people who chose none."""
    names = [labels[key] for key in place if key != NOBODY]
    if not names:
        return ""
    if NOBODY in place:
        names.append(_("wie geen deelgroep koos"))
    return _("Overige zijn samen: %(names)s.") % {"names": figures.join_names(names)}


def draw_split(found: Split) -> dict[str, Any]:
    """As a question is drawn: figure, table, sentence."""
    return {
        "figure": figures.draw_panels(found.options, found.groups),
        "table": found.table,
        "sentence": found.sentence,
        "finding": "",
        "cards": None,
    }


# At the desk


def show_split(session: LiveSession, questions: Sequence[Question], question: Question) -> None:
    """Put a question by group on the projector; refuses what may not be told."""
    ensure_still(session, questions, question)
    decide(session, questions, question)
    if not question.split:
        raise PollsError("split.none", _("Nog niemand heeft deze vraag beantwoord."))
    if not question.split["parts"]:
        raise PollsError("split.small", refusal())
    question.split_shown = True


def hide_split(question: Question) -> None:
    question.split_shown = False


def ensure_still(session: LiveSession, questions: Sequence[Question], question: Question) -> None:
    """Refuse a question that has no split, or that still takes answers."""
    if find_splitter(questions, question) is None:
        raise PollsError("split.none", _("Deze vraag is niet per deelgroep te laten zien."))
    if not stands_still(session, question):
        raise PollsError(
            "split.open",
            _("Sluit eerst de vraag: per deelgroep kan pas als niemand meer antwoordt."),
        )


def refusal() -> str:
    """Why a split is not told; one sentence for each reason would tell something by itself."""
    return _(
        "Per deelgroep laten we deze vraag niet zien: een deelgroep is te klein, of iedereen in "
        "een deelgroep zei hetzelfde."
    )
