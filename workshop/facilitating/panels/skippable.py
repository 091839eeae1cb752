"""The slides that may be left out when time is short."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workshop.decks.model import Deck


@dataclass(frozen=True, slots=True)
class SkippableSlide:
    id: str
    number: int
    label: str
    minutes: float
    passed: bool  # the session is on it, or beyond it
    skipped: bool

    @property
    def ahead(self) -> bool:
        return not (self.passed or self.skipped)


@dataclass(frozen=True, slots=True)
class Skippable:
    slides: tuple[SkippableSlide, ...]

    @property
    def ids(self) -> str:
        """All that may be left out from here on, joined as an action names them."""
        return "+".join(slide.id for slide in self.slides if slide.ahead)

    @property
    def minutes(self) -> float:
        """What leaving them out would save."""
        return sum(slide.minutes for slide in self.slides if slide.ahead)


def present(deck: Deck, state: Mapping[str, Any]) -> Skippable:
    """`state` is the desk's."""
    skipped = state["session"]["skipped"]
    return Skippable(
        tuple(
            SkippableSlide(
                id=slide.id,
                number=slide.number,
                label=slide.label,
                minutes=slide.minutes,
                passed=slide.number <= state["slide"]["number"],
                skipped=slide.id in skipped,
            )
            for slide in deck.slides
            if slide.skip
        )
    )
