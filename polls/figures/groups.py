"""The same choice by several groups: shares side by side, and how groups spread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, sqrt
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls.figures.bars import GAP, LABELS, fit_texts, rows_axis, stretch_axis
from polls.figures.cells import Cell, Change, CountedShare, Range, Share, Table
from polls.figures.drawing import (
    HEIGHT,
    READABLE,
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
    text_note,
)
from polls.figures.naming import find_leaders, join_names
from polls.figures.numbers import (
    fill_sentence,
    write_cell,
    write_people,
    write_points,
    write_whole,
)
from polls.figures.options import Bar
from polls.figures.splits import Scored
from polls.lettering import text_width, wrap_text

MOST = 6  # groups that stand side by side; more are drawn as a spread
HEAD = 172  # pixels above the rows, for the names of the groups
FEWEST = 8  # people of each group from which a difference gets a word
RIM = {"width": 3, "color": color_value("paper")}  # so that dots differ from bars and each other
ENDS = 110  # pixels that a share takes beside its bar


@dataclass(frozen=True, slots=True)
class Group:
    """What one group chose: how many of `n` people each option.

    `day`: when that was, where it is the end of the name.
    """

    name: str
    n: int
    counts: Mapping[str, int]
    day: str = ""

    @property
    def label(self) -> str:
        """The name without its day."""
        return self.name.removesuffix(self.day).rstrip(", ") if self.day else self.name

    def share(self, key: str) -> Share:
        return Share(self.counts[key], self.n)

    def cell(self, key: str) -> Cell:
        return self.share(key)

    def percents(self, key: str) -> float:
        """Not rounded: the length of a bar."""
        return 100 * self.share(key).value

    def length(self, key: str) -> float:
        return self.percents(key)


Column = Group | Scored


def measure_change(before: Group, after: Group, key: str) -> Change:
    return Change(before.share(key), after.share(key))


def draw_panels(options: Sequence[Mapping[str, str]], groups: Sequence[Column]) -> Json:
    """Small multiples: a column of bars for each group, on one scale."""
    rows = bars_without_counts(options)
    slot = (HEIGHT - HEAD) / len(rows)
    left, shapes, notes = draw_terms(rows, slot)
    column = (WIDTH - left) / len(groups)
    longest = max(1.0, *(group.length(bar.key) for group in groups for bar in rows))
    days = fit_days([group.day for group in groups], column - GAP)
    data, axes = [], {}
    for place, group in enumerate(groups):
        start = left + place * column
        number = "" if place == 0 else str(place + 1)
        lines = wrap_text(group.label, READABLE, column - GAP, 2)
        name = "<br>".join(map(escape_text, lines))
        notes.append(text_note(name, start, 42, xanchor="left", align="left"))
        soft = {"size": READABLE, "weight": 500, "color": color_value("ink-soft")}
        under = "<br>".join(filter(None, [escape_text(days[place]), write_people(group.n)]))
        notes.append(text_note(under, start, 128, font=soft, xanchor="left", align="left"))
        shapes.append(base_line(start, HEAD))
        data.append(column_of(rows, group, slot, f"x{number}"))
        axes[f"xaxis{number}"] = hidden_axis(
            (0, stretch_axis(longest, column, ENDS)),
            (start / WIDTH, (start + column) / WIDTH),
            anchor="y",
        )
    figure = shared_layout(
        yaxis=rows_axis(len(rows), HEAD), shapes=shapes, annotations=notes, **axes
    )
    return {"data": data, "layout": figure}


def fit_days(days: Sequence[str], room: float) -> list[str]:
    """Days as they are written, without their year where one has no room: the table has it."""
    fit = all(text_width(day, READABLE) <= room for day in days)
    return [day if fit else day.rpartition(" ")[0] for day in days]


def column_of(rows: Sequence[Bar], group: Column, slot: float, across: str) -> Json:
    shares = [group.length(bar.key) for bar in rows]
    texts = [f"\u00a0{write_cell(group.cell(bar.key))}" for bar in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": across,
        "x": shares,
        "y": [escape_text(bar.name) for bar in rows],
        "width": min(0.6, 80 / slot),
        "marker": {"color": [bar.paint for bar in rows], "cornerradius": 8, "line": {"width": 0}},
        "text": texts,
        "textposition": "outside",
        "textfont": {"size": READABLE, "weight": 700, "color": color_value("ink")},
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
    }


def draw_terms(rows: Sequence[Bar], slot: float) -> tuple[float, list[Json], list[Json]]:
    """The names of the options to the left: where they end, their shapes and their texts."""
    size, labels = fit_texts([bar.name for bar in rows], LABELS * 0.75, slot)
    indent = SHAPE + GAP if any(bar.color in SHAPES for bar in rows) else 0
    left = indent + max(text_width(part, size) for label in labels for part in label) + 2 * GAP
    shapes, notes = [], []
    for index, (bar, label) in enumerate(zip(rows, labels, strict=True)):
        y = HEAD + slot * (index + 0.5)
        shapes += draw_shape(bar.color, SHAPE / 2, y)
        text = "<br>".join(map(escape_text, label))
        notes.append(text_note(text, indent, y, size, xanchor="left", align="left"))
    return left, shapes, notes


def draw_spread(
    options: Sequence[Mapping[str, str]], groups: Sequence[Group], this: Group | None = None
) -> Json:
    """A dot for each group, a stroke at their median, and this group as a bar."""
    rows = bars_without_counts(options)
    slot = (HEIGHT - HEAD) / len(rows)
    left, shapes, notes = draw_terms(rows, slot)
    drawn = [*groups, *([this] if this else [])]
    longest = max(1.0, *(group.percents(bar.key) for group in drawn for bar in rows))
    scale = stretch_axis(longest, WIDTH - left, 2 * ENDS)
    shapes.append(base_line(left, HEAD))
    for index, bar in enumerate(rows):
        x = left + 100 * median_of(groups, bar.key).value / scale * (WIDTH - left)
        shapes.append(median_stroke(x, HEAD + slot * (index + 0.5), slot))
    dots = dots_of(groups, rows)
    font = {"size": READABLE, "weight": 500, "color": color_value("ink-soft")}
    notes.append(text_note(key_of(len(groups), this), left, 40, font=font, xanchor="left"))
    figure = shared_layout(
        xaxis=hidden_axis((0, scale), (left / WIDTH, 1)),
        yaxis=rows_axis(len(rows), HEAD),
        shapes=shapes,
        annotations=notes,
    )
    if this is None:
        return {"data": [dots], "layout": figure}
    own = column_of(rows, this, slot, "x")
    for index, text in enumerate(own["text"]):  # at the edge, where no dot covers it
        notes.append(text_note(text, WIDTH, HEAD + slot * (index + 0.5), 36, xanchor="right"))
    return {"data": [{**own, "text": [""] * len(rows)}, dots], "layout": figure}


def median_stroke(x: float, y: float, slot: float) -> Json:
    """A thick stroke through the height of a row, around a point in pixels."""
    ends = {"y0": 1 - (y - 0.42 * slot) / HEIGHT, "y1": 1 - (y + 0.42 * slot) / HEIGHT}
    stroke = {"width": 6, "color": color_value("ink")}
    at = {"x0": x / WIDTH, "x1": x / WIDTH, **ends}
    return {"type": "line", "xref": "paper", "yref": "paper", "line": stroke, **at}


def dots_of(groups: Sequence[Group], rows: Sequence[Bar]) -> Json:
    """A dot for each group on each row."""
    flat = [(group, bar) for bar in rows for group in groups]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [group.percents(bar.key) for group, bar in flat],
        "y": [escape_text(bar.name) for _group, bar in flat],
        "customdata": [group.name for group, _bar in flat],
        "marker": {"size": 26, "color": color_value("ink-soft"), "line": RIM},
        "cliponaxis": False,
    }


def key_of(groups: int, this: Group | None) -> str:
    """What stands for what in a spread."""
    said = ngettext(
        "stip en streep: de enige groep",
        "stip: een groep · streep: het midden van %(n)s groepen",
        groups,
    )
    said = fill_sentence(said, n=groups)
    if this is None:
        return said
    return _("balk: %(name)s · %(rest)s") % {"name": escape_text(this.name), "rest": said}


def median_of(groups: Sequence[Group], key: str) -> Share:
    return Share.of(median(group.share(key).fraction for group in groups))


def groups_table(options: Sequence[Mapping[str, str]], groups: Sequence[Group]) -> Table:
    """A row for each option, a column for each group: share and count."""
    heads = (f"{group.name} (n\u00a0=\u00a0{write_whole(group.n)})" for group in groups)
    rows = (
        (bar.cell, *(CountedShare(group.counts[bar.key], group.n) for group in groups))
        for bar in bars_without_counts(options)
    )
    return Table((_("keuze"), *heads), tuple(rows))


def changes_table(options: Sequence[Mapping[str, str]], groups: Sequence[Group]) -> Table:
    """The change since the group before, in percentage points; n stands in the heads."""
    pairs = list(pairwise(groups))
    heads = (
        f"{after.name} (n\u00a0=\u00a0{write_whole(before.n)} → {write_whole(after.n)})"
        for before, after in pairs
    )
    rows = (
        (bar.cell, *(measure_change(before, after, bar.key) for before, after in pairs))
        for bar in bars_without_counts(options)
    )
    return Table((_("verandering in procentpunten"), *heads), tuple(rows))


def spread_table(
    options: Sequence[Mapping[str, str]], groups: Sequence[Group], this: Group | None = None
) -> Table:
    """Median, lowest and highest share of groups, and this group's."""
    own = [f"{this.name} (n\u00a0=\u00a0{write_whole(this.n)})"] if this else []
    median_head = ngettext("de andere groep", "midden van %(n)s groepen", len(groups))
    heads = [fill_sentence(median_head, n=len(groups)), _("laagste – hoogste")]
    rows = (
        (
            bar.cell,
            *([this.share(bar.key)] if this else []),
            median_of(groups, bar.key),
            range_of(groups, bar.key),
        )
        for bar in bars_without_counts(options)
    )
    return Table((_("keuze"), *own, *heads), tuple(rows))


