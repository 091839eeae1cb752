"""Tables on slides that PowerPoint draws itself, a darker cell for a higher number."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Pt

from polls.figures import Table, write_cell
from workshop.exports import tables
from workshop.exports.powerpoint import BODY, LEFT, PAPER, ROOM, color_rgb, describe
from workshop.exports.slide_charts import HIGH
from workshop.exports.tables import one_line

FIRST = 0.24  # of the width: its first column
LETTERS, NUMBERS = 14, 18  # points


def draw_table(slide: Slide, table: Table, words: str) -> None:
    """A native table of counts; `words` say the same."""
    rows, columns = len(table.rows) + 1, len(table.columns)
    shapes: Any = slide.shapes
    frame = shapes.add_table(rows, columns, LEFT, BODY, ROOM, HIGH)
    describe(frame, words)
    made = frame.table
    made.horz_banding = False
    made.columns[0].width = int(FIRST * ROOM)
    for column in range(1, columns):
        made.columns[column].width = int((1 - FIRST) * ROOM / (columns - 1))
    for place, name in enumerate(table.columns):
        write_name(made.cell(0, place), name)
    shades = tables.shade_counts(table)
    for down, line in enumerate(table.rows):
        write_name(made.cell(down + 1, 0), write_cell(line[0]))
        for across, cell in enumerate(line[1:]):
            write_number(made.cell(down + 1, across + 1), write_cell(cell), shades[down][across])


def write_name(cell: Any, words: str) -> None:
    fill_cell(cell, "sand")
    style(cell, words, LETTERS, PP_ALIGN.LEFT)


def write_number(cell: Any, words: str, color: str) -> None:
    fill_cell(cell, color)
    style(cell, words, NUMBERS, PP_ALIGN.CENTER)


def fill_cell(cell: Any, color: str) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = color_rgb(color)


def style(cell: Any, words: str, size: int, align: Any) -> None:
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame = cell.text_frame
    frame.text = one_line(words)
    [paragraph] = frame.paragraphs
    paragraph.alignment = align
    paragraph.font.size, paragraph.font.bold = Pt(size), True
    paragraph.font.color.rgb = color_rgb(PAPER.text)
