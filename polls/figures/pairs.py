"""Two choices over the same options, mirrored: figure, table and sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from polls.figures.bars import (
    GAP,
    SPACE,
    Bar,
    beside,
    favourites,
    numbers,
    rows_axis,
    shares,
    side,
    stretched,
)
from polls.figures.cells import Count, Row, Share, Table, Text
from polls.figures.drawing import (
    HEIGHT,
    SHAPE,
    SHAPES,
    WIDTH,
    Json,
    axis,
    layout,
    line,
    note,
    paint,
    plain,
    shape,
    soft,
    waiting,
)
from polls.figures.numbers import people
from polls.figures.pair_classes import classes, names
from polls.lettering import width, wrap

WIDEST = 640  # pixels that the terms between the two sides may take
HEAD = 62  # pixels above them, for the names of the sides
NUMBERS = 34  # pixels of the numbers: smaller ones leave more room for the bars
TERM, HELP = 40, 30  # pixels of a term, and of the question behind it
TALLEST = 100  # pixels that a term with its question takes


def pair(
    options: Sequence[Mapping[str, str]],
    good_counts: Mapping[str, int],
    good_n: int,
    less_counts: Mapping[str, int],
    less_n: int,
    good_label: str,
    less_label: str,
) -> Json:
    """Two choices over the same options on one scale, mirrored around the terms.

    'Less' stands hatched to the left, 'good' solid to the right.
    """
    good, less = bars_of(options, good_counts), bars_of(options, less_counts)
    slot = (HEIGHT - HEAD) / len(options)
    room = middle(good)
    left, right = (WIDTH - room) / 2, (WIDTH + room) / 2
    ends = beside([*shares(good, good_n), *shares(less, less_n)], NUMBERS)
    longest = stretched(max(1, *(bar.count for bar in [*good, *less])), left, ends)
    shapes = [line(left, HEAD), line(right, HEAD)]
    notes = [head(less_label, less_n, left, "right"), head(good_label, good_n, right, "left")]
    notes += [
        waiting(x, HEIGHT / 2) for x, n in ((left / 2, less_n), (WIDTH - left / 2, good_n)) if not n
    ]
    for index, bar in enumerate(good):
        more_shapes, more_notes = term(bar, HEAD + slot * (index + 0.5), slot, room)
        shapes += more_shapes
        notes += more_notes
    return {
        "data": [
            mirrored(less, less_n, slot),
            {**side(good, shares(good, good_n), slot, NUMBERS), "xaxis": "x2"},
        ],
        "layout": layout(
            xaxis=axis((-longest, 0), (0, left / WIDTH)),
            xaxis2=axis((0, longest), (right / WIDTH, 1), anchor="y"),
            yaxis=rows_axis(len(options), HEAD),
            barmode="overlay",
            shapes=shapes,
            annotations=notes,
        ),
    }


def bars_of(options: Sequence[Mapping[str, str]], counts: Mapping[str, int]) -> list[Bar]:
    return [Bar.of(option, counts[option["key"]]) for option in options]


def mirrored(rows: Sequence[Bar], total: int, slot: float) -> Json:
    """The bars of one question to the left, hatched."""
    trace = side(rows, shares(rows, total), slot, NUMBERS)
    pattern = {
        "shape": "/",
        "fillmode": "replace",  # Plotly looks for a contrast with one colour for 'overlay'
        "bgcolor": [bar.paint for bar in rows],
        "fgcolor": paint("paper"),
        "fgopacity": 0.6,
        "size": 14,
        "solidity": 0.4,
    }
    return {
        **trace,
        "x": [-bar.count for bar in rows],
        "text": [numbers(bar.count, total, mirrored=True) + SPACE for bar in rows],
        "marker": {**trace["marker"], "pattern": pattern},
    }


def head(label: str, total: int, x: float, anchor: str) -> Json:
    """The name of a side, with the number of people who answered it."""
    text = f"{plain(label)} {soft('· ' + people(total))}"
    return note(text, x, HEAD / 2, 34, xanchor=anchor)


def middle(rows: Sequence[Bar]) -> float:
    """The pixels between the two sides: what the terms and their questions take."""
    names = (indent(bar) + width(bar.name, TERM) for bar in rows)
    helps = (width(bar.help, HELP) for bar in rows)
    return min(WIDEST, max(*names, *helps) + 2 * GAP)


def indent(bar: Bar) -> float:
    return SHAPE + GAP if bar.color in SHAPES else 0


def term(bar: Bar, y: float, slot: float, room: float) -> tuple[list[Json], list[Json]]:
    """The shape and the texts of an option in the middle column, around a height."""
    (name,) = wrap(bar.name, TERM, room - 2 * GAP - indent(bar), 1)
    left = (WIDTH - width(name, TERM) - indent(bar)) / 2
    helped = bool(bar.help) and slot >= TALLEST
    height = y - 22 * helped
    notes = [note(plain(name), left + indent(bar), height, TERM, xanchor="left")]
    if helped:
        (question,) = wrap(bar.help, HELP, room - 2 * GAP, 1)
        font = {"size": HELP, "weight": 500, "color": paint("ink-soft")}
        notes.append(note(plain(question), WIDTH / 2, y + 24, font=font))
    return shape(bar.color, left + SHAPE / 2, height), notes


def pair_table(
    options: Sequence[Mapping[str, str]],
    good_counts: Mapping[str, int],
    good_n: int,
    less_counts: Mapping[str, int],
    less_n: int,
    good_label: str,
    less_label: str,
) -> Table:
    """The numbers of a pair: a row for each option."""
    found = classes(good_counts, good_n, less_counts, less_n)
    share = _("deel")
    sides = [good_label, f"{good_label}, {share}", less_label, f"{less_label}, {share}"]
    talk = [_("gespreksstarter")] if found else []

    def row(bar: Bar) -> Row:
        good, less = good_counts[bar.key], less_counts[bar.key]
        said = [Text(names()[found[bar.key]])] if found else []
        return (
            bar.cell,
            Count(good),
            Share(good, good_n),
            Count(less),
            Share(less, less_n),
            *said,
        )

    rows = tuple(map(row, bars_of(options, good_counts)))
    return Table((_("keuze"), *sides, *talk), rows)


def pair_sentence(
    options: Sequence[Mapping[str, str]],
    good_counts: Mapping[str, int],
    good_n: int,
    less_counts: Mapping[str, int],
    less_n: int,
    good_label: str,
    less_label: str,
) -> str:
    """What each side chose most."""
    sides = [
        f"{good_label}: {favourites(bars_of(options, good_counts), good_n)}",
        f"{less_label}: {favourites(bars_of(options, less_counts), less_n)}",
    ]
    return "; ".join(sides) + "."
