"""One choice as horizontal bars, and what all figures of choices share."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls.figures.bar_rows import FEW, MOST, BarRows, arrange_beside, arrange_rows
from polls.figures.drawing import (
    HEIGHT,
    READABLE,
    SHAPES,
    WIDTH,
    Json,
    base_line,
    color_value,
    draw_diamond,
    escape_text,
    hidden_axis,
    shared_layout,
    soften_text,
    text_note,
    waiting_note,
    words_height,
)
from polls.figures.naming import find_leaders, join_names
from polls.figures.numbers import (
    fill_sentence,
    rounding_note,
    write_people,
    write_percent,
    write_whole,
)
from polls.figures.options import Bar
from polls.figures.own_words import own_words_height, own_words_notes
from polls.lettering import text_width, wrap_text

NUMBER, LEADER = 1.1, 1.3  # of a bar's thickness: its number; of that, the highest
ENDS = 0.25  # of the drawing's width: what the largest number may take
TERMS = (42, 36, READABLE)  # pixels of an option's words: the first size at which all of them fit
FILLED = 0.9  # of a slot: what the lines of a term may take, so that terms stand apart
LABELS = 560  # pixels that the words of the options may take
GAP = 22  # pixels between a shape, a text and a bar
SEAM = 2  # pixels that the part under a shape goes on under its bar, so that no gap shows
HUGE = 150  # pixels of the shares of few options
AXIS, DIAMOND = 60, 15  # pixels for the axis below bars, and of half a diamond on it
FOOT = 48  # pixels below bars for a remark
CODE = 90  # pixels at its right where the corner of the join code comes up to it
TAG = re.compile("<[^>]+>")
SPACE = "\u00a0"  # between a bar and its numbers


def draw_bars(
    rows: Sequence[Bar],
    total: int,
    ends: Sequence[str] | None = None,
    note: str | None = None,
    part: float = 1,
    own_words: Sequence[str] = (),
    sides: Sequence[str] = (),
    average: tuple[float, str] | None = None,
) -> Json:
    """Horizontal bars from top to bottom, with their numbers at the end.

    `ends`: what stands there instead of the count and its share, a text for each bar.
    `note`: what is said below them; of shares how they were rounded, when they are the ends.
    `part`: of a bar's thickness, which these bars take: what else is drawn there is another's.
    `own_words`: lines between the bars and the note.
    `sides`: what stands at the right of each name.
    `average`: where it stands on an axis below the bars, and the words for it.
    """
    if note is None:
        note = "" if ends else note_of(rows, total)
    foot = foot_of(note) + own_words_height(own_words) + (AXIS if average else 0)
    few, many = len(rows) <= FEW and not ends, len(rows) > MOST
    if few:
        ends = [share_of(bar.count, total) for bar in rows]
        sides = [write_people(bar.count) if total else "" for bar in rows]
    beside = widest_end(sides, READABLE) + GAP if any(sides) else 0
    arranged = arrange_beside(rows, foot) if many else arrange_rows(rows, WIDTH - beside, foot=foot)
    ends, left = ends or write_shares(rows, total), arranged.left
    longest = max(1, *(bar.count for bar in rows))
    sizes = number_sizes(rows, ends, part * arranged.thick, LEADER if part == 1 else 1)
    sizes = [HUGE] * len(rows) if few else sizes
    room = stretch_axis(longest, WIDTH - left, measure_end(ends, max(sizes)))
    shapes = bar_shapes(arranged, foot, part)
    notes = name_notes(arranged, sides) + note_below(note, own_words, foot)
    if average:
        marks, words = draw_average(left, left + average[0] / room * (WIDTH - left), average[1])
        shapes += marks
        notes.append(words)
    if not total:
        notes.append(waiting_note((left + WIDTH) / 2, (HEIGHT - foot) / 2))
    return {
        "data": [draw_side(arranged, ends, sizes)],
        "layout": shared_layout(
            xaxis=hidden_axis((0, room), (left / WIDTH, 1)),
            yaxis=rows_axis(len(rows), 0, foot),
            shapes=shapes,
            annotations=notes,
        ),
    }


def bar_shapes(arranged: BarRows, foot: int, part: float) -> list[Json]:
    """The shape of each option, and the part of its bar that lies under it."""
    middle, counts = arranged.shape / 2, [bar.count for bar in arranged.bars]
    return [
        *([base_line(arranged.left, 0, foot)] if arranged.beside else []),
        *join_bars(arranged, counts, middle, arranged.left, part),
        *arranged.shapes(middle),
    ]


def name_notes(arranged: BarRows, sides: Sequence[str]) -> list[Json]:
    """The names of options, what stands at the right of each, and their letters."""
    return [
        *arranged.name_notes(arranged.indent, "left"),
        *side_notes(arranged, sides),
        *arranged.letter_notes(arranged.shape / 2),
    ]


def note_below(note: str, own_words: Sequence[str], foot: int) -> list[Json]:
    return [*foot_notes(note), *own_words_notes(own_words, HEIGHT - foot)]


def note_of(rows: Sequence[Bar], total: int) -> str:
    """How the shares of bars were rounded; '' when that shows nowhere."""
    return rounding_note([bar.count for bar in rows], total)


def foot_of(note: str) -> int:
    """The pixels below bars for what is said there."""
    return FOOT if note else 0


def foot_notes(note: str) -> list[Json]:
    """What is said below bars, at the right: there is never a name of an option."""
    if not note:
        return []
    font = {"size": READABLE, "weight": 500, "color": color_value("ink-soft")}
    return [text_note(note, WIDTH - CODE, HEIGHT - FOOT / 2, xanchor="right", font=font)]


def side_notes(arranged: BarRows, sides: Sequence[str]) -> Iterator[Json]:
    """What stands at the right of the names."""
    font = {"size": READABLE, "weight": 500, "color": color_value("ink-soft")}
    for index, text in enumerate(sides):
        if text:
            y = arranged.name_height(index)
            yield text_note(escape_text(text), WIDTH, y, font=font, xanchor="right")


def draw_average(start: float, x: float, words: str) -> tuple[list[Json], Json]:
    """The axis below bars from `start` on, with a diamond at the average and its words."""
    y = HEIGHT - AXIS / 2
    room = GAP + text_width(words, READABLE) + GAP
    right = x + room <= WIDTH
    before, after = (x, x + room) if right else (x - room, x)
    axis = [axis_line(one, other, y) for one, other in ((start, before), (after, WIDTH))]
    font = {"size": READABLE, "weight": 600, "color": color_value("ink")}
    side = GAP if right else -GAP
    note = text_note(words, x + side, y, font=font, xanchor="left" if right else "right")
    return [*axis, draw_diamond(x, y, DIAMOND)], note


def axis_line(start: float, end: float, y: float) -> Json:
    ends = {"x0": start / WIDTH, "x1": end / WIDTH, "y0": 1 - y / HEIGHT, "y1": 1 - y / HEIGHT}
    stroke = {"width": 3, "color": color_value("edge")}
    return {"type": "line", "xref": "paper", "yref": "paper", "line": stroke, **ends}


def share_of(count: int, total: int) -> str:
    return f"<b>{escape_text(write_percent(count, total))}</b>" if total else ""


def write_shares(rows: Sequence[Bar], total: int) -> list[str]:
    return [write_count(bar.count, total) for bar in rows]


def draw_side(arranged: BarRows, ends: Sequence[str], sizes: Sequence[float]) -> Json:
    """The bars of one question, with ends of those sizes; `customdata` names their options."""
    rows = arranged.bars
    return {
        "type": "bar",
        "orientation": "h",
        "x": [bar.count for bar in rows],
        "y": [escape_text(bar.name) for bar in rows],
        "customdata": [bar.key for bar in rows],
        "width": arranged.width,
        "offset": arranged.offset,
        "marker": {
            "color": [bar.paint for bar in rows],
            "cornerradius": 10,
            "line": {"width": 0},
        },
        "text": [SPACE + end for end in ends],
        "textposition": "outside",
        "textfont": {"size": list(sizes), "weight": 500, "color": color_value("ink")},
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
    }


def join_bars(
    arranged: BarRows, lengths: Sequence[float], start: float, end: float, part: float = 1
) -> Iterator[Json]:
    """What of each bar lies under its shape, from the shape's middle to its edge."""
    for index, (bar, length) in enumerate(zip(arranged.bars, lengths, strict=True)):
        if bar.color in SHAPES and length and arranged.grown:
            top = arranged.bar_height(index) - arranged.thick / 2
            yield {
                "type": "rect",
                "layer": "below",
                "xref": "paper",
                "yref": "paper",
                "x0": start / WIDTH,
                "x1": (end + SEAM) / WIDTH,
                "y0": 1 - top / HEIGHT,
                "y1": 1 - (top + part * arranged.thick) / HEIGHT,
                "fillcolor": bar.paint,
                "line": {"width": 0},
            }


