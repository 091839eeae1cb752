"""Two choices over the same options, mirrored: figure, table and sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from polls.figures.bar_rows import BarRows, arrange_rows
from polls.figures.bars import (
    GAP,
    SPACE,
    draw_side,
    favourites_sentence,
    foot_notes,
    foot_of,
    join_bars,
    measure_end,
    note_of,
    rows_axis,
    stretch_axis,
)
from polls.figures.cells import Count, Row, Share, Table, Text
from polls.figures.drawing import (
    CLEAR,
    LINE,
    READABLE,
    SHAPES,
    WIDTH,
    Json,
    base_line,
    color_value,
    escape_text,
    hidden_axis,
    place_path,
    shared_layout,
    soften_text,
    text_note,
    waiting_note,
)
from polls.figures.findings import find_both
from polls.figures.numbers import write_people, write_percent
from polls.figures.options import Bar
from polls.figures.pair_classes import (
    ATTENTION,
    DIVIDED,
    STRENGTH,
    UNSEEN,
    Side,
    class_names,
    classify_options,
)
from polls.lettering import text_width, wrap_text

HEAD = 62  # pixels above the rows, for the names of the sides
HEADING = 38  # pixels of the name of a side
NUMBER = 1.1  # of a bar's thickness: its share
VERDICT = 0.85  # of a name's letters: the words of its class
AXIS = 20  # pixels beside it that are free where no option has a shape
MARK = 13  # pixels of the radius of the mark before them
# How a class is marked, so that it differs without colour too: its colour and filling.
MARKS = {
    STRENGTH: ("good", "whole"),
    ATTENTION: ("accent", "none"),
    DIVIDED: ("ink", "half"),
    UNSEEN: ("ink-soft", "none"),
}
BEND = 0.5523 * MARK  # of a curve that is a quarter of a circle
ARCS = (  # of a circle: over the top from left to right, back below, and its left half
    f"C{-MARK} {BEND} {-BEND} {MARK} 0 {MARK}C{BEND} {MARK} {MARK} {BEND} {MARK} 0",
    f"C{MARK} {-BEND} {BEND} {-MARK} 0 {-MARK}C{-BEND} {-MARK} {-MARK} {-BEND} {-MARK} 0",
    f"C{-BEND} {-MARK} {-MARK} {-BEND} {-MARK} 0C{-MARK} {BEND} {-BEND} {MARK} 0 {MARK}",
)


def draw_pair(options: Sequence[Mapping[str, str]], good: Side, less: Side) -> Json:
    """Two choices over the same options as shares on one scale, around one axis.

    'Less' stands hatched to the left, 'good' solid to the right; the class of each option
    beside its name.
    """
    solid, hatched = bars_of(options, good.counts), bars_of(options, less.counts)
    note = note_of(solid, good.people) or note_of(hatched, less.people)
    foot = foot_of(note)
    head, headings = side_headings(
        [(f"← {less.label}", less.people), (f"{good.label} →", good.people)]
    )
    arranged = arrange_rows(solid, WIDTH / 2, head, foot)
    edge = max(arranged.shape / 2, AXIS)
    left, right = WIDTH / 2 - edge, WIDTH / 2 + edge
    numbers = max(READABLE, NUMBER * arranged.thick)
    ends = [*write_sides(solid, good.people), *write_sides(hatched, less.people)]
    highest = max(1.0, *percents(solid, good.people), *percents(hatched, less.people))
    longest = stretch_axis(highest, left, measure_end(ends, numbers))
    under = longest * edge / left  # of the axis: what goes on under the shapes
    marks, classes = draw_classes(arranged, classify_options(good, less), right + GAP)
    shapes = [
        base_line(WIDTH / 2, head, foot),
        *join_bars(arranged, percents(solid, good.people), WIDTH / 2, right),
        *arranged.shapes(WIDTH / 2),
        *marks,
    ]
    notes = [
        *headings,
        *arranged.name_notes(left - GAP, "right"),
        *arranged.letter_notes(WIDTH / 2),
        *classes,
        *foot_notes(note),
        *waiting_notes(arranged, left, less.people, good.people),
    ]
    return {
        "data": [
            mirror_shares(draw_shares(arranged, hatched, less.people, numbers), arranged, under),
            draw_shares(arranged, solid, good.people, numbers),
        ],
        "layout": shared_layout(
            xaxis=hidden_axis((-longest, under), (0, 0.5)),
            xaxis2=hidden_axis((0, longest), (right / WIDTH, 1), anchor="y"),
            yaxis=rows_axis(len(options), head, foot),
            barmode="overlay",
            shapes=shapes,
            annotations=notes,
        ),
    }


def waiting_notes(arranged: BarRows, left: float, *people: int) -> Iterator[Json]:
    """On each side of which nobody answered, at the height of a bar: names stand between them."""
    height = arranged.bar_height(len(arranged.bars) // 2)
    for x, number in zip((left / 2, WIDTH - left / 2), people, strict=True):
        if not number:
            yield waiting_note(x, height)


def bars_of(options: Sequence[Mapping[str, str]], counts: Mapping[str, int]) -> list[Bar]:
    return [Bar.of(option, counts[option["key"]]) for option in options]


def percents(rows: Sequence[Bar], total: int) -> list[float]:
    """Not rounded: the lengths of bars."""
    return [100 * bar.count / total if total else 0.0 for bar in rows]


def write_sides(rows: Sequence[Bar], total: int) -> list[str]:
    return [f"<b>{write_percent(bar.count, total)}</b>" if total else "" for bar in rows]


def draw_shares(arranged: BarRows, rows: Sequence[Bar], total: int, size: float) -> Json:
    """The bars of one question, to the right."""
    trace = draw_side(arranged, write_sides(rows, total), [round(size)] * len(rows))
    return {**trace, "x": percents(rows, total), "xaxis": "x2"}


def mirror_shares(trace: Json, arranged: BarRows, under: float) -> Json:
    """These bars to the left and hatched, from `under` their shapes on."""
    colors = [bar.color in SHAPES and arranged.grown for bar in arranged.bars]
    bases = [
        under if shaped and share else 0 for shaped, share in zip(colors, trace["x"], strict=True)
    ]
    # Nobody's bar has no edge to be seen.
    edges = {
        "width": [4 if share else 0 for share in trace["x"]],
        "color": trace["marker"]["color"],
    }
    # Plotly takes the colour of the bar for the stripes, whatever is said of them here.
    pattern = {"shape": "/", "fillmode": "replace", "size": 16, "solidity": 0.62}
    return {
        **trace,
        "xaxis": "x",
        "x": [-(share + base) for share, base in zip(trace["x"], bases, strict=True)],
        "base": bases,
        "text": [text.removeprefix(SPACE) + SPACE for text in trace["text"]],
        "marker": {**trace["marker"], "pattern": pattern, "line": edges},
    }


def side_headings(sides: Sequence[tuple[str, int]]) -> tuple[int, list[Json]]:
    """The names of both sides with the number of people who answered, and the pixels that
    they take; smaller, or on two lines, where one is too long for the room of a side."""
    room = WIDTH / 2 - GAP
    said = [(label, f"· {write_people(total)}") for label, total in sides]
    widest = max(text_width(f"{label} {people}", HEADING) for label, people in said)
    size = HEADING if widest <= room else int(HEADING * room / widest)
    below = size < READABLE
    size = max(READABLE, size)
    head = HEAD + int(LINE * READABLE) if below else HEAD
    notes = []
    for (label, people), x, side in zip(said, (0, WIDTH), ("left", "right"), strict=True):
        label = escape_text(wrap_text(label, size, room, 1)[0]) if below else escape_text(label)
        text = ("<br>" if below else " ").join([label, soften_text(people)])
        notes.append(text_note(text, x, head / 2, size, xanchor=side, align=side))
    return head, notes


def draw_classes(
    arranged: BarRows, found: Mapping[str, str], x: float
) -> tuple[list[Json], list[Json]]:
    """The class of each option beside its name: marks and words."""
    marks: list[Json] = []
    words: list[Json] = []
    for index, bar in enumerate(arranged.bars):
        if bar.key in found:
            height = arranged.name_height(index)
            marks += draw_mark(found[bar.key], x + MARK, height)
            words.append(write_class(found[bar.key], x, height, arranged.size))
    return marks, words


def write_class(name: str, x: float, y: float, letters: float) -> Json:
    """The class of an option, to the right of its mark."""
    font = {
        "size": max(READABLE, round(VERDICT * letters)),
        "weight": 700,
        "color": color_value(MARKS[name][0]),
    }
    return text_note(class_names()[name], x + 3 * MARK, y, font=font, xanchor="left")


def draw_mark(name: str, x: float, y: float) -> list[Json]:
    """A circle around a point: filled for a strength, half for divided, else open."""
    name, filling = MARKS[name]
    color = color_value(name)
    line = {"width": 5, "color": color}
    inside = color if filling == "whole" else CLEAR
    circle = place_path(f"M{-MARK} 0{ARCS[0]}{ARCS[1]}Z", x, y, inside, line)
    half = place_path(f"M0 {-MARK}{ARCS[2]}Z", x, y, color, line)
    return [circle, half] if filling == "half" else [circle]


def pair_table(options: Sequence[Mapping[str, str]], good: Side, less: Side) -> Table:
    """The numbers of a pair: a row for each option."""
    found = classify_options(good, less)
    share = _("deel")
    sides = [text for side in (good, less) for text in (side.label, f"{side.label}, {share}")]
    talk = [_("gespreksstarter")] if found else []

    def row(bar: Bar) -> Row:
        said = [Text(class_names()[found[bar.key]])] if found else []
        return (
            bar.cell,
            *cells_of(good, bar.key),
            *cells_of(less, bar.key),
            *said,
        )

    rows = tuple(map(row, bars_of(options, good.counts)))
    return Table((_("keuze"), *sides, *talk), rows)


def cells_of(side: Side, key: str) -> tuple[Count, Share]:
    return Count(side.counts[key]), Share(side.counts[key], side.people)


def pair_sentence(options: Sequence[Mapping[str, str]], good: Side, less: Side) -> str:
    """What each side chose most."""
    return "; ".join(side_sentence(options, side) for side in (good, less)) + "."


def pair_finding(options: Sequence[Mapping[str, str]], good: Side, less: Side) -> str:
    """What each side chose most, as a headline."""
    if any(lead_beside(options, side.counts) for side in (good, less)):
        return ""  # own words led, or shared the lead: the options alone would say too much
    both = bars_of(options, good.counts), bars_of(options, less.counts)
    return find_both(*both, good.label, less.label)


def lead_beside(options: Sequence[Mapping[str, str]], counts: Mapping[str, int]) -> bool:
    """Whether something that is no option here was chosen as often as the first, or more."""
    return count_beside(options, counts) >= max(counts[option["key"]] for option in options)


def count_beside(options: Sequence[Mapping[str, str]], counts: Mapping[str, int]) -> int:
    """How often what is no option here was chosen at most, as own words are."""
    keys = {option["key"] for option in options}
    return max((count for key, count in counts.items() if key not in keys), default=0)


def side_sentence(options: Sequence[Mapping[str, str]], side: Side) -> str:
    """What one side chose most; own words count, but have no place in a pair."""
    beside = count_beside(options, side.counts)
    favourites = favourites_sentence(bars_of(options, side.counts), side.people, beside=beside)
    return f"{side.label}: {favourites}"
