"""Two choices against each other: figure, table and sentence."""

from __future__ import annotations

import pytest

from polls.figures import Bar, cross_sentence, cross_table, draw_cross
from polls.figures.crosses import Cells, shade_of
from polls.figures.numbers import encode_table

LABELS = ("goed", "minder")
ROWS = [
    Bar("A", "Ambitie", 7, color="a"),
    Bar("B", "Belangen", 6),
    Bar("", "overige", 5),
]
COLUMNS = [Bar("A", "Ambitie", 8), Bar("", "overige", 10)]
CELLS: Cells = [[3, 4], [5, 1], [0, 5]]


def test_a_table_has_a_row_and_a_column_for_what_is_told_as_one():
    assert encode_table(cross_table(LABELS, ROWS, COLUMNS, CELLS)) == {
        "columns": ["goed ↓, minder →", "A. Ambitie (n = 8)", "overige (n = 10)"],
        "rows": [
            ["A. Ambitie (n = 7)", 3, 4],
            ["B. Belangen (n = 6)", 5, 1],
            ["overige (n = 5)", 0, 5],
        ],
    }


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (CELLS, "Het vaakst samen: B. Belangen bij 'goed' met A. Ambitie bij 'minder' (5)."),
        ([[0, 7], [0, 6], [0, 5]], "Geen twee keuzes springen er samen uit."),
    ],
)
def test_a_sentence_names_the_two_that_most_people_chose(cells: Cells, said: str):
    """What is told as one is no choice."""
    assert cross_sentence(LABELS, ROWS, COLUMNS, cells) == said


def test_a_darker_cell_has_more_people():
    figure = draw_cross(LABELS, ROWS, COLUMNS, CELLS)

    cells = [each for each in figure["layout"]["shapes"] if each["type"] == "rect"]
    shades = [each["opacity"] for each in cells]
    assert [len(cells), shades[2], shades[4]] == [6, shade_of(1), shade_of(0)]
    assert shades[3] < shades[0] < shades[1] < shades[2] == shades[5]
    notes = [note["text"] for note in figure["layout"]["annotations"]]
    assert [note for note in notes if note.isdigit()] == ["3", "4", "5", "1", "0", "5"]
    assert {"goed ↓", "minder →", "A. Ambitie", "overige"} <= set(notes)


def test_a_name_is_no_markup():
    figure = draw_cross(("<b>", "&"), [Bar("x", "<i>", 1)], [Bar("y", "<u>", 1)], [[1]])

    written = str([note["text"] for note in figure["layout"]["annotations"]])
    assert "<i>" not in written
    assert "&lt;i&gt;" in written
