"""What may be told of two choices against each other: whoever sees every table learns nobody's
answer.

The results of both questions are there anyway. Of what everybody answered there are so many
worlds; those that look alike to the attacker are kept apart by nothing. When in all of them one
person gave the same answer, the attacker knows it, and may not know it without the table. The
attacker knows who answered which question, and by turns nothing else, all answers to the first
question, or all answers to the second.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise, product

import pytest

from polls import kinds
from polls.kinds.base import Counted
from polls.results.cross_rule import Crossed, cross_answers, fold_sides
from polls.results.split_rule import NOBODY, Answers, split_answers

MINIMUM = 2
Pair = tuple[str, str]  # what somebody answered to both questions
Story = tuple[str, str, str]  # and what to the first one when it was asked again
World = tuple[Pair, ...]  # what everybody answered, in the order in which they came
Counts = tuple[tuple[Pair, int], ...]
Rule = Callable[[Mapping[Pair, int], int], Hashable]


def the_rule(pairs: Mapping[Pair, int], minimum: int = MINIMUM) -> Hashable:
    return cross_answers(pairs, ("xyz", "xyz"), minimum)


def without_mixing(pairs: Mapping[Pair, int], minimum: int = MINIMUM) -> Hashable:
    """The minimum alone: also rows and columns in which everybody said the same."""
    places = fold_sides(pairs, ("xyz", "xyz"), minimum)
    if places is None:
        return None
    return tuple(
        (row, column, sum(pairs.get(pair, 0) for pair in product(row, column)))
        for row, column in product(*places)
    )


def without_columns(pairs: Mapping[Pair, int], minimum: int = MINIMUM) -> Hashable:
    """The second question split by the first, as if nobody could know answers to the second."""
    found = {
        key: Answers(
            tuple(Counted([m], n) for (g, m), n in sorted(pairs.items()) if g == key and m)
        )
        for key in ("x", "y", "z", NOBODY)
    }
    return (
        tuple(
            (part.groups, tuple(sorted((each.value[0], each.count) for each in part.answers)))
            for part in split_answers(CHOICE, found, minimum)
        )
        or None
    )


def without_rest(pairs: Mapping[Pair, int], minimum: int = MINIMUM) -> Hashable:
    """Every cell, as soon as there are enough people in it, and the others left out."""
    return tuple((pair, n) for pair, n in sorted(pairs.items()) if n >= minimum)


def everything(pairs: Mapping[Pair, int], minimum: int = MINIMUM) -> Hashable:
    return tuple(sorted(pairs.items()))


OPTIONS = [{"key": key, "label": key.upper()} for key in "xyz"]
CHOICE = kinds.bind("choice", {"options": OPTIONS, "max": 1, "other": None})


# Every table of so many people: who gives which answer does not matter to any of these attackers


def list_tables(options: str, people: int) -> Iterator[dict[Pair, int]]:
    """Every table of so many people, of whom some skipped one of the two questions."""
    cells = [pair for pair in product((*options, NOBODY), repeat=2) if pair != (NOBODY, NOBODY)]
    for bars in combinations(range(people + len(cells) - 1), len(cells) - 1):
        edges = (-1, *bars, people + len(cells) - 1)
        sizes = (after - before - 1 for before, after in pairwise(edges))
        yield {cell: size for cell, size in zip(cells, sizes, strict=True) if size}


def answers_of(table: Mapping[Pair, int], side: int, *, both: bool | None = None) -> Counts:
    """How many gave each answer to one of the questions, of those who answered `both`, or only
    this one, or of everybody."""
    found: Counter[str] = Counter()
    for pair, number in table.items():
        if pair[side] and (both is None or bool(pair[1 - side]) is both):
            found[pair[side]] += number
    return tuple(sorted(found.items()))


def knowing_nothing(table: Mapping[Pair, int]) -> tuple[Hashable, dict[Hashable, Counts]]:
    """What the attacker knows beside the results; and of people whom nothing tells apart, what
    they answered."""
    kinds_of_people = {
        (side, both): answers_of(table, side, both=both)
        for side in (0, 1)
        for both in (True, False)
    }
    present = tuple(sum(n for _key, n in found) for found in kinds_of_people.values())
    return present, kinds_of_people


def knowing(side: int) -> Callable[[Mapping[Pair, int]], tuple[Hashable, dict[Hashable, Counts]]]:
    """Whoever knows all answers to one of the questions: of people with the same answer there,
    what they answered to the other."""

    def attacker(table: Mapping[Pair, int]) -> tuple[Hashable, dict[Hashable, Counts]]:
        people: dict[Hashable, Counts] = {}
        for key in sorted({pair[side] for pair in table}):
            here = {pair: n for pair, n in table.items() if pair[side] == key}
            people[key] = answers_of(here, 1 - side)
        skipped = answers_of(table, side, both=False)
        sizes = tuple((key, sum(n for _answer, n in found)) for key, found in people.items())
        return (sizes, skipped), people

    return attacker


ATTACKERS = (knowing_nothing, knowing(0), knowing(1))


def count_leaks(rule: Rule, options: str, people: int, minimum: int = MINIMUM) -> tuple[int, int]:
    """In how many tables an answer is known by the rule's table and not without it; and of how
    many a table was told at all."""
    tables = list(list_tables(options, people))
    told = [rule(table, minimum) for table in tables]
    leaks = 0
    for attacker in ATTACKERS:
        seen = [attacker(table) for table in tables]
        room = [
            (known, answers_of(table, 0), answers_of(table, 1))
            for table, (known, _people) in zip(tables, seen, strict=True)
        ]
        people_of = [people for _known, people in seen]
        before = find_known(room, people_of)
        after = find_known(list(zip(room, told, strict=True)), people_of)
        leaks += sum(
            bool(after[mine, answer] - before[mine])
            for mine, answer in zip(room, told, strict=True)
        )
    return leaks, sum(bool(each) for each in told)


def find_known(
    views: Sequence[Hashable], people: Sequence[Mapping[Hashable, Counts]]
) -> dict[Hashable, frozenset[tuple[Hashable, str]]]:
    """By what the attacker sees: which people have one answer in all tables that look so."""
    known: dict[Hashable, frozenset[tuple[Hashable, str]]] = {}
    for view, each in zip(views, people, strict=True):
        sure = frozenset((who, answers[0][0]) for who, answers in each.items() if len(answers) == 1)
        known[view] = known[view] & sure if view in known else sure
    return known


@pytest.mark.parametrize(
    ("options", "people", "minimum"), [("xy", 8, 2), ("xy", 9, 3), ("xyz", 5, 2)]
)
def test_nobody_is_known_by_two_choices_against_each_other(options: str, people: int, minimum: int):
    leaks, told = count_leaks(the_rule, options, people, minimum)

    assert (leaks, told > 50) == (0, True)


@pytest.mark.parametrize("rule", [without_mixing, without_columns, without_rest, everything])
def test_the_attacker_knows_somebody_when_a_part_of_the_rule_is_off(rule: Rule):
    leaks, _told = count_leaks(rule, "xy", 6)

    assert leaks > 0


# Over time: everybody by name


def test_a_room_of_thirty_has_its_table():
    """Five conditions, thirty people, somebody skips a question: the few are told together."""
    cells = ["ABBCCCDE-", "BAADEC", "CBBADEA", "DABAB", "EABCA"]
    pairs = Counter((row[0], column.replace("-", NOBODY)) for row in cells for column in row[1:])

    told = cross_answers(pairs, ("ABCDE", "ABCDE"), 5)

    assert isinstance(told, Crossed)
    assert sum(map(sum, told.cells)) == sum(pairs.values())
    assert told.least >= 5


def test_who_skipped_a_question_makes_no_row_large_enough():
    pairs = {("x", "x"): 2, ("x", "y"): 2, ("y", "x"): 3, ("y", "y"): 3, ("x", NOBODY): 2}

    assert the_rule(pairs, 5) is None  # of the six in a row two may be those who skipped
