"""A table on a slide, read by python-pptx."""

from __future__ import annotations

from polls.figures import Count, Label, Table
from workshop.exports import tables
from workshop.exports.powerpoint import PAPER, Deck
from workshop.exports.slide_tables import draw_table

CELLS = Table(
    ("goed ↓, minder →", "A. Ambitie (n = 8)", "overige (n = 10)"),
    (
        (Label("A. Ambitie (n = 7)", "a"), Count(3), Count(4)),
        (Label("B. Belangen\x0b (n = 11)", "b"), Count(0), Count(11)),
    ),
)


def test_a_table_is_native_and_says_more_with_a_darker_cell():
    deck = Deck("")
    slide = deck.blank(PAPER)

    draw_table(slide, CELLS, "Vooral B")

    [frame] = [shape for shape in slide.shapes if shape.has_table]
    cells = [[cell.text for cell in row.cells] for row in frame.table.rows]
    assert cells == [
        ["goed ↓, minder →", "A. Ambitie (n = 8)", "overige (n = 10)"],
        ["A. Ambitie (n = 7)", "3", "4"],
        ["B. Belangen� (n = 11)", "0", "11"],
    ]
    assert 'descr="Vooral B"' in frame._element.xml
    fills = [str(frame.table.cell(2, at).fill.fore_color.rgb).lower() for at in (1, 2)]
    assert fills == [color[1:] for color in tables.shade_counts(CELLS)[1]]
    assert fills[0] != fills[1]
    assert frame.left + frame.width <= deck.presentation.slide_width
