"""An example of every kind: the block of a deck, and answers to it."""

from __future__ import annotations

from typing import Any

import pytest

from polls import kinds
from polls.kinds.base import Counted, Kind
from tests.polls.kinds.extra.agree import AgreeKind

OPTIONS = [
    {"key": "A", "label": "Ambitie <b>", "color": "a"},
    {"key": "B", "label": "Belangen & co"},
    {"key": "C", "label": "Relatie", "help": "Vertrouw ik de anderen?"},
]
BLOCKS: dict[str, dict[str, Any]] = {  # a kind that is not here gets an empty block
    "choice": {"options": OPTIONS, "max": 2, "other": "Iets anders"},
    "open": {"max": 3},
    "points": {"options": OPTIONS},
    "quadrant": {"options": OPTIONS, "x": "Nu <goed>", "y": "Belangrijk & nodig"},
    "ranking": {"options": OPTIONS},
    "scale": {"options": OPTIONS, "low": "nee <b>", "high": "ja & zeker"},
    "words": {"max": 3},
}
VALUES: dict[str, list[Any]] = {
    "agree": ["ja", "nee", ["ja"]],
    "choice": [["A"], ["A", "B"], {"options": ["anders"], "other": "<i>tijd</i>"}],
    "open": [["te druk", "leuk"], ["<script>alert(1)</script>"], ["x & y"]],
    "points": [{"A": 100}, {"A": 60, "C": 40}, {"B": "99", "C": "1"}],
    "quadrant": [
        {"A.x": 1, "A.y": 5},
        {"A.x": 2, "A.y": 2, "C.x": 5, "C.y": 5},
        {"B.x": "3", "B.y": "4"},
    ],
    "questions": [["te druk?", "leuk"], ["<script>alert(1)</script>"], ["x & y"]],
    "ranking": [{"A": 1, "B": 2, "C": 3}, {"B": 1}, {"C": "1", "A": "2", "B": ""}],
    "scale": [{"A": 5, "B": 1, "C": 3}, {"A": 1}, {"B": "2", "C": ""}],
    "words": [["leuk", "druk"], ["Leuk!", "<i>"], ["x & y"]],
}
COUNTS = [3, 1, 2]

KINDS = {**kinds.all(), AgreeKind.name: AgreeKind}


def spec_of(kind: type[Kind] | Kind) -> dict[str, Any]:
    return kind.parse_spec(BLOCKS.get(kind.name, {}))


EXAMPLES = {name: kind(spec_of(kind)) for name, kind in KINDS.items()}

every_kind = pytest.mark.parametrize("kind", EXAMPLES.values(), ids=EXAMPLES)


def answers(kind: Kind) -> list[Counted]:
    values = [kind.clean(value) for value in VALUES[kind.name]]
    return [Counted(value, count) for value, count in zip(values, COUNTS, strict=True)]
