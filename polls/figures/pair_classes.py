"""Two votes over the same options as conversation starters: a class for each option.

The rule: a side of an option is high when it got more than an equal share of the votes
of that side (of five options: more than 20 %). High on 'good' alone is Kracht, high on
'less' alone Aandacht, on both Verdeeld, on neither Buiten beeld. Below FEWEST votes on
either side there are no classes: one person more or less would change them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from polls.figures.drawing import (
    HEIGHT,
    READABLE,
    SHAPE,
    WIDTH,
    Json,
    color_value,
    draw_shape,
    escape_text,
    hidden_axis,
    shared_layout,
    soften_text,
    text_note,
)
from polls.figures.numbers import fill_sentence
from polls.figures.options import Bar
from polls.lettering import wrap_text

FEWEST = 8  # votes on each side
NAME = 38  # pixels of the name of an option that stands beside others
STRENGTH, ATTENTION, DIVIDED, UNSEEN = "strength", "attention", "divided", "unseen"


class Side(NamedTuple):
    """One of the two questions of a pair."""

    label: str
    counts: Mapping[str, int]  # by the key of an option
    people: int  # who answered


def class_names() -> dict[str, str]:
    return {
        STRENGTH: _("Kracht"),
        ATTENTION: _("Aandacht"),
        DIVIDED: _("Verdeeld"),
        UNSEEN: _("Buiten beeld"),
    }


def classify_options(good: Side, less: Side) -> dict[str, str]:
    """The class of each option; empty while either side has fewer than FEWEST votes."""
    if min(good.people, less.people) < FEWEST:
        return {}
    shared = [key for key in good.counts if key in less.counts]
    return {
        key: class_of(
            is_high(good.counts[key], good.people, len(shared)),
            is_high(less.counts[key], less.people, len(shared)),
        )
        for key in shared
    }


def class_rule(options: Sequence[Mapping[str, str]], good: Side, less: Side) -> str:
    """The rule behind the classes in words, or from how many answers there are any."""
    if min(good.people, less.people) < FEWEST:
        return fill_sentence(
            _("Vanaf %(fewest)s antwoorden op beide vragen krijgt elke optie een gespreksstarter."),
            fewest=FEWEST,
        )
    rule = _(
        "Gespreksstarter, geen oordeel. Een optie is hoog als meer dan 1 op de %(options)s mensen "
        "die koos. Alleen hoog bij '%(good)s' is %(strength)s, alleen hoog bij '%(less)s' "
        "%(attention)s, hoog bij allebei %(divided)s, bij geen van beide %(unseen)s."
    )
    return fill_sentence(
        rule, options=len(options), good=good.label, less=less.label, **class_names()
    )


def is_high(count: int, total: int, options: int) -> bool:
    return count * options > total


def class_of(good: bool, less: bool) -> str:
    if good:
        return DIVIDED if less else STRENGTH
    return ATTENTION if less else UNSEEN


def draw_conditions(options: Sequence[Mapping[str, str]], good: Side, less: Side) -> Json:
    """The options beside each other, each with its shape, its two numbers and its class."""
    found = classify_options(good, less)
    slot = WIDTH / len(options)
    shapes: list[Json] = []
    notes: list[Json] = []
    for place, option in enumerate(options):
        x = slot * (place + 0.5)
        bar = Bar.of(option, good.counts[option["key"]])
        shapes += draw_shape(bar.color, x, 90, 3 * SHAPE)
        notes += option_notes(bar, x, slot)
        counts = ((bar.count, good.label), (less.counts[bar.key], less.label))
        notes += count_notes(counts, x)
        if found:
            notes.append(text_note(class_names()[found[bar.key]], x, 506, 40))
    if found:
        notes.append(
            text_note(_("Gespreksstarter, geen oordeel"), WIDTH / 2, HEIGHT - 24, font=quiet_font())
        )
    return {
        "data": [numbers_of(options, good, less)] if good.people or less.people else [],
        "layout": shared_layout(
            xaxis=hidden_axis((0, WIDTH)),
            yaxis=hidden_axis((HEIGHT, 0)),
            shapes=shapes,
            annotations=notes,
        ),
    }


def option_notes(bar: Bar, x: float, slot: float) -> list[Json]:
    """The name of an option below its shape, and what it means in at most two lines."""
    lines = wrap_text(bar.help, READABLE, slot - 24, 2) if bar.help else ()
    name = wrap_text(bar.name, NAME, slot - 24, 1)[0]
    return [
        text_note(escape_text(name), x, 206, NAME),
        *(
            text_note(escape_text(line), x, 256 + 38 * row, font=quiet_font())
            for row, line in enumerate(lines)
        ),
    ]


def count_notes(counts: Sequence[tuple[int, str]], x: float) -> list[Json]:
    """How many on each side, and what the side is called."""
    return [
        text_note(
            f"<b>{count}</b> {soften_text(escape_text(label))}",
            x,
            366 + 50 * row,
            font=numeral_font(),
        )
        for row, (count, label) in enumerate(counts)
    ]


def numbers_of(options: Sequence[Mapping[str, str]], good: Side, less: Side) -> Json:
    """A trace that is not drawn: the numbers in the texts, for anyone who reads the data."""
    keys = [option["key"] for option in options]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [WIDTH / len(keys) * (place + 0.5) for place in range(len(keys))],
        "y": [HEIGHT / 2] * len(keys),
        "customdata": [[good.counts[key], less.counts[key]] for key in keys],
        "marker": {"opacity": 0},
    }


def quiet_font() -> Json:
    return {"size": READABLE, "weight": 500, "color": color_value("ink-soft")}


def numeral_font() -> Json:
    return {"size": 34, "weight": 500, "color": color_value("ink")}
