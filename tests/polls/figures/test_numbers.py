"""Numbers read as the language writes them."""

from __future__ import annotations

import pytest
from django.utils import translation

from polls import figures
from polls.figures import (
    Cell,
    Change,
    Count,
    CountedShare,
    Label,
    Mean,
    Range,
    Share,
    Table,
    Text,
)


def test_numbers_are_written_as_in_the_language() -> None:
    told = {}
    for language in ("nl", "en"):
        with translation.override(language):
            told[language] = (
                figures.write_people(1234),
                figures.write_people(1),
                figures.write_cell(Mean(15, 4)),
            )

    assert told == {
        "nl": ("1.234 mensen", "1 mens", "3,8"),
        "en": ("1,234 people", "1 person", "3.8"),
    }


@pytest.mark.parametrize(
    ("cell", "dutch", "english"),
    [
        (Label("A. Ambitie", "a"), "A. Ambitie", "A. Ambitie"),
        (Text("40%"), "40%", "40%"),
        (Count(1234), "1.234", "1,234"),
        (Share(2, 3), "67%", "67%"),
        (Share(1, 200), "1%", "1%"),  # halves up
        (Share(0, 0), "0%", "0%"),
        (CountedShare(1500, 3000), "50% (1.500)", "50% (1,500)"),
        (Mean(15, 4), "3,8", "3.8"),
        (Mean(29, 20), "1,5", "1.5"),  # 1.45 as a float lies below it
        (Mean(0, 0), "–", "–"),
        (Range(Share(1, 10), Share(1, 2)), "10% – 50%", "10% – 50%"),
        (Change(Share(8, 20), Share(13, 25)), "+12", "+12"),
        (Change(Share(1, 2), Share(1, 3)), "−17", "−17"),
        (Change(Share(1, 2), Share(2, 4)), "0", "0"),
    ],
)
def test_a_cell_is_written_at_the_last_moment(cell: Cell, dutch: str, english: str) -> None:
    told = []
    for language in ("nl", "en"):
        with translation.override(language):
            told.append(figures.write_cell(cell))

    assert told == [dutch, english]


def test_screens_get_counts_as_numbers_and_all_else_as_text() -> None:
    table = Table(("keuze", "aantal", "deel"), ((Label("Ja"), Count(1234), Share(2, 3)),))

    with translation.override("nl"):
        assert figures.encode_table(table) == {
            "columns": ["keuze", "aantal", "deel"],
            "rows": [["Ja", 1234, "67%"]],
        }


def test_what_is_no_cell_is_not_written() -> None:
    with pytest.raises(TypeError, match="No cell of a table: '67%'"):
        figures.write_cell("67%")  # type: ignore[arg-type]


def test_minutes_are_rounded_to_the_nearest() -> None:
    assert [figures.write_minutes(each) for each in (0.4, 1.4, 1.5)] == [
        "0\u00a0minuten",
        "1\u00a0minuut",
        "2\u00a0minuten",
    ]


def test_shares_that_make_a_hundred_need_no_remark() -> None:
    assert [figures.rounding_note(counts, sum(counts)) for counts in ([1, 1], [1, 1, 1], [0])] == [
        "",
        "Door afronding samen geen 100%.",
        "",
    ]


def test_only_nothing_is_none_and_only_all_is_all():
    told = [figures.write_percent(part, 300) for part in (0, 1, 2, 298, 299, 300)]

    assert told == ["0%", "<1%", "1%", "99%", ">99%", "100%"]
