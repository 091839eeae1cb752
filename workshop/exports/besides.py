"""What stands beside the answers to a question: the same by subgroup, against the other question
of its pair, and those of before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from polls.figures import Scored, Table
from polls.models import Question
from polls.results import before, crosses, splits
from polls.results.before import Before
from polls.results.crosses import Cross
from polls.results.splits import Split
from polls.results.tallies import Result
from workshop.exports.source import Source
from workshop.exports.tables import cell_number


@dataclass(frozen=True)
class Beside:
    """One drawing beside the rounds of a question. `id` ends its name in a file,
    `key` is its name in JSON, `sources` are
    the keys of the questions that it tells something of; `data` is what JSON has. It is drawn as
    `bars`, or is a table by itself."""

    id: str
    key: str
    heading: str
    drawing: Mapping[str, Any]
    sources: tuple[str, ...]
    data: Mapping[str, Any]
    rows: Sequence[Sequence[str | int | float]]
    bars: bool = True

    @property
    def name(self) -> str:
        """What it is, in a few words."""
        names = {"split": _("Per deelgroep"), "before": _("Eerder en nu")}
        return names.get(self.key, self.heading)

    @property
    def table(self) -> Table:
        table: Table = self.drawing["table"]
        return table

    @property
    def sentence(self) -> str:
        return str(self.drawing["sentence"])


def find_besides(
    source: Source, question: Question, asked: Sequence[Result], earlier: Mapping[str, Result]
) -> tuple[Beside, ...]:
    """What stands beside the answers to one of these questions; `earlier` are the first rounds of
    those that were asked before it."""
    splitter = splits.find_splitter(source.questions, question)
    found = (splits.find_split(source.session, each, splitter) for each in asked)
    besides = [beside_of_split(split) for split in found if split]
    besides += [beside_of_cross(cross) for cross in find_crosses(source, asked[0], earlier)]
    if question.key in source.befores:
        besides.insert(0, beside_of_before(source.befores[question.key]))
    return tuple(besides)


def beside_of_before(found: Before) -> Beside:
    sides = [
        {"answered": group.n, "numbers": numbers_of(result)}
        for group, result in zip(found.groups, (found.before, found.now), strict=True)
    ]
    return Beside(
        id="eerder-en-nu",
        key="before",
        heading=_("Eerder en nu"),
        drawing=before.draw_before(found),
        sources=(),
        data={"session": found.code, "before": sides[0], "now": sides[1]},
        rows=[
            [round, "before" if group is found.groups[0] else "now", "", group.n, code, value]
            for round, group in zip(
                (found.before.round, found.now.round), found.groups, strict=True
            )
            for code, value in cells_of(group, names_of(found))
        ],
    )


def numbers_of(result: Result) -> Mapping[str, Any]:
    """A tally without own words but those that are counted, and may be shown."""
    return dict(result.tally)


def names_of(found: Before) -> Mapping[str, str]:
    """Of words the words themselves, which have no key."""
    if not before.is_words(found.now.question):
        return {}
    return {option["key"]: option["label"] for option in found.options}


def cells_of(group: Scored, names: Mapping[str, str]) -> Iterator[tuple[str, int | float | str]]:
    """The key of each option of a group, and its number."""
    for code, cell in group.cells.items():
        number = cell_number(cell)
        yield names.get(code, code), number.value if number else ""


def beside_of_split(split: Split) -> Beside:
    groups = [
        {"groups": list(keys), "numbers": numbers}
        for keys, numbers in zip(split.keys, split.numbers, strict=True)
    ]
    return Beside(
        id="per-deelgroep",
        key="split",
        heading=_("Per deelgroep: %(prompt)s") % {"prompt": split.segment.prompt},
        drawing=splits.draw_split(split),
        sources=(split.segment.key,),
        data={"by": split.segment.key, "round": split.round, "parts": groups},
        rows=list(tidy_rows(split)),
    )


def find_crosses(source: Source, second: Result, earlier: Mapping[str, Result]) -> Iterator[Cross]:
    """A question against the earlier one of its pair, as a slide calls both."""
    other = earlier.get(second.question.after)
    if other is None:
        return
    results = {each.question.key: each for each in (other, second)}
    for slide in source.deck.slides:
        for show in slide.shows:
            if show.view == "pair" and {*show.questions} == {*results}:
                parts = [results[key] for key in show.questions]
                if cross := crosses.find_cross(source.session, parts, show.labels):
                    yield cross
                return


def beside_of_cross(cross: Cross) -> Beside:
    first, _second = cross.questions
    rows, columns = cross.keys
    return Beside(
        id="tegen-elkaar",
        key="cross",
        heading=_("Tegen elkaar: %(one)s en %(other)s")
        % {"one": cross.labels[0], "other": cross.labels[1]},
        drawing=crosses.draw_cross(cross),
        sources=(first.key,),
        data={
            "by": first.key,
            "round": crosses.ROUND,
            "rows": rows,
            "columns": columns,
            "cells": cross.cells,
        },
        rows=[
            [
                crosses.ROUND,
                first.key,
                join_keys(row),
                bar.count,
                join_keys(column),
                cell / bar.count,
            ]
            for row, bar, cells in zip(rows, cross.rows, cross.cells, strict=True)
            for column, cell in zip(columns, cells, strict=True)
        ],
        bars=False,
    )


def join_keys(keys: Sequence[str]) -> str:
    """The keys of what is told as one; '-' for people who chose none."""
    return "+".join(key or "-" for key in keys)


def tidy_rows(split: Split) -> Sequence[Sequence[str | int | float]]:
    """A row for each option of each group: round, by, groups, how many, code, value."""
    return [
        [split.round, split.segment.key, join_keys(keys), group.n, code, value]
        for keys, group in zip(split.keys, split.groups, strict=True)
        for code, value in cells_of(group, {})
    ]
