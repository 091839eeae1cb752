"""What may be told by group: everyone in small worlds who sees every table learns nobody's answer.

The attacker knows who came when, and in which group everybody is. Of what everybody answered
there are so many worlds; those that look alike to the attacker are kept apart by nothing. When in
all of them one person answered the same, the attacker knows that answer. What the tables of the
whole room tell by themselves (of one person, or of a room that agrees) is not the split's doing:
the attacker may not know more with the split than without.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations_with_replacement, pairwise, product
from typing import NamedTuple

import pytest

from polls import kinds
from polls.kinds.base import Counted
from polls.results.split_rule import NOBODY, Answers, fold_groups, split_answers

MINIMUM = 2
GROUPS = ("a", "b", NOBODY)
OPTIONS = [{"key": key, "label": key.upper()} for key in "xyz"]
CHOICE = kinds.bind("choice", {"options": OPTIONS, "max": 1, "other": None})

World = tuple[str, ...]  # what everybody answered, in the order in which they came
Told = tuple[Hashable, ...]  # by part who is in it and what they answered; () when nothing is
Rule = Callable[[Mapping[str, Sequence[str]]], Told]


def given(answers: Sequence[str]) -> Answers:
    return Answers(tuple(Counted([key], count) for key, count in sorted(Counter(answers).items())))


@cache
def decide(found: tuple[tuple[str, tuple[str, ...]], ...]) -> Told:
    answers = {key: given(words) for key, words in found}
    parts = split_answers(CHOICE, answers, MINIMUM)
    return tuple((part.groups, told_of(part.answers)) for part in parts)


def told_of(answers: Sequence[Counted]) -> Hashable:
    counts = CHOICE.tally(answers)["counts"]
    return tuple(sorted(counts.items()))


def the_rule(found: Mapping[str, Sequence[str]]) -> Told:
    return decide(tuple((key, tuple(sorted(words))) for key, words in found.items()))


def without_agreement(found: Mapping[str, Sequence[str]]) -> Told:
    """The minimum alone: also of a group that all said the same."""
    places = fold_groups({key: given(words) for key, words in found.items()}, MINIMUM)
    return tuple(
        (place, told_of(given([word for key in place for word in found[key]]).all))
        for place in places
    )


def without_rest(found: Mapping[str, Sequence[str]]) -> Told:
    """Each group that is large enough, and nothing of the others."""
    told = []
    for key, words in found.items():
        if key and len(words) >= MINIMUM and len(set(words)) > 1:
            told.append(((key,), told_of(given(words).all)))
    return tuple(told)


def total(answers: Sequence[str]) -> Hashable:
    return told_of(given(answers).all)


def in_groups(groups: Sequence[str], answers: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {key: [] for key in GROUPS}
    for key, answer in zip(groups, answers, strict=False):
        found[key].append(answer)
    return found


class Seen(NamedTuple):
    """What the attacker saw: the tables of the whole room, and those with the splits."""

    room: Hashable
    all: Hashable


def watch(groups: Sequence[str], world: World, looks: Sequence[int], rule: Rule) -> Seen:
    """The result is shown each time that so many had answered. It was split the first time; that
    split stands beside every result that is of the same answers."""
    room, told = [], []
    first = rule(in_groups(groups, world[: looks[0]]))
    for n in looks:
        room.append(total(world[:n]))
        told.append(first if n == looks[0] else ())
    return Seen(tuple(room), (tuple(room), tuple(told)))


def watch_anew(groups: Sequence[str], world: World, looks: Sequence[int], rule: Rule) -> Seen:
    """As someone who only minds the minimum: split again each time."""
    room = tuple(total(world[:n]) for n in looks)
    return Seen(room, (room, tuple(rule(in_groups(groups, world[:n])) for n in looks)))


def find_leaks(seen: Mapping[World, Seen]) -> int:
    """Of how many worlds somebody's answer is known by the splits, and not without them."""
    by_room: dict[Hashable, list[World]] = defaultdict(list)
    by_all: dict[Hashable, list[World]] = defaultdict(list)
    for world, each in seen.items():
        by_room[each.room].append(world)
        by_all[each.all].append(world)
    leaks = 0
    for each in seen.values():
        known, before = known_of(tuple(by_all[each.all])), known_of(tuple(by_room[each.room]))
        leaks += bool(known - before)
    return leaks


@cache
def known_of(worlds: tuple[World, ...]) -> frozenset[int]:
    """Whose answer is the same in all of these."""
    first = worlds[0]
    return frozenset(
        person
        for person in range(len(first))
        if all(world[person] == first[person] for world in worlds)
    )


def stories(people: int, options: str, looks: Sequence[Sequence[int]]) -> Iterator[tuple]:
    """Every way to come in, with every moment at which the result is shown. In between two of
    these nobody sees who came first, so that the order of groups there does not matter."""
    worlds = list(product(options, repeat=people))
    for moments in looks:
        edges = [0, *moments]
        lengths = [after - before for before, after in pairwise(edges)]
        orders = [combinations_with_replacement(GROUPS, length) for length in lengths]
        for pieces in product(*map(list, orders)):
            yield tuple(key for piece in pieces for key in piece), moments, worlds