def bars_without_counts(options: Sequence[Mapping[str, str]]) -> list[Bar]:
    return [Bar.of(option, 0) for option in options]


def range_of(groups: Sequence[Group], key: str) -> Range:
    shares = sorted((group.share(key) for group in groups), key=lambda share: share.fraction)
    return Range(shares[0], shares[-1])


def change_sentence(options: Sequence[Mapping[str, str]], before: Group, after: Group) -> str:
    """The largest change between two groups, and whether they are large enough to say much."""
    changes = [
        (bar.name_in_sentence, measure_change(before, after, bar.key))
        for bar in bars_without_counts(options)
    ]
    most = find_leaders(changes, lambda each: abs(each[1].points))
    numbers = {"before": before.n, "after": after.n}
    if not any(change.difference for _name, change in changes):
        same = _("Er veranderde niets (n\u00a0=\u00a0%(before)s en %(after)s).")
        return fill_sentence(same, **numbers)
    if not most[0][1].points:
        little = _("Er veranderde bijna niets (n\u00a0=\u00a0%(before)s en %(after)s).")
        return fill_sentence(little, **numbers)
    names = join_names(
        f"{name} ({write_points(change.points, write_cell(change))})" for name, change in most
    )
    if min(before.n, after.n) < FEWEST:
        few = _(
            "%(names)s; n\u00a0=\u00a0%(before)s en %(after)s: te weinig om iets van te vinden."
        )
        return fill_sentence(few, names=f"{names[0].upper()}{names[1:]}", **numbers)
    text = ngettext(
        "Het meest veranderde %(names)s; n\u00a0=\u00a0%(before)s en %(after)s.",
        "Het meest veranderden %(names)s; n\u00a0=\u00a0%(before)s en %(after)s.",
        len(most),
    )
    chance = max(points_of_chance(change) for _name, change in most)
    sure = _("Bij deze aantallen kan een verschil tot %(points)s toeval zijn.") % {
        "points": write_points(chance)
    }
    return f"{fill_sentence(text, names=names, **numbers)} {sure}"