def number_sizes(
    rows: Sequence[Bar], ends: Sequence[str], thick: float, leader: float
) -> list[float]:
    """Pixels of the numbers beside bars of a thickness, less where bars need the room.

    `leader`: how much larger the highest is.
    """
    size = min(NUMBER * thick, ENDS * WIDTH / (leader * widest_end(ends, 1)))
    size, highest = max(READABLE, size), max(bar.count for bar in rows)
    return [round(leader * size if 0 < bar.count == highest else size) for bar in rows]


def widest_end(ends: Sequence[str], size: float) -> float:
    """The pixels of the widest of the numbers, of that size."""
    return max(1.0, *(text_width(unescape(TAG.sub("", end)), size) for end in ends))


def measure_end(ends: Sequence[str], size: float) -> float:
    """The pixels that the widest of the numbers, of that size, takes beside its bar."""
    return widest_end(ends, size) + 2 * GAP


def stretch_axis(longest: float, room: float, ends: float) -> float:
    """The length of an axis of `room` pixels on which the longest bar leaves `ends` free."""
    return longest * room / (room - ends)


def rows_axis(number: int, top: float, foot: float = 0) -> Json:
    """The y axis of rows under each other, the first on top, `top` pixels down, the last
    `foot` pixels up."""
    domain = (foot / HEIGHT, 1 - top / HEIGHT)
    return hidden_axis((number - 0.5, -0.5), domain, type="category")


