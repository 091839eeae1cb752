"""Statements on a scale: a column of dots for each step, and a diamond at the average."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt

from django.utils.translation import gettext as _

from polls.figures.bars import CODE, FILLED, GAP, fit_texts, rows_axis
from polls.figures.cells import Mean
from polls.figures.drawing import (
    HEIGHT,
    LETTERS,
    LINE,
    READABLE,
    SHAPES,
    SYMBOL,
    WIDTH,
    Json,
    color_value,
    draw_diamond,
    draw_shape,
    escape_text,
    hidden_axis,
    shared_layout,
    text_note,
    waiting_note,
    words_height,
)
from polls.figures.numbers import write_mean, write_whole
from polls.figures.options import Bar
from polls.lettering import text_width, wrap_text

HEAD = 112  # pixels above the rows, for the poles and the numbers of the scale
STEP = 138  # pixels from one step to the next
MEAN = 270  # pixels at the right, for the averages, which stand clear of the join code
LEFT = WIDTH - MEAN - 5 * STEP  # of those that the statements take, and a gap
POLE = 2.6 * STEP  # pixels of the words of one pole
CENTERED = 1.6 * STEP  # of those that stand around the middle of their step
TALLEST = 126  # pixels of a row that its marks take at most
SHAPE = 0.84  # of that: the side of a shape
RADIUS = 0.38  # of that: the largest dot
RAISED, LOWERED = 0.14, 0.33  # of that: a dot above the middle, and the line of the average below
NONE = 7  # pixels of the radius of the dot of nobody
DIAMOND = (9, 18)  # pixels from the middle of a diamond to its corners, at least and at most
NUMBER = 34  # pixels of the counts
AVERAGE = (38, 56)  # pixels of the averages, at least and at most


class Rows:
    """Where everything stands in rows under each other; all in pixels."""

    def __init__(self, number: int, head: float) -> None:
        self.number, self.head = number, head
        self.slot = (HEIGHT - head) / number
        self.tall = min(TALLEST, self.slot)
        self.largest = RADIUS * self.tall
        self.raised = RAISED * self.tall  # the dots stand so much above the middle of their row
        self.lowered = LOWERED * self.tall  # and the averages below it
        self.diamond = min(DIAMOND[1], max(DIAMOND[0], 0.14 * self.tall))

    def middle(self, index: int) -> float:
        return self.head + self.slot * (index + 0.5)

    def axis(self, below: float) -> Json:
        """The y axis of marks that stand so far below the middles of their rows."""
        axis = rows_axis(self.number, self.head)
        return axis | {"range": [end - below / self.slot for end in axis["range"]]}


def draw_scale(
    rows: Sequence[Bar],
    counts: Sequence[Sequence[int]],
    means: Sequence[Mean],
    ends: tuple[str, str],
) -> Json:
    """`counts`: per row how many gave each step, from 1; `ends`: words for both ends."""
    steps = len(counts[0])
    poles = [wrap_text(word, READABLE, POLE, 2) for word in ends]
    head = HEAD + LINE * READABLE * (max(map(len, poles)) - 1)
    places = Rows(len(rows), head)
    shapes, notes = draw_statements(rows, places)
    notes += head_notes(poles, steps, head)
    for index, (row, mean) in enumerate(zip(counts, means, strict=True)):
        line = places.middle(index) + places.lowered
        shapes.append(mean_line(line, steps))
        notes += count_notes(row, places.middle(index) - places.raised, radii(counts, places))
        if mean.number:
            shapes.append(draw_diamond(WIDTH - MEAN + 46, places.middle(index), places.diamond))
            notes.append(mean_note(mean, places, index))
    if not any(map(any, counts)):
        notes.append(waiting_note(LEFT + 2.5 * STEP, head + (HEIGHT - head) / 2))
    across = (LEFT / WIDTH, (LEFT + steps * STEP) / WIDTH)
    return {
        "data": [draw_steps(rows, counts, places), draw_averages(rows, means, places)],
        "layout": shared_layout(
            xaxis=hidden_axis((0.5, steps + 0.5), across),
            yaxis=places.axis(-places.raised),
            yaxis2=places.axis(places.lowered) | {"anchor": "x", "overlaying": "y"},
            shapes=shapes,
            annotations=notes,
        ),
    }


def draw_statements(rows: Sequence[Bar], places: Rows) -> tuple[list[Json], list[Json]]:
    """The statements to the left: their shapes, and their words with what explains them when
    there is room for all of that."""
    side = SHAPE * places.tall if any(bar.color in SHAPES for bar in rows) else 0
    indent = side + GAP if side else 0
    room = LEFT - indent - GAP
    size, labels = fit_texts([bar.name for bar in rows], room, places.slot)
    high = words_height(1, size) + LINE * READABLE
    whole = high <= FILLED * places.slot and all(len(label) == 1 for label in labels)
    helped = whole and all(text_width(bar.help, READABLE) <= room for bar in rows)
    shapes: list[Json] = []
    notes: list[Json] = []
    for index, (bar, label) in enumerate(zip(rows, labels, strict=True)):
        y = places.middle(index)
        shapes += draw_shape(bar.color, side / 2, y, side)
        if bar.letter and bar.color in SHAPES:
            notes.append(letter_note(bar.letter, side, y))
        up = LINE * READABLE / 2 if helped and bar.help else 0
        text = "<br>".join(map(escape_text, label))
        notes.append(text_note(text, indent, y - up, size, xanchor="left", align="left"))
        if up:
            text = escape_text(bar.help)
            below = y + LETTERS * size / 2
            notes.append(text_note(text, indent, below, font=soft_font(), xanchor="left"))
    return shapes, notes


def letter_note(letter: str, side: float, y: float) -> Json:
    font = {"size": max(READABLE, round(0.42 * side)), "weight": 800}
    return text_note(letter, side / 2, y, font=font | {"color": color_value("on-shape")})


def soft_font(weight: int = 500) -> Json:
    return {"size": READABLE, "weight": weight, "color": color_value("ink-soft")}


def step_middle(step: int) -> float:
    """Of a step, counted from 0, how far from the left."""
    return LEFT + STEP * (step + 0.5)


def head_notes(poles: Sequence[Sequence[str]], steps: int, head: float) -> Iterator[Json]:
    """The words of both poles, and below them the numbers of the scale."""
    for step in range(steps):
        yield text_note(str(step + 1), step_middle(step), head - 26, font=soft_font(700))
    yield text_note(_("gemiddeld"), WIDTH - CODE, head - 26, font=soft_font(), xanchor="right")
    top = (head - 26 - LINE * READABLE / 2) / 2
    for lines, step in zip(poles, (0, steps - 1), strict=True):
        width = max((text_width(line, READABLE) for line in lines), default=0)
        side = ("left" if step == 0 else "right") if width > CENTERED else "center"
        edge = {"left": -STEP / 2, "right": STEP, "center": 0}[side]
        text = "<br>".join(map(escape_text, lines))
        yield text_note(text, step_middle(step) + edge, top, xanchor=side, align=side)


def radii(counts: Sequence[Sequence[int]], places: Rows) -> float:
    """The pixels of the radius of one person's dot: its area tells how many people it is of."""
    return places.largest / sqrt(max(1, *(count for row in counts for count in row)))


