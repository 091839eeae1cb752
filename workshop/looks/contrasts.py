"""What a house style reaches where it is read, and a sentence for what cannot hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import floor

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polls.errors import PollsError
from workshop.looks.colors import contrast, darken, least_contrast
from workshop.looks.scheme import PROJECTED, READ, SEEN, WHITE, Colors, compute_scheme
from workshop.looks.style import Style


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is read: its colour on its ground, and the contrast that it needs."""

    where: str
    color: str
    ground: str
    ratio: float
    least: float

    @property
    def holds(self) -> bool:
        return self.ratio >= self.least

    @property
    def shown_ratio(self) -> float:
        """Never rounded up to what it does not reach."""
        return floor(self.ratio * 10) / 10


PLACES = (  # what is read, its colour, its ground, the contrast it needs
    (gettext_lazy("Omslag: titel"), "on-night", "night", PROJECTED),
    (gettext_lazy("Omslag: kleine woorden"), "on-night-soft", "night", PROJECTED),
    (gettext_lazy("Omslag: accent"), "night-accent", "night", READ),
    (gettext_lazy("Slide: tekst"), "ink", "paper", PROJECTED),
    (gettext_lazy("Slide: kleine woorden"), "ink-soft", "paper", PROJECTED),
    (gettext_lazy("Slide: accent"), "accent", "paper", READ),
    (gettext_lazy("Grafiek: staven"), "deep", "paper", READ),
    (gettext_lazy("Telefoon: woorden op een knop"), "on-primary", "primary", READ),
    (gettext_lazy("Telefoon: knop en gekozen antwoord"), "primary", "card", READ),
)


def measure(style: Style, *, dark: bool = False) -> list[Measure]:
    """Each place with its colours, on light or on dark ground."""
    scheme = compute_scheme(style)
    colors: Colors = scheme.dark if dark else scheme.light
    return [
        Measure(str(where), colors[front], colors[ground], ratio, least)
        for where, front, ground, least in PLACES
        for ratio in (contrast(colors[front], colors[ground]),)
    ]


def find_faults(style: Style) -> Iterator[PollsError]:
    """What cannot hold with these two colours as they are, each with a colour that does."""
    colors = compute_scheme(style).light
    near = [colors["paper"], colors["card"]]
    if style.cover == "dark" and contrast(style.main, WHITE) < PROJECTED:
        yield PollsError(
            "style.main",
            _(
                "De hoofdkleur is te licht voor een donkere omslag: witte woorden halen er"
                " %(ratio)s : 1 op, en nodig is %(least)s : 1. Kies %(color)s of donkerder, of"
                " een lichte omslag."
            )
            % {
                "ratio": write_ratio(contrast(style.main, WHITE)),
                "least": PROJECTED,
                "color": darken(style.main, [WHITE], PROJECTED),
            },
        )
    elif least_contrast(style.main, near) < SEEN:
        yield PollsError(
            "style.main",
            _(
                "De hoofdkleur valt weg op wit: %(ratio)s : 1, en nodig is %(least)s : 1. Kies"
                " %(color)s of donkerder."
            )
            % {
                "ratio": write_ratio(least_contrast(style.main, near)),
                "least": SEEN,
                "color": darken(style.main, near, SEEN),
            },
        )
    seen = max(least_contrast(style.accent, near), contrast(style.accent, colors["night"]))
    if seen < SEEN:
        yield PollsError(
            "style.accent",
            _(
                "De accentkleur is nergens goed te zien: niet op wit en niet op de omslag. Ze haalt"
                " %(ratio)s : 1, en nodig is %(least)s : 1. Kies bijvoorbeeld %(color)s."
            )
            % {
                "ratio": write_ratio(seen),
                "least": SEEN,
                "color": darken(style.accent, near, SEEN),
            },
        )


def write_ratio(ratio: float) -> str:
    """With one decimal, never rounded up to what it does not reach."""
    return number_format(floor(ratio * 10) / 10, decimal_pos=1)


def ensure_holds(style: Style) -> None:
    """Refuse a style that cannot be read; raises PollsError."""
    for fault in find_faults(style):
        raise fault
