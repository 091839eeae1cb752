"""The slide of now with its note, the one after it, and what takes the middle of the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from workshop.facilitating.slides import DrawnSlide

Place = Literal["slide", "question", "texts"]


@dataclass(frozen=True, slots=True)
class Now:
    slide: DrawnSlide
    next: DrawnSlide | None  # None on the last slide
    place: Place


def present(
    slides: Sequence[DrawnSlide], state: Mapping[str, Any], texted: Sequence[str] = ()
) -> Now:
    """`state` is the desk's; its slide counts from 1. `texted` are questions with own words."""
    number = state["slide"]["number"]
    slide = slides[number - 1]
    return Now(slide, slides[number] if number < len(slides) else None, place_of(slide, texted))


def place_of(slide: DrawnSlide, texted: Sequence[str]) -> Place:
    """The preview, the panels of what a slide asks or shows, or the list of own words."""
    keys = {
        *(question.key for question in slide.questions),
        *(key for show in slide.shows for key in show.questions),
    }
    if not keys:
        return "slide"
    return "texts" if keys.intersection(texted) else "question"
