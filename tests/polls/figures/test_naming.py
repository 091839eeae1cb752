"""Names in sentences."""

from __future__ import annotations

import pytest

from polls import figures
from polls.figures import Mean


@pytest.mark.parametrize(
    ("names", "joined"),
    [(["A"], "A"), (["A", "B"], "A en B"), (["A", "B", "C", "D"], "A, B, C en D")],
)
def test_names_are_joined_as_people_say_them(names: list[str], joined: str):
    assert figures.join_names(names) == joined


def test_all_that_share_the_first_or_the_last_place_are_found():
    rows = [("a", 3), ("b", 1), ("c", 3), ("d", 1), ("e", 2)]

    assert figures.find_leaders(rows, lambda row: row[1]) == [("a", 3), ("c", 3)]
    assert figures.find_trailers(rows, lambda row: row[1]) == [("b", 1), ("d", 1)]


def test_an_average_says_of_how_many_where_not_everybody_gave_a_number():
    assert figures.write_rated("E. Proces", Mean(20, 4), 4) == "E. Proces (5,0)"
    assert figures.write_rated("E. Proces", Mean(5, 1), 12) == "E. Proces (5,0 van 1 mens)"
