"""What stands beside the answers to a question: the same answers by group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from polls.figures import Table
from polls.models import LiveSession, Question
from polls.results import splits
from polls.results.splits import Split
from polls.results.tallies import Result
from workshop.exports.tables import cell_number


@dataclass(frozen=True)
class Beside:
    """One drawing beside the rounds of a question. `id` ends its name in a file,
    `key` is its name in JSON, `sources` are
    the keys of the questions that it tells something of; `data` is what JSON has."""

    id: str
    key: str
    heading: str
    drawing: Mapping[str, Any]
    sources: tuple[str, ...]
    data: Mapping[str, Any]
    rows: Sequence[Sequence[str | int | float]]

    @property
    def table(self) -> Table:
        table: Table = self.drawing["table"]
        return table

    @property
    def sentence(self) -> str:
        return str(self.drawing["sentence"])


def find_besides(
    session: LiveSession,
    question: Question,
    asked: Sequence[Result],
    questions: Sequence[Question],
) -> tuple[Beside, ...]:
    """What stands beside the answers to one of these questions."""
    splitter = splits.find_splitter(questions, question)
    found = (splits.find_split(session, each, splitter) for each in asked)
    return tuple(beside_of_split(split) for split in found if split)


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


def tidy_rows(split: Split) -> Sequence[Sequence[str | int | float]]:
    """A row for each option of each group: round, by, groups, how many, code, value."""
    return [
        [
            split.round,
            split.segment.key,
            "+".join(key or "-" for key in keys),
            group.n,
            code,
            number.value if (number := cell_number(cell)) else "",
        ]
        for keys, group in zip(split.keys, split.groups, strict=True)
        for code, cell in group.cells.items()
    ]
