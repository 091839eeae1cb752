"""What may be told of two choices against each other: whoever sees every table learns nobody's
answer.

The results of both questions are there anyway. Of what everybody answered there are so many
worlds; those that look alike to the attacker are kept apart by nothing. When in all of them one
person gave the same answer, the attacker knows it, and may not know it without the table. The
attacker knows who answered which question, and by turns nothing else, all answers to the first
question, or all answers to the second.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import combinations, pairwise, product
from typing import NamedTuple

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


class Seen(NamedTuple):
    """What the attacker saw: the results of both questions, and those with the table."""

    room: Hashable
    all: Hashable


def count_pairs(world: Sequence[Pair]) -> dict[Pair, int]:
    return dict(Counter(world))


def total(world: Sequence[Pair], *sides: int) -> Hashable:
    return tuple(tuple(sorted(Counter(pair[side] for pair in world).items())) for side in sides)


@cache
def decide(counts: Counts) -> Hashable:
    return the_rule(dict(counts))


def cross(world: Sequence[Pair]) -> Hashable:
    return decide(tuple(sorted(Counter(world).items())))


def watch(world: World, looks: Sequence[int]) -> Seen:
    """Both results are shown each time that so many had answered; decided the first time."""
    room = tuple(total(world[:n], 0, 1) for n in looks)
    return Seen(room, (room, cross(world[: looks[0]])))


def watch_anew(world: World, looks: Sequence[int]) -> Seen:
    """Counted again each time."""
    room = tuple(total(world[:n], 0, 1) for n in looks)
    return Seen(room, (room, tuple(cross(world[:n]) for n in looks)))


def watch_one_first(world: World, looks: Sequence[int]) -> Seen:
    """The first question was shown when fewer had answered it: nothing is told."""
    room = (total(world[: looks[0]], 0), total(world[: looks[1]], 0, 1))
    return Seen(room, room)


def watch_one_first_anyway(world: World, looks: Sequence[int]) -> Seen:
    """As someone who decides when both are there."""
    room = watch_one_first(world, looks).room
    return Seen(room, (room, cross(world[: looks[1]])))


def list_worlds(people: int, answers: Sequence[Pair]) -> list[World]:
    return list(product(answers, repeat=people))


ANSWERS = list(product("xy", repeat=2))
SOME_SKIP = [pair for pair in product(("x", "y", NOBODY), repeat=2) if pair != (NOBODY, NOBODY)]


def attack(
    worlds: Sequence[tuple[tuple[str, ...], ...]], watch: Callable[..., Seen]
) -> tuple[int, int]:
    """Leaks over all attackers, and in how many worlds there was more to see than the results."""
    answers = [tuple(answer for pair in world for answer in pair) for world in worlds]
    seen = [watch(world) for world in worlds]
    leaks = 0
    for side in (None, 0, 1):
        known = [
            tuple(
                (bool(pair[0]), bool(pair[1]), pair[side] if side is not None else "")
                for pair in world
            )
            for world in worlds
        ]
        room = list(zip(known, (each.room for each in seen), strict=True))
        everything = list(zip(known, (each.all for each in seen), strict=True))
        before, after = same_answers(room, answers), same_answers(everything, answers)
        leaks += sum(
            bool(after[all] - before[mine]) for mine, all in zip(room, everything, strict=True)
        )
    return leaks, sum(each.all != each.room for each in seen)


def same_answers(
    views: Sequence[Hashable], answers: Sequence[Sequence[str]]
) -> dict[Hashable, frozenset[int]]:
    """By what the attacker sees: which answers are the same in all worlds that look so."""
    worlds: dict[Hashable, list[Sequence[str]]] = defaultdict(list)
    for view, each in zip(views, answers, strict=True):
        worlds[view].append(each)
    return {
        view: frozenset(
            place for place, found in enumerate(zip(*each, strict=True)) if len(set(found)) == 1
        )
        for view, each in worlds.items()
    }


LOOKS = ((4, 5), (5,), (2, 3, 4, 5), (1, 2, 3, 4, 5))


@pytest.mark.parametrize("looks", LOOKS)
def test_nobody_is_known_however_the_session_grows(looks: tuple[int, ...]):
    leaks, _told = attack(list_worlds(5, ANSWERS), lambda world: watch(world, looks))

    assert leaks == 0


def test_somebody_is_known_when_it_is_counted_again_with_one_more():
    leaks, _told = attack(list_worlds(5, ANSWERS), lambda world: watch_anew(world, (4, 5)))

    assert leaks > 0


def test_nobody_is_known_when_one_question_was_seen_with_fewer_answers():
    worlds = list_worlds(5, ANSWERS)

    leaks, _told = attack(worlds, lambda world: watch_one_first(world, (4, 5)))
    anyway, told = attack(worlds, lambda world: watch_one_first_anyway(world, (4, 5)))

    assert (leaks, anyway > 0, told > 0) == (0, True, True)


# Two rounds, and groups


def watch_rounds(world: Sequence[Story], *, there: Sequence[int], moved: bool) -> Seen:
    """Both questions are crossed, then the first is asked again, of whoever is still there. Of a
    question that was crossed it is not said how many chose something else."""
    pairs = [(one, other) for one, other, _later in world]
    again = tuple(sorted(Counter(world[n][2] for n in there).items()))
    other = sum(world[n][0] != world[n][2] for n in there)
    weighed = fold_sides(count_pairs(pairs), ("xyz", "xyz"), MINIMUM) is not None
    room = total(pairs, 0, 1), again
    said = other if moved or not weighed else None
    return Seen((room, other), (room, said, cross(pairs)))


def count_round_leaks(*, moved: bool) -> tuple[int, int]:
    """Whoever is not there any more answers nothing."""
    leaks = told = 0
    for there in ((0, 1, 2, 3), (0, 1, 2), (1,), ()):
        worlds = [
            world
            for world in product(product("xy", "xy", "xy-"), repeat=4)
            if all((each[2] == "-") is (n not in there) for n, each in enumerate(world))
        ]
        found, _told = attack(worlds, partial(watch_rounds, there=there, moved=moved))
        leaks += found
        told += sum(bool(cross([each[:2] for each in world])) for world in worlds)
    return leaks, told


def test_nobody_is_known_by_a_table_of_one_of_two_rounds():
    leaks, told = count_round_leaks(moved=False)

    assert (leaks, told > 0) == (0, True)


def test_somebody_is_known_when_it_is_also_said_how_many_changed():
    leaks, _told = count_round_leaks(moved=True)

    assert leaks > 0


def watch_groups(world: World, groups: Sequence[str], *, crossed: bool) -> Seen:
    """Both questions are told by a third one; `crossed` against each other too."""
    room = total(world, 0, 1)
    splits = tuple(by_group(groups, [pair[side] for pair in world]) for side in (0, 1))
    return Seen((room, splits), (room, splits, cross(world) if crossed else None))


def by_group(groups: Sequence[str], answers: Sequence[str]) -> Hashable:
    found = {
        key: Answers(
            tuple(
                Counted([answer], number)
                for answer, number in sorted(
                    Counter(
                        answer
                        for group, answer in zip(groups, answers, strict=True)
                        if group == key
                    ).items()
                )
            )
        )
        for key in ("a", "b", NOBODY)
    }
    return tuple(
        (part.groups, tuple((*each.value, each.count) for each in part.answers))
        for part in split_answers(CHOICE, found, MINIMUM)
    )


def test_a_table_beside_groups_would_tell_of_somebody_and_is_not_told():
    """The rule tells no table where another question makes groups (crosses.find_partner)."""
    worlds = list_worlds(5, ANSWERS)

    without, _told = attack(worlds, lambda world: watch_groups(world, "aabbb", crossed=False))
    beside, _told = attack(worlds, lambda world: watch_groups(world, "aabbb", crossed=True))

    assert (without, beside > 0) == (0, True)


# What is told


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
