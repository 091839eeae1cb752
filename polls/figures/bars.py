"""One choice as horizontal bars, and what all figures of choices share."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls.figures.cells import Label
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
from polls.figures.naming import find_leaders, join_names
from polls.figures.numbers import (
    fill_sentence,
    rounding_note,
    write_people,
    write_percent,
    write_whole,
)
from polls.lettering import text_width, wrap_text
from polls.naming import letter_of, name_of

TERMS = (42, 36, 30)  # pixels of an option's words: the first size at which all of them fit
LEADING = 1.2  # height of a line, in its size
FILLED = 0.9  # of a slot: what the lines of a term may take, so that terms stand apart
LABELS = 560  # pixels that the words of the options may take
THICKEST = 104  # pixels of a bar's side
GAP = 22  # pixels between a shape, a text and a bar
FOOT, NOTE = 48, 30  # pixels below bars for a remark, and of its letters
TAG = re.compile("<[^>]+>")
SPACE = "\u00a0"  # between a bar and its numbers


@dataclass(frozen=True, slots=True)
class Bar:
    """One option of a choice and how often it was chosen."""

    key: str
    label: str
    count: int
    help: str = ""
    color: str = ""

    @classmethod
    def of(cls, option: Mapping[str, str], count: int) -> Bar:
        return cls(
            option["key"],
            option["label"],
            count,
            option.get("help", ""),
            option.get("color", ""),
        )

    @property
    def letter(self) -> str:
        return letter_of(self.key)

    @property
    def name(self) -> str:
        return name_of({"key": self.key, "label": self.label})

    @property
    def cell(self) -> Label:
        return Label(self.name, self.color)

    @property
    def paint(self) -> str:
        return color_value(self.color or "deep")


def draw_bars(
    rows: Sequence[Bar], total: int, ends: Sequence[str] | None = None, note: str | None = None
) -> Json:
    """Horizontal bars from top to bottom, with their numbers at the end.

    `ends`: what stands there instead of the count and its share, a text for each bar.
    `note`: what is said below them; of shares how they were rounded, when they are the ends.
    """
    if note is None:
        note = "" if ends else note_of(rows, total)
    foot = foot_of(note)
    slot = (HEIGHT - foot) / len(rows)
    ends, letters = ends or write_shares(rows, total), number_size(slot)
    size, labels = fit_texts([bar.name for bar in rows], LABELS, slot)
    indent = SHAPE + GAP if any(bar.color in SHAPES for bar in rows) else 0
    left = indent + max(text_width(line, size) for label in labels for line in label) + GAP
    longest = max(1, *(bar.count for bar in rows))
    shapes, notes = [base_line(left, 0, foot)], foot_notes(note)
    for index, (bar, label) in enumerate(zip(rows, labels, strict=True)):
        y = slot * (index + 0.5)
        text = "<br>".join(map(escape_text, label))
        shapes += draw_shape(bar.color, SHAPE / 2, y)
        notes.append(text_note(text, indent, y, size, xanchor="left", align="left"))
    if not total:
        notes.append(waiting_note((left + WIDTH) / 2, HEIGHT / 2))
    room = stretch_axis(longest, WIDTH - left, measure_end(ends, letters))
    return {
        "data": [draw_side(rows, ends, slot, letters)],
        "layout": shared_layout(
            xaxis=hidden_axis((0, room), (left / WIDTH, 1)),
            yaxis=rows_axis(len(rows), 0, foot),
            shapes=shapes,
            annotations=notes,
        ),
    }


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
    font = {"size": NOTE, "weight": 500, "color": color_value("ink-soft")}
    return [text_note(note, WIDTH, HEIGHT - FOOT / 2, xanchor="right", font=font)]


def write_shares(rows: Sequence[Bar], total: int) -> list[str]:
    return [write_count(bar.count, total) for bar in rows]


def draw_side(rows: Sequence[Bar], ends: Sequence[str], slot: float, letters: float) -> Json:
    """The bars of one question, with ends of that size; `customdata` names their options."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": [bar.count for bar in rows],
        "y": [escape_text(bar.name) for bar in rows],
        "customdata": [bar.key for bar in rows],
        "width": min(0.7, THICKEST / slot),
        "marker": {
            "color": [bar.paint for bar in rows],
            "cornerradius": 10,
            "line": {"width": 0},
        },
        "text": [SPACE + end for end in ends],
        "textposition": "outside",
        "textfont": {"size": letters, "weight": 500, "color": color_value("ink")},
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
    }


def number_size(slot: float) -> float:
    """Pixels of the numbers beside bars in slots of a height."""
    return min(42, max(32, 0.5 * slot))


def measure_end(ends: Sequence[str], size: float) -> float:
    """The pixels that the widest of the numbers, of that size, takes beside its bar."""
    return max(text_width(unescape(TAG.sub("", end)), size) for end in ends) + 2 * GAP


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
        lines = max(1, min(3, int(FILLED * slot / (size * LEADING))))
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
    most = ngettext(
        "het vaakst %(names)s (%(count)s van %(people)s)",
        "het vaakst %(names)s (elk %(count)s van %(people)s)",
        len(found),
    )
    names = join_names(bar.name for bar in found)
    said = fill_sentence(most, names=names, count=highest, people=people)
    return _("van deze opties %(most)s") % {"most": said} if beside >= highest else said
