"""Which table of two choices against each other may be told, so that it gives away nobody's answer.

Pure, as split_rule.py is, whose rule this is in two directions; why it is so, and that it holds,
is in docs/privacy.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from polls.results.split_rule import NOBODY, fold_sizes

Pairs = Mapping[tuple[str, str], int]  # how many people gave these two; NOBODY is no answer
Places = tuple[tuple[str, ...], ...]  # what is told as one: an option by itself, or several


@dataclass(frozen=True, slots=True)
class Crossed:
    """How many people stand in each row and column. `least` is how many of those in any of them
    answered both for certain."""

    rows: Places
    columns: Places
    cells: tuple[tuple[int, ...], ...]
    least: int


def cross_answers(
    pairs: Pairs, keys: tuple[Iterable[str], Iterable[str]], minimum: int
) -> Crossed | None:
    """The table that may be told, in which everybody stands who answered either; None when none
    may. `keys` are the options of both questions, in their order.

    Of everybody in a row it tells apart at least two by what they said in its columns, and of
    everybody in a column by what they said in its rows: whoever knows all answers to one of the
    two questions can let any two of these change places.
    """
    places = fold_sides(pairs, keys, minimum)
    if places is None:
        return None
    rows, columns = places
    cells = tuple(
        tuple(sum(pairs.get((a, b), 0) for a in row for b in column) for column in columns)
        for row in rows
    )
    skipped = count_skipped(pairs)
    certain = [
        *(certain_of(line, columns, skipped[1]) for line in cells),
        *(certain_of(line, rows, skipped[0]) for line in zip(*cells, strict=True)),
    ]
    if any(sum(number > 0 for number in line) < 2 for line in certain):
        return None
    sizes = [sum(line) - skipped[1] for line in cells]
    sizes += [sum(line) - skipped[0] for line in zip(*cells, strict=True)]
    return Crossed(rows, columns, cells, min(sizes))


def fold_sides(
    pairs: Pairs, keys: tuple[Iterable[str], Iterable[str]], minimum: int
) -> tuple[Places, Places] | None:
    """The rows and the columns as they may be told by their size alone, which is in the results
    of both questions; None when there are fewer than two of either. Each has the minimum, also
    without as many as skipped the other question."""
    skipped = count_skipped(pairs)
    folded = []
    for side in (0, 1):
        sizes: Counter[str] = Counter()
        for pair, number in pairs.items():
            sizes[pair[side]] += number
        ordered = {key: sizes[key] for key in (*keys[side], NOBODY)}
        present = [key for key, size in ordered.items() if size]
        folded.append(tuple(fold_sizes(ordered, present, minimum + skipped[1 - side])))
    rows, columns = folded
    return (rows, columns) if rows and columns else None


def count_skipped(pairs: Pairs) -> tuple[int, int]:
    """How many skipped the first question, and how many the second."""
    first, second = (
        sum(number for pair, number in pairs.items() if pair[side] == NOBODY) for side in (0, 1)
    )
    return first, second


def certain_of(line: Sequence[int], places: Places, skipped: int) -> list[int]:
    """Of how many in each of these cells it is certain that they answered the question that tells
    the cells apart, also for whoever does not know who skipped it."""
    return [
        max(0, number - skipped) if NOBODY in place else number
        for number, place in zip(line, places, strict=True)
    ]
