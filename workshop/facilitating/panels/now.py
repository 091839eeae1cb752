"""The slide of now with its note, and the one after it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workshop.facilitating.slides import DrawnSlide


@dataclass(frozen=True, slots=True)
class Now:
    slide: DrawnSlide
    next: DrawnSlide | None  # None on the last slide


def present(slides: Sequence[DrawnSlide], state: Mapping[str, Any]) -> Now:
    """`state` is the desk's; its slide counts from 1."""
    number = state["slide"]["number"]
    return Now(slides[number - 1], slides[number] if number < len(slides) else None)
