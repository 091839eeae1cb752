"""Two choices against each other: a number for each two options, shaded, with its words.

Of rows and columns `count` is how many people stand in them; those that are several options told
as one, or people who skipped a question, have no key.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from polls.figures.cells import Count, Label, Table
from polls.figures.drawing import (
    HEIGHT,
    READABLE,
    WIDTH,
    Json,
    color_value,
    escape_text,
    hidden_axis,
    shared_layout,
    text_note,
)
from polls.figures.groups import HEAD, draw_terms
from polls.figures.naming import find_leaders, join_names
from polls.figures.numbers import write_whole
from polls.figures.options import Bar
from polls.lettering import wrap_text

NAMED = 2  # cells that a sentence names when they share the first place
PALE, DARK = 0.04, 0.36  # of a colour in a cell: what nobody chose, and what most people did
GAP = 6  # pixels between cells
FOOT = 24  # pixels below them, where the QR code of a projector begins
LARGEST = 48  # pixels of a number

Cells = Sequence[Sequence[int]]
Labels = tuple[str, str]  # what the question of the rows is called, and that of the columns


def cross_table(labels: Labels, rows: Sequence[Bar], columns: Sequence[Bar], cells: Cells) -> Table:
    """A row for each option of one question, a column for each of the other."""
    corner = _("%(rows)s ↓, %(columns)s →") % {"rows": labels[0], "columns": labels[1]}
    return Table(
        (corner, *map(name_line, columns)),
        tuple(
            (Label(name_line(row), row.color), *map(Count, line))
            for row, line in zip(rows, cells, strict=True)
        ),
    )


def name_line(line: Bar) -> str:
    return f"{line.name} (n = {write_whole(line.count)})"


def cross_sentence(
    labels: Labels, rows: Sequence[Bar], columns: Sequence[Bar], cells: Cells
) -> str:
    """Which two options most people chose together."""
    told = [
        (row, column, number)
        for row, line in zip(rows, cells, strict=True)
        for column, number in zip(columns, line, strict=True)
        if row.key and column.key
    ]
    first = find_leaders(told, lambda each: each[2]) if told else []
    if not 0 < len(first) <= NAMED or not first[0][2]:
        return _("Geen twee keuzes springen er samen uit.")
    names = join_names(
        _("%(row)s bij '%(rows)s' met %(column)s bij '%(columns)s'")
        % {
            "row": row.name_in_sentence,
            "rows": labels[0],
            "column": column.name_in_sentence,
            "columns": labels[1],
        }
        for row, column, _number in first
    )
    return _("Het vaakst samen: %(names)s (%(n)s).") % {
        "names": names,
        "n": write_whole(first[0][2]),
    }


def draw_cross(labels: Labels, rows: Sequence[Bar], columns: Sequence[Bar], cells: Cells) -> Json:
    """A table in which a darker cell has more people."""
    slot = (HEIGHT - HEAD - FOOT) / len(rows)
    left, shapes, notes = draw_terms(rows, slot)
    wide = (WIDTH - left) / len(columns)
    notes.append(text_note(f"{escape_text(labels[0])} ↓", 0, 128, font=soft(), xanchor="left"))
    notes.append(text_note(f"{escape_text(labels[1])} →", left, 28, font=soft(), xanchor="left"))
    for place, column in enumerate(columns):
        lines = wrap_text(column.name, READABLE, wide - 2 * GAP, 2)
        name = "<br>".join(map(escape_text, lines))
        notes.append(text_note(name, left + wide * (place + 0.5), 108))
    most = max(1, *(number for line in cells for number in line))
    size = round(min(LARGEST, slot / 2))
    for down, line in enumerate(cells):
        for across, number in enumerate(line):
            corner = left + across * wide, HEAD + down * slot
            shapes.append(shade_cell(*corner, wide, slot, number / most))
            middle = corner[0] + wide / 2, corner[1] + slot / 2
            note = text_note(write_whole(number), *middle, size)
            notes.append(note if number else {**note, "font": soft()})
    return {
        "data": [numbers_of(cells)],
        "layout": shared_layout(
            xaxis=hidden_axis((0, WIDTH)),
            yaxis=hidden_axis((HEIGHT, 0)),
            shapes=shapes,
            annotations=notes,
        ),
    }


def shade_of(share: float) -> float:
    """How much of its colour a cell has: so little that words on it can be read."""
    return PALE + (DARK - PALE) * share


def shade_cell(x: float, y: float, wide: float, high: float, share: float) -> Json:
    return {
        "type": "rect",
        "xref": "paper",
        "yref": "paper",
        "x0": (x + GAP / 2) / WIDTH,
        "x1": (x + wide - GAP / 2) / WIDTH,
        "y0": 1 - (y + GAP / 2) / HEIGHT,
        "y1": 1 - (y + high - GAP / 2) / HEIGHT,
        "fillcolor": color_value("accent"),
        "opacity": shade_of(share),
        "layer": "below",
        "line": {"width": 0, "color": color_value("accent")},
    }


def numbers_of(cells: Cells) -> Json:
    """A trace that is not drawn: the numbers in the texts, for anyone who reads the data."""
    spots = [(x, y) for y, line in enumerate(cells) for x in range(len(line))]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _y in spots],
        "y": [y for _x, y in spots],
        "customdata": [cells[y][x] for x, y in spots],
        "marker": {"opacity": 0, "size": 1, "color": color_value("accent")},
    }


def soft() -> Json:
    return {"size": READABLE, "weight": 500, "color": color_value("ink-soft")}
