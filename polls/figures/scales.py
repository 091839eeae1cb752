"""Statements on a scale: the average as a bar, how answers spread as dots, and a radar."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from polls.figures.bars import GAP, LABELS, fit_texts, rows_axis
from polls.figures.cells import Mean
from polls.figures.drawing import (
    HEIGHT,
    READABLE,
    SHAPE,
    SHAPES,
    WIDTH,
    Json,
    color_value,
    draw_shape,
    escape_text,
    hidden_axis,
    shared_layout,
    text_note,
    waiting_note,
)
from polls.figures.numbers import write_mean
from polls.figures.options import Bar
from polls.lettering import text_width, wrap_text

HEAD = 86  # pixels above the rows, for the numbers of the scale
RADAR = 500  # pixels of the radar's side
RIM = 56  # pixels around it, for the names of its rays
FEWEST = 3  # statements that make a radar: two would be a line
MEAN = 110  # pixels to the right of the rows, for their average
DOT = 0.82  # of a row's height: the largest dot
WORD = 28  # pixels of the words at the ends of the scale


def draw_scale(
    rows: Sequence[Bar],
    counts: Sequence[Sequence[int]],
    means: Sequence[Mean],
    ends: tuple[str, str],
) -> Json:
    """`counts`: per row how many gave each step, from 1; `ends`: words for both ends."""
    steps = len(counts[0])
    slot = (HEIGHT - HEAD) / len(rows)
    right = WIDTH - (RADAR + 60 if len(rows) >= FEWEST else 0)
    size, labels = fit_texts([bar.name for bar in rows], LABELS * 0.8, slot)
    indent = SHAPE + GAP if any(bar.color in SHAPES for bar in rows) else 0
    left = indent + max(text_width(part, size) for label in labels for part in label) + 2 * GAP
    shapes, notes = [], step_headings(left, right - MEAN, steps, ends)
    for index, (bar, label) in enumerate(zip(rows, labels, strict=True)):
        y = HEAD + slot * (index + 0.5)
        shapes += draw_shape(bar.color, SHAPE / 2, y)
        text = "<br>".join(map(escape_text, label))
        notes.append(text_note(text, indent, y, size, xanchor="left", align="left"))
        if means[index].number:
            notes.append(text_note(write_mean(means[index]), right - MEAN / 2, y, 40))
    if not any(map(any, counts)):
        notes.append(waiting_note((left + right) / 2, HEAD + slot * len(rows) / 2))
    figure: Json = {
        "data": [draw_steps(rows, counts, slot), draw_averages(rows, means)],
        "layout": shared_layout(
            xaxis=hidden_axis((0.5, steps + 0.5), (left / WIDTH, (right - MEAN) / WIDTH)),
            yaxis=rows_axis(len(rows), HEAD),
            shapes=shapes,
            annotations=notes,
        ),
    }
    if len(rows) >= FEWEST:
        figure["data"].append(draw_radar(rows, means))
        figure["layout"]["polar"] = polar_layout(steps)
    return figure


def step_headings(left: float, right: float, steps: int, ends: tuple[str, str]) -> list[Json]:
    """The numbers of the scale above its steps, the first and the last with their word."""
    step = (right - left) / steps
    texts = [str(number) for number in range(1, steps + 1)]
    font = {"size": READABLE, "weight": 600, "color": color_value("ink-soft")}
    notes = [
        text_note(text, left + step * (index + 0.5), HEAD - 22, font=font)
        for index, text in enumerate(texts)
    ]
    small = {"size": WORD, "weight": 500, "color": color_value("ink-soft")}
    sides = ((ends[0], left, "left"), (ends[1], right, "right"))
    return notes + [
        text_note(
            escape_text(wrap_text(word, WORD, (right - left) / 2 - GAP, 1)[0]),
            x,
            18,
            font=small,
            xanchor=side,
        )
        for word, x, side in sides
        if word
    ]


def draw_steps(rows: Sequence[Bar], counts: Sequence[Sequence[int]], slot: float) -> Json:
    """A dot for each step of each row; its area tells how many people gave it."""
    most = max(1, *(count for row in counts for count in row))
    steps = range(1, len(counts[0]) + 1)
    flat = [
        (bar, step, count)
        for bar, row in zip(rows, counts, strict=True)
        for step, count in zip(steps, row, strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [step for _bar, step, _count in flat],
        "y": [escape_text(bar.name) for bar, _step, _count in flat],
        "customdata": [count for _bar, _step, count in flat],
        "marker": {
            "size": [DOT * min(slot, 110) * sqrt(count / most) for _bar, _step, count in flat],
            "color": [bar.paint for bar, _step, _count in flat],
            "opacity": 0.35,
            "line": {"width": 0},
        },
        "cliponaxis": False,
    }


def draw_averages(rows: Sequence[Bar], means: Sequence[Mean]) -> Json:
    """A bar from the lowest step to the average."""
    return {
        "type": "bar",
        "orientation": "h",
        "base": 1,
        "x": [(mean.value or 1.0) - 1.0 for mean in means],
        "y": [escape_text(bar.name) for bar in rows],
        "width": 0.16,
        "marker": {"color": [bar.paint for bar in rows], "cornerradius": 6, "line": {"width": 0}},
        "cliponaxis": False,
    }


def draw_radar(rows: Sequence[Bar], means: Sequence[Mean]) -> Json:
    """The averages around a point, closed; the rows beside it carry the words."""
    around = [*range(len(rows)), 0]
    names = [bar.letter or wrap_text(bar.label, 28, 130, 1)[0] for bar in rows]
    return {
        "type": "scatterpolar",
        "mode": "lines+markers",
        "r": [means[index].value or 0 for index in around],
        "theta": [escape_text(names[index]) for index in around],
        "fill": "toself",
        "fillcolor": color_value("b-soft"),
        "line": {"color": color_value("deep"), "width": 4},
        "marker": {"size": 12, "color": color_value("deep")},
    }


def polar_layout(steps: int) -> Json:
    return {
        "domain": {
            "x": [1 - RADAR / WIDTH, 1 - RIM / WIDTH],
            "y": [RIM / HEIGHT, 1 - RIM / HEIGHT],
        },
        "bgcolor": "rgba(0,0,0,0)",
        "radialaxis": {
            "range": [0, steps],
            "dtick": 1,
            "showticklabels": False,
            "showline": False,
            "gridcolor": color_value("line"),
            "ticks": "",
        },
        "angularaxis": {
            "rotation": 90,
            "direction": "clockwise",
            "gridcolor": color_value("line"),
            "linecolor": color_value("line"),
            "tickfont": {"size": READABLE, "weight": 700, "color": color_value("ink")},
            "ticks": "",
        },
    }