def dot_radius(count: int, one: float) -> float:
    return max(NONE, one * sqrt(count)) if count else NONE


def count_notes(row: Sequence[int], y: float, one: float) -> Iterator[Json]:
    """How many gave each step: in its dot, or beside one that is too small."""
    for step, count in enumerate(row):
        text, x = write_whole(count), step_middle(step)
        radius, width = dot_radius(count, one), text_width(text, NUMBER)
        font = {"size": NUMBER, "weight": 800, "color": color_value("ink")}
        if not count:
            continue
        if width <= 1.8 * radius and 1.6 * radius >= 0.8 * NUMBER:
            yield text_note(text, x, y, font=font | {"color": color_value("on-shape")})
        else:
            yield text_note(text, x + radius + 8, y, font=font, xanchor="left")


def mean_line(y: float, steps: int) -> Json:
    """The line on which the diamond of an average stands."""
    ends = {"x0": step_middle(0) / WIDTH, "x1": step_middle(steps - 1) / WIDTH}
    ends |= {"y0": 1 - y / HEIGHT, "y1": 1 - y / HEIGHT}
    stroke = {"width": 3, "color": color_value("edge")}
    return {
        "type": "line", "layer": "below", "xref": "paper", "yref": "paper", "line": stroke, **ends,
    }  # fmt: skip


def mean_note(mean: Mean, places: Rows, index: int) -> Json:
    size = min(AVERAGE[1], max(AVERAGE[0], round(0.52 * places.tall)))
    font = {"size": size, "weight": 800, "color": color_value("ink")}
    return text_note(
        write_mean(mean), WIDTH - CODE, places.middle(index), font=font, xanchor="right"
    )


def draw_steps(rows: Sequence[Bar], counts: Sequence[Sequence[int]], places: Rows) -> Json:
    """A dot for each step of each row."""
    one = radii(counts, places)
    flat = [
        (bar, step, count)
        for bar, row in zip(rows, counts, strict=True)
        for step, count in enumerate(row, 1)
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [step for _bar, step, _count in flat],
        "y": [escape_text(bar.name) for bar, _step, _count in flat],
        "customdata": [count for _bar, _step, count in flat],
        "marker": {
            "size": [2 * dot_radius(count, one) for _bar, _step, count in flat],
            "color": [bar.paint if count else color_value("edge") for bar, _step, count in flat],
            "opacity": 1,
            "line": {"width": 0},
        },
        "cliponaxis": False,
    }


def draw_averages(rows: Sequence[Bar], means: Sequence[Mean], places: Rows) -> Json:
    """A diamond at each average, on the lower line of its row."""
    rated = [pair for pair in zip(rows, means, strict=True) if pair[1].number]
    return {
        "type": "scatter",
        "mode": "markers",
        "yaxis": "y2",
        "x": [mean.value for _bar, mean in rated],
        "y": [escape_text(bar.name) for bar, _mean in rated],
        "marker": {
            "symbol": "diamond",
            "size": 2 * places.diamond / SYMBOL,
            "color": color_value("ink"),
            "opacity": 1,
            "line": {"width": 3, "color": color_value("paper")},
        },
        "cliponaxis": False,
    }