def write_count(count: int, total: int, *, mirrored: bool = False) -> str:
    """What stands at the end of a bar: '19 · 40%', the share in softer letters."""
    if not total:
        return ""
    share = escape_text(write_percent(count, total))
    parts = [f"<b>{write_whole(count)}</b>", soften_text(share)]
    return soften_text(" · ").join(reversed(parts) if mirrored else parts)


def fit_texts(texts: Sequence[str], room: float, slot: float) -> tuple[int, list[tuple[str, ...]]]:
    """The size and the lines of texts in slots of a height: as large as lets all stand whole."""
    for size in TERMS:
        lines = max((n for n in (2, 3) if words_height(n, size) <= FILLED * slot), default=1)
        wrapped = [wrap_text(text, size, room, lines) for text in texts]
        if all(" ".join(lines) == text for lines, text in zip(wrapped, texts, strict=True)):
            break
    return size, wrapped


def favourites_sentence(rows: Sequence[Bar], total: int, *, beside: int = 0) -> str:
    """'het vaakst A. Ambitie (19 van 47 mensen)', or that nobody answered.

    `beside`: how often something was chosen that is not among these rows, as own words are.
    """
    if not total:
        return _("nog geen antwoorden")
    highest = max(bar.count for bar in rows)
    people = write_people(total)
    if not highest:
        return _("geen van deze opties (0 van %(people)s)") % {"people": people}
    found = find_leaders(rows, lambda bar: bar.count)
    if len(found) == len(rows) > 2 and beside < highest:
        alike = _("alle opties even vaak (elk %(count)s van %(people)s)")
        return fill_sentence(alike, count=highest, people=people)
    most = ngettext(
        "het vaakst %(names)s (%(count)s van %(people)s)",
        "het vaakst %(names)s (elk %(count)s van %(people)s)",
        len(found),
    )
    names = join_names(bar.name_in_sentence for bar in found)
    said = fill_sentence(most, names=names, count=highest, people=people)
    return _("van deze opties %(most)s") % {"most": said} if beside >= highest else said
