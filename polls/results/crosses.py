"""Two choices of a pair against each other: how many chose this in one and that in the other.

Decided once, then told as it was, like a split (splits.py), and kept in its place: a question has
groups or a pair, never both. The rule itself is in cross_rule.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection
from django.utils.translation import gettext as _

from polls import figures, kinds
from polls.errors import PollsError
from polls.figures import Bar, Table
from polls.models import LiveSession, Question
from polls.questions.answer_rows import read_rows
from polls.questions.questions import stands_still
from polls.results.comparison import fewest_answers
from polls.results.cross_rule import Pairs, cross_answers, fold_sides
from polls.results.split_rule import NOBODY
from polls.results.tallies import Result
from polls.sessions import aside

ROUND = 1  # of both: what people said before they talked about it
# An answer by hand is of nobody who could have given another one too.
TOGETHER = """
SELECT one, other, COUNT(*) FROM (
SELECT MAX(CASE WHEN question_id = %s THEN CAST(value AS TEXT) END) AS one,
MAX(CASE WHEN question_id = %s THEN CAST(value AS TEXT) END) AS other
FROM polls_response WHERE question_id IN (%s, %s) AND round = %s AND NOT by_hand AND {counted}
GROUP BY participant_id) AS people GROUP BY one, other
"""


@dataclass(frozen=True, slots=True)
class Cross:
    """Two questions of a pair against each other, as it may be told; first that of the rows.
    `labels` are what they are called, `keys` the options in each row and column."""

    questions: tuple[Question, Question]
    labels: tuple[str, str]
    rows: tuple[Bar, ...]
    columns: tuple[Bar, ...]
    cells: tuple[tuple[int, ...], ...]
    keys: tuple[list[list[str]], list[list[str]]]
    others: str

    @property
    def table(self) -> Table:
        return figures.cross_table(self.labels, self.rows, self.columns, self.cells)

    @property
    def sentence(self) -> str:
        said = figures.cross_sentence(self.labels, self.rows, self.columns, self.cells)
        return f"{said} {self.others}".strip()


def find_partner(questions: Iterable[Question], question: Question) -> Question | None:
    """The other of two choices with the same options that wait for each other; None for a
    question that is not one of such a pair, and where another question makes groups."""
    questions = list(questions)
    if any(each.spec.get("segment") and not each.off for each in questions):
        return None
    other = next((each for each in questions if each.key == question.after), None)
    if other is None or other.off or question.off or other.after != question.key:
        return None
    both = [kinds.of(question), kinds.of(other)]
    if not all(kind.counts_people and kind.spec["max"] == 1 for kind in both):
        return None
    first, second = (kind.options(own_words=False) for kind in both)
    return other if first == second else None


def decide(
    session: LiveSession, questions: Iterable[Question], question: Question, *, seen: bool = False
) -> None:
    """Keep with a locked question, and with the other of its pair, what may be told of both
    against each other.

    Nothing is decided before both are answered and closed. Of one that people see before that is
    kept what they saw: when it is anything else by then, nothing is told. `seen`: also of one
    whose result is not shown.
    """
    other = find_partner(questions, question)
    if other is None or is_decided(question) or is_decided(other):
        return
    now = count_numbers(question)
    if not now["answered"] or question.round != ROUND:
        return
    if question.split.get("whole", now) != now:
        close_pair(question, other)
    elif other.round != ROUND or not stands_still(session, other):
        if seen or question.shown:
            question.split = {"by": other.key, "round": ROUND, "whole": now, "waits": True}
    elif (then := count_numbers(other))["answered"]:
        if other.split.get("whole", then) != then:
            close_pair(question, other)
        else:
            keep_table(session, *sorted((question, other), key=lambda each: each.pk))


def is_decided(question: Question) -> bool:
    return bool(question.split) and not question.split.get("waits")


def count_numbers(question: Question) -> dict[str, Any]:
    kind = kinds.of(question)
    rows = read_rows(question, ROUND)
    return rows.numbers or kind.numbers(kind.tally(rows.answers))


def close_pair(question: Question, other: Question) -> None:
    """Nothing may be told of these against each other, now or later."""
    for one, by in ((question, other), (other, question)):
        one.split = {"by": by.key, "round": ROUND, "parts": []}


def keep_table(session: LiveSession, first: Question, second: Question) -> None:
    minimum = fewest_answers(session)
    keys = [[option["key"] for option in kinds.of(each).options()] for each in (first, second)]
    pairs = read_pairs(first, second)
    weighed = fold_sides(pairs, (keys[0], keys[1]), minimum) is not None
    told = cross_answers(pairs, (keys[0], keys[1]), minimum)
    for one, other in ((first, second), (second, first)):
        one.split = {
            "by": other.key,
            "round": ROUND,
            "weighed": weighed,
            "whole": count_numbers(one),
            "parts": [],
        }
    if told:
        first.split["cross"] = {
            "rows": [list(place) for place in told.rows],
            "columns": [list(place) for place in told.columns],
            "cells": [list(line) for line in told.cells],
            "least": told.least,
        }


def read_pairs(first: Question, second: Question) -> Pairs:
    """How many people gave each two answers; counted by the database."""
    here = [first.session_id]
    ids = [first.pk, second.pk]
    with connection.cursor() as cursor:
        cursor.execute(
            TOGETHER.format(counted=aside.counted_only("participant_id", here)),
            [*ids, *ids, ROUND, *here],
        )
        rows = cursor.fetchall()
    pairs: dict[tuple[str, str], int] = {}
    for one, other, number in rows:
        pair = key_of(first, one), key_of(second, other)
        pairs[pair] = pairs.get(pair, 0) + number
    return pairs


def key_of(question: Question, value: str | None) -> str:
    """The option that an answer chose; own words are one option."""
    return NOBODY if value is None else kinds.of(question).cells(orjson.loads(value))[0][0]


def find_cross(
    session: LiveSession, results: Sequence[Result], labels: Sequence[str]
) -> Cross | None:
    """What may be told of two results against each other: only while they are of the very answers
    that were counted, and as many people as the session asks now stand in each row and column.
    `labels` are what these two are called."""
    ordered = sorted(zip(results, labels, strict=True), key=lambda each: each[0].question.pk)
    (first, row), (second, column) = ordered
    table = first.question.split.get("cross")
    if not table or first.question.split["by"] != second.question.key:
        return None
    if table["least"] < fewest_answers(session) or not (is_whole(first) and is_whole(second)):
        return None
    sides = [
        name_lines(first.question, table["rows"], map(sum, table["cells"])),
        name_lines(second.question, table["columns"], map(sum, zip(*table["cells"], strict=True))),
    ]
    if not all(sides):
        return None
    said = [
        say_others(label, each.question, places)
        for label, each, places in (
            (row, first, table["rows"]),
            (column, second, table["columns"]),
        )
    ]
    return Cross(
        questions=(first.question, second.question),
        labels=(row, column),
        rows=tuple(sides[0]),
        columns=tuple(sides[1]),
        cells=tuple(tuple(line) for line in table["cells"]),
        keys=(table["rows"], table["columns"]),
        others=" ".join(filter(None, said)),
    )


def is_whole(result: Result) -> bool:
    """Whether a result is of the answers that were counted."""
    numbers = kinds.of(result.question).numbers(result.tally)
    return result.round == ROUND and numbers == result.question.split.get("whole")


def name_lines(
    question: Question, places: Sequence[Sequence[str]], sizes: Iterable[int]
) -> list[Bar]:
    """The rows or columns; none when the options are not those that were counted."""
    options = {option["key"]: option for option in kinds.of(question).options()}
    if not {*options, NOBODY}.issuperset(key for place in places for key in place):
        return []
    return [
        Bar.of(options[place[0]], size)
        if is_one(place)
        else Bar(key="", label=name_folded(place), count=size)
        for place, size in zip(places, sizes, strict=True)
    ]


def is_one(place: Sequence[str]) -> bool:
    """Whether this is one option, which people chose."""
    return len(place) == 1 and place[0] != NOBODY


def name_folded(place: Sequence[str]) -> str:
    return _("geen antwoord") if set(place) == {NOBODY} else _("overige")


def say_others(label: str, question: Question, places: Sequence[Sequence[str]]) -> str:
    """Which options of a question are told together; '' when none are."""
    bars = {option["key"]: Bar.of(option, 0) for option in kinds.of(question).options()}
    for place in places:
        names = [bars[key].name_in_sentence for key in place if key != NOBODY]
        if is_one(place) or not names:
            continue
        if NOBODY in place:
            names.append(_("wie geen antwoord gaf"))
        said = {"label": label, "names": figures.join_names(names)}
        return _("Overige bij '%(label)s' zijn samen: %(names)s.") % said
    return ""


def draw_cross(found: Cross) -> dict[str, Any]:
    """As a question is drawn: figure, table, sentence."""
    parts = (found.labels, found.rows, found.columns, found.cells)
    return {
        "figure": figures.draw_cross(*parts),
        "table": found.table,
        "sentence": found.sentence,
        "finding": "",
        "cards": None,
    }


# At the desk


def show_cross(session: LiveSession, questions: Sequence[Question], question: Question) -> None:
    """Put a pair against each other on the projector; refuses what may not be told."""
    other = find_partner(questions, question)
    if other is None:
        raise PollsError("cross.none", _("Deze vraag is niet tegen een andere te zetten."))
    if not (stands_still(session, question) and stands_still(session, other)):
        raise PollsError(
            "cross.open",
            _("Sluit eerst beide vragen: tegen elkaar kan pas als niemand meer antwoordt."),
        )
    decide(session, questions, question)
    first = min(question, other, key=lambda each: each.pk)
    if not first.split:
        raise PollsError("cross.none", _("Nog niemand heeft beide vragen beantwoord."))
    if "cross" not in first.split:
        raise PollsError("cross.small", refusal())
    first.split_shown = True


def hide_cross(questions: Iterable[Question], question: Question) -> None:
    question.split_shown = False
    if other := find_partner(questions, question):
        other.split_shown = False


def refusal() -> str:
    """Why it is not told; one sentence for each reason would tell something by itself."""
    return _(
        "Deze twee vragen laten we niet tegen elkaar zien: een groep is te klein, iedereen daarin "
        "zei hetzelfde, of de antwoorden zijn veranderd nadat de uitslag te zien was."
    )
