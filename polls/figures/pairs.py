"""Two choices over the same options, mirrored: figure, table and sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from polls.figures.bars import (
    GAP,
    SPACE,
    Bar,
    draw_side,
    favourites_sentence,
    foot_notes,
    foot_of,
    measure_end,
    note_of,
    rows_axis,
    stretch_axis,
    write_count,
    write_shares,
)
from polls.figures.cells import Count, Row, Share, Table, Text
from polls.figures.drawing import (
    HEIGHT,
    SHAPE,
    SHAPES,
    WIDTH,
    Json,
    base_line,
    color_value,
    draw_shape,
    escape_text,
    hidden_axis,
    shared_layout,
    soften_text,
    text_note,
    waiting_note,
)
from polls.figures.numbers import write_people
from polls.figures.pair_classes import class_names, classify_options
from polls.lettering import text_width, wrap_text

WIDEST = 640  # pixels that the terms between the two sides may take
HEAD = 62  # pixels above them, for the names of the sides
HEADING = 34  # pixels of the name of a side
NUMBERS = 34  # pixels of the numbers: smaller ones leave more room for the bars
TERM, HELP = 40, 30  # pixels of a term, and of the question behind it
TALLEST = 100  # pixels that a term with its question takes


def draw_pair(
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
    note = note_of(good, good_n) or note_of(less, less_n)
    foot = foot_of(note)
    slot = (HEIGHT - HEAD - foot) / len(options)
    room = middle_width(good)
    left, right = (WIDTH - room) / 2, (WIDTH + room) / 2
    ends = measure_end([*write_shares(good, good_n), *write_shares(less, less_n)], NUMBERS)
    longest = stretch_axis(max(1, *(bar.count for bar in [*good, *less])), left, ends)
    shapes = [base_line(left, HEAD, foot), base_line(right, HEAD, foot)]
    notes = [
        side_heading(less_label, less_n, left, "right", left),
        side_heading(good_label, good_n, right, "left", left),
        *foot_notes(note),
    ]
    notes += [
        waiting_note(x, HEIGHT / 2)
        for x, n in ((left / 2, less_n), (WIDTH - left / 2, good_n))
        if not n
    ]
    for index, bar in enumerate(good):
        more_shapes, more_notes = draw_term(bar, HEAD + slot * (index + 0.5), slot, room)
        shapes += more_shapes
        notes += more_notes
    return {
        "data": [
            draw_mirrored(less, less_n, slot),
            {**draw_side(good, write_shares(good, good_n), slot, NUMBERS), "xaxis": "x2"},
        ],
        "layout": shared_layout(
            xaxis=hidden_axis((-longest, 0), (0, left / WIDTH)),
            xaxis2=hidden_axis((0, longest), (right / WIDTH, 1), anchor="y"),
            yaxis=rows_axis(len(options), HEAD, foot),
            barmode="overlay",
            shapes=shapes,
            annotations=notes,
        ),
    }


def bars_of(options: Sequence[Mapping[str, str]], counts: Mapping[str, int]) -> list[Bar]:
    return [Bar.of(option, counts[option["key"]]) for option in options]


def draw_mirrored(rows: Sequence[Bar], total: int, slot: float) -> Json:
    """The bars of one question to the left, hatched."""
    trace = draw_side(rows, write_shares(rows, total), slot, NUMBERS)
    pattern = {
        "shape": "/",
        "fillmode": "replace",  # Plotly looks for a contrast with one colour for 'overlay'
        "bgcolor": [bar.paint for bar in rows],
        "fgcolor": color_value("paper"),
        "fgopacity": 0.6,
        "size": 14,
        "solidity": 0.4,
    }
    return {
        **trace,
        "x": [-bar.count for bar in rows],
        "text": [write_count(bar.count, total, mirrored=True) + SPACE for bar in rows],
        "marker": {**trace["marker"], "pattern": pattern},
    }


def side_heading(label: str, total: int, x: float, anchor: str, room: float) -> Json:
    """The name of a side, with the number of people who answered it; smaller where that is
    too long for the room of a side."""
    people = f"· {write_people(total)}"
    wide = text_width(f"{label} {people}", HEADING)
    size = HEADING if wide <= room else max(24, int(HEADING * room / wide))
    text = f"{escape_text(label)} {soften_text(people)}"
    return text_note(text, x, HEAD / 2, size, xanchor=anchor)


def middle_width(rows: Sequence[Bar]) -> float:
    """The pixels between the two sides: what the terms and their questions take."""
    names = (shape_indent(bar) + text_width(bar.name, TERM) for bar in rows)
    helps = (text_width(bar.help, HELP) for bar in rows)
    return min(WIDEST, max(*names, *helps) + 2 * GAP)


def shape_indent(bar: Bar) -> float:
    return SHAPE + GAP if bar.color in SHAPES else 0


def draw_term(bar: Bar, y: float, slot: float, room: float) -> tuple[list[Json], list[Json]]:
    """The shape and the texts of an option in the middle column, around a height."""
    (name,) = wrap_text(bar.name, TERM, room - 2 * GAP - shape_indent(bar), 1)
    left = (WIDTH - text_width(name, TERM) - shape_indent(bar)) / 2
    helped = bool(bar.help) and slot >= TALLEST
    height = y - 22 * helped
    notes = [text_note(escape_text(name), left + shape_indent(bar), height, TERM, xanchor="left")]
    if helped:
        (question,) = wrap_text(bar.help, HELP, room - 2 * GAP, 1)
        font = {"size": HELP, "weight": 500, "color": color_value("ink-soft")}
        notes.append(text_note(escape_text(question), WIDTH / 2, y + 24, font=font))
    return draw_shape(bar.color, left + SHAPE / 2, height), notes


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
    found = classify_options(good_counts, good_n, less_counts, less_n)
    share = _("deel")
    sides = [good_label, f"{good_label}, {share}", less_label, f"{less_label}, {share}"]
    talk = [_("gespreksstarter")] if found else []

    def row(bar: Bar) -> Row:
        good, less = good_counts[bar.key], less_counts[bar.key]
        said = [Text(class_names()[found[bar.key]])] if found else []
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
    sides = ((good_label, good_counts, good_n), (less_label, less_counts, less_n))
    return "; ".join(side_sentence(options, *side) for side in sides) + "."


def side_sentence(
    options: Sequence[Mapping[str, str]], label: str, counts: Mapping[str, int], n: int
) -> str:
    """What one side chose most; own words count, but have no place in a pair."""
    keys = {option["key"] for option in options}
    beside = max((count for key, count in counts.items() if key not in keys), default=0)
    return f"{label}: {favourites_sentence(bars_of(options, counts), n, beside=beside)}"