def count_leaks(
    watch: Callable[..., Seen], rule: Rule, *universe: tuple, enough: int = 0
) -> tuple[int, int]:
    """Leaks, and in how many stories and worlds a split was told at all."""
    leaks = told = 0
    for people, options, looks in universe:
        for groups, moments, worlds in stories(people, options, looks):
            seen = {world: watch(groups, world, moments, rule) for world in worlds}
            leaks += find_leaks(seen)
            told += sum(any(each.all[1]) for each in seen.values())
            if enough and leaks >= enough:
                return leaks, told
    return leaks, told


ONE_BY_ONE = [tuple(range(first, 6)) for first in range(1, 6)]
TWICE = [(first, 6) for first in range(2, 6)] + [(6,)]
UNIVERSE = ((5, "xy", ONE_BY_ONE), (6, "xy", TWICE), (4, "xyz", [(2, 4), (3, 4), (4,)]))


def test_nobody_is_known_by_a_split_however_the_session_grows():
    leaks, told = count_leaks(watch, the_rule, *UNIVERSE)

    assert leaks == 0
    assert told > 1000  # else nothing was looked at


@pytest.mark.parametrize(
    ("watch", "rule"),
    [
        (watch_anew, the_rule),  # one more at a time, split anew
        (watch, without_agreement),  # a group that agrees
        (watch, without_rest),  # the room without the groups that are told
    ],
)
def test_the_attacker_knows_somebody_when_a_part_of_the_rule_is_off(
    watch: Callable[..., Seen], rule: Rule
):
    leaks, _told = count_leaks(watch, rule, (5, "xy", [(4, 5), (5,), *ONE_BY_ONE]), enough=1)

    assert leaks > 0


# Two rounds


def watch_rounds(
    groups: Sequence[str], there: tuple[Sequence[int], Sequence[int]], world: World, *, moved: bool
) -> Seen:
    """Round 1 is split and shown, then round 2 is shown. `world` holds both rounds, one after
    the other. Of a question that was split, or was not because a group agreed, it is not said how
    many chose something else."""
    people = len(groups)
    rounds = world[:people], world[people:]
    answered = [[each[n] for n in here] for each, here in zip(rounds, there, strict=True)]
    found = in_groups([groups[n] for n in there[0]], answered[0])
    told = the_rule(found)
    both = set(there[0]) & set(there[1])
    other = sum(rounds[0][n] != rounds[1][n] for n in both)
    room = tuple(map(total, answered))
    said = other if moved or not weighed(found) else None
    return Seen((room, other), ((room, said), told))


def weighed(found: Mapping[str, Sequence[str]]) -> bool:
    """Whether it took what people answered to decide, and not their number alone."""
    return bool(fold_groups({key: given(words) for key, words in found.items()}, MINIMUM))


def count_round_leaks(*, moved: bool) -> tuple[int, int]:
    people, leaks, told = 4, 0, 0
    everybody = range(people)
    worlds = list(product("xy", repeat=2 * people))
    some = [
        tuple(n for n in everybody if n not in out) for out in ([], [0], [3], [0, 3], [0, 2], [1])
    ]
    for groups in combinations_with_replacement("ab", people):
        for there in product(some, repeat=2):
            seen = {world: watch_rounds(groups, there, world, moved=moved) for world in worlds}
            # What somebody said who was not there is in no table: those worlds are one.
            leaks += find_leaks(seen)
            told += sum(bool(each.all[1]) for each in seen.values())
    return leaks, told


def test_nobody_is_known_by_a_split_of_one_of_two_rounds():
    leaks, told = count_round_leaks(moved=False)

    assert (leaks, told > 300) == (0, True)


def test_the_attacker_knows_somebody_when_it_is_also_said_how_many_changed():
    leaks, _told = count_round_leaks(moved=True)

    assert leaks > 0


# Sizes


@pytest.mark.parametrize(
    ("sizes", "places"),
    [
        ({"a": 5, "b": 5, NOBODY: 0}, [("a",), ("b",)]),
        ({"a": 5, "b": 4, NOBODY: 0}, []),
        ({"a": 9, "b": 4, NOBODY: 1}, [("a",), ("b", NOBODY)]),
        ({"a": 9, "b": 6, "c": 5, NOBODY: 1}, [("a",), ("b",), ("c", NOBODY)]),
        ({"a": 5, "b": 5, NOBODY: 1}, [("b",), ("a", NOBODY)]),
        ({"a": 20, "b": 0, NOBODY: 0}, []),
        ({"a": 5, "b": 0, NOBODY: 5}, [("a",), (NOBODY,)]),
    ],
)
def test_groups_that_are_too_small_are_told_together(
    sizes: dict[str, int], places: list[tuple[str, ...]]
):
    found = {key: given(["x"] * n) for key, n in sizes.items()}

    assert fold_groups(found, 5) == places


def test_answers_by_hand_make_no_group_large_enough():
    hands = (Counted(["x"], 3),)
    found = {"a": given("xyxyx"), "b": given("xyxyxy"), NOBODY: Answers((), hands)}

    assert fold_groups(found, 5) == [("b",), ("a", NOBODY)]


def test_everybody_alike_in_one_statement_of_several_is_told_of_nothing():
    scale = kinds.bind("scale", {"options": OPTIONS[:2], "low": "", "high": ""})
    mixed = Answers((Counted({"x": 1, "y": 2}, 3), Counted({"x": 2, "y": 3}, 3)))
    alike = Answers((Counted({"x": 1, "y": 2}, 3), Counted({"x": 1, "y": 3}, 3)))

    assert len(split_answers(scale, {"a": mixed, "b": mixed}, 5)) == 2
    assert split_answers(scale, {"a": mixed, "b": alike}, 5) == []