def points_of_chance(change: Change) -> int:
    """So many percentage points a share of such groups differs by chance 19 times in 20: half
    of the 95 % interval of Agresti and Caffo (2000), rounded up. It counts a group as a draw
    of people from many, which a workshop is not; so it is the least that one has to doubt."""
    spread = 0.0
    for share in (change.before, change.after):
        number = share.whole + 2
        part = (share.part + 1) / number
        spread += part * (1 - part) / number
    return ceil(100 * 1.96 * sqrt(spread))


def spread_sentence(
    options: Sequence[Mapping[str, str]], groups: Sequence[Group], this: Group
) -> str:
    """Where this group stands furthest from the median of the others."""
    compared = [
        (bar.name_in_sentence, this.share(bar.key), median_of(groups, bar.key))
        for bar in bars_without_counts(options)
    ]
    far = find_leaders(compared, lambda each: abs(each[1].fraction - each[2].fraction))
    if far[0][1].fraction == far[0][2].fraction:
        text = ngettext(
            "Precies gelijk aan de eerdere groep.",
            "Precies gelijk aan het midden van %(n)s eerdere groepen.",
            len(groups),
        )
        return fill_sentence(text, n=len(groups))
    if all(write_cell(share) == write_cell(median) for _name, share, median in far):
        text = ngettext(
            "Bijna gelijk aan de eerdere groep.",
            "Bijna gelijk aan het midden van %(n)s eerdere groepen.",
            len(groups),
        )
        return fill_sentence(text, n=len(groups))
    text = ngettext(
        "Het verst van de eerdere groep: %(names)s.",
        "Het verst van het midden van %(n)s eerdere groepen: %(names)s.",
        len(groups),
    )
    names = join_names(
        _("%(name)s (%(share)s tegen %(median)s)")
        % {"name": name, "share": write_cell(share), "median": write_cell(median)}
        for name, share, median in far
    )
    return fill_sentence(text, n=len(groups), names=names)
