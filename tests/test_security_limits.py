"""Every limit in docs/security.md has the value of the code, and a test that holds it."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from workshop.serving.admission import make_lanes

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "security.md").read_text()
SECTION = PAGE.split("\n## Abuse\n", 1)[1].split("\n## ", 1)[0]
ROWS = [
    [cell.strip() for cell in line.strip("| ").split(" | ")]
    for line in SECTION.splitlines()
    if line.startswith("| ")
]
LIMITS = [row for row in ROWS if len(row) == 5 and re.fullmatch(r"`[a-z_.]+\.[A-Z_]+`", row[2])]
LANES = [row for row in ROWS if len(row) == 5 and re.fullmatch(r"`[a-z]+`", row[0])]
# Modules whose every limit has to stand in the table.
HELD = (
    "workshop.serving.http_limits",
    "workshop.serving.frame_meter",
    "polls.realtime.limits",
    "polls.realtime.joins",
)
NO_LIMIT = {
    "FORGET",  # follows from the others
    *(
        "PATH",
        "PARTING",
        "MOMENT",
        "STATUS_LINE",
    ),  # how it is found, and how whoever is refused hears of it
    *(
        "CONTINUATION",
        "TEXT",
        "BINARY",
        "WHOLE_TEXT",
        "MASKED",
        "SHORT",
        "MORE",
        "PACKED",
    ),  # RFC 6455
}


def test_the_table_is_read():
    assert len(LIMITS) > 15
    assert len(LANES) == 11


@pytest.mark.parametrize("row", LIMITS, ids=lambda row: row[2])
def test_a_limit_has_the_value_of_the_code(row: list[str]):
    module, _dot, name = row[2].strip("`").rpartition(".")

    assert float(row[1].split()[0]) == getattr(import_module(module), name)


@pytest.mark.parametrize("row", LIMITS, ids=lambda row: row[2])
def test_a_limit_has_a_test_that_holds_it(row: list[str]):
    file, _colons, name = row[4].strip("`").partition("::")

    assert row[3]
    assert re.search(rf"^(async )?def {name}\(", (ROOT / file).read_text(), re.MULTILINE)


@pytest.mark.parametrize("module", HELD)
def test_no_limit_is_left_out_of_the_table(module: str):
    made = import_module(module)
    names = {name for name in vars(made) if name.isupper()} - NO_LIMIT

    assert {f"`{module}.{name}`" for name in names} <= {row[2] for row in LIMITS}


def test_the_lanes_are_those_of_the_code():
    made = [
        [f"`{lane.name}`", str(lane.threads), str(lane.queue), str(lane.each or "all")]
        for lane in make_lanes().values()
    ]

    assert [row[:4] for row in LANES] == made
