"""Which split of a question by group may be told, so that it gives away nobody's answer.

Pure: what was answered comes in, what may be told goes out. Who may ask, and when, is in
splits.py; why it is so is in docs/privacy.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from polls.kinds.base import Counted, Kind

NOBODY = ""  # the group of whoever chose none


@dataclass(frozen=True, slots=True)
class Answers:
    """What one group answered. `by_hand` was counted or entered by a facilitator: of nobody in
    particular, so that it never makes a group large enough."""

    given: tuple[Counted, ...] = ()
    by_hand: tuple[Counted, ...] = ()

    @property
    def people(self) -> int:
        return sum(each.count for each in self.given)

    @property
    def all(self) -> tuple[Counted, ...]:
        return self.given + self.by_hand


@dataclass(frozen=True, slots=True)
class Part:
    """What is told as one: a group, or several that are too small to be told apart."""

    groups: tuple[str, ...]
    answers: tuple[Counted, ...]


def split_answers(kind: Kind, found: Mapping[str, Answers], minimum: int) -> list[Part]:
    """The parts that may be told, which together are everybody; none when nothing may.

    Each has the minimum, and as there are at least two so has the room without it. In none did
    everybody say the same: then one would know of each what they said.
    """
    places = fold_groups(found, minimum)
    together = [join_answers(found[key] for key in place) for place in places]
    if any(is_uniform(kind, each.given) for each in together):
        return []
    return [Part(place, each.all) for place, each in zip(places, together, strict=True)]


def fold_groups(found: Mapping[str, Answers], minimum: int) -> list[tuple[str, ...]]:
    """Groups as they may be told by their size alone."""
    sizes = {key: each.people for key, each in found.items()}
    return fold_sizes(sizes, [key for key, each in found.items() if each.all], minimum)


def fold_sizes(
    sizes: Mapping[str, int], present: Collection[str], minimum: int
) -> list[tuple[str, ...]]:
    """Each that is large enough by itself, and those that are too small together with whoever
    chose none. Where these are too few as well, the smallest of the others joins them. None when
    fewer than two parts are left; `present` are those that somebody is in at all."""
    alone = [key for key in sizes if key != NOBODY and sizes[key] >= minimum]
    rest = [key for key in sizes if key not in alone and key in present]
    while alone and rest and sum(sizes[key] for key in rest) < minimum:
        joins = min(alone, key=lambda key: sizes[key])
        alone.remove(joins)
        rest.append(joins)
    places: list[tuple[str, ...]] = [(key,) for key in alone]
    if rest:
        places.append(tuple(key for key in sizes if key in rest))
    return places if len(places) > 1 else []


def join_answers(parts: Iterable[Answers]) -> Answers:
    """Several groups as one."""
    parts = list(parts)
    return Answers(
        tuple(each for part in parts for each in part.given),
        tuple(each for part in parts for each in part.by_hand),
    )


def is_uniform(kind: Kind, given: Sequence[Counted]) -> bool:
    """Whether everybody said the same, of one option or of all."""
    said = [
        {key if kind.counts_people else (key, cell) for key, cell in kind.cells(each.value)}
        for each in given
    ]
    return bool(said and set[object].intersection(*map(set[object], said)))
