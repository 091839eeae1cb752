"""An example of every kind: its block, and the answers that its folder has to try."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from polls import kinds
from polls.kinds.base import Counted, Kind
from tests.polls.kinds import extra

COUNTS = [3, 1, 2]

with extra.installed():
    KINDS = dict(kinds.all())
    FOUND = {name: import_module(f"polls.kinds.{name}.values") for name in KINDS}

BLOCKS: dict[str, dict[str, Any]] = {name: found.BLOCK for name, found in FOUND.items()}
VALUES: dict[str, list[Any]] = {name: found.GOOD for name, found in FOUND.items()}
EXAMPLES = {name: kind(kind.parse_spec(BLOCKS[name])) for name, kind in KINDS.items()}
BAD = [
    pytest.param(EXAMPLES[name], value, code, id=f"{name}-{value!r:.30}")
    for name, found in FOUND.items()
    for value, code in found.BAD
]

every_kind = pytest.mark.parametrize("kind", EXAMPLES.values(), ids=EXAMPLES)


def answers(kind: Kind) -> list[Counted]:
    values = [kind.clean(value) for value in VALUES[kind.name]]
    return [Counted(value, count) for value, count in zip(values, COUNTS, strict=True)]
