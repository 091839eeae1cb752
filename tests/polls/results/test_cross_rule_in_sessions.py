"""Nobody is known by two choices against each other while a session goes on: more answers come in,
another round, groups beside it. test_cross_rule.py has the rule itself."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from functools import cache, partial
from itertools import product
from typing import NamedTuple

import pytest

from polls.kinds.base import Counted
from polls.results.cross_rule import fold_sides
from polls.results.split_rule import NOBODY, Answers, split_answers
from tests.polls.results.test_cross_rule import (
    CHOICE,
    MINIMUM,
    Counts,
    Pair,
    Story,
    World,
    the_rule,
)


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
