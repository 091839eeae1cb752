"""The slide of now with its note, the one after it, and what takes the middle of the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from workshop.facilitating.slides import DrawnSlide

Place = Literal["slide", "question", "texts"]
Cover = Literal["", "blank", "qr", "pause", "frozen"]


@dataclass(frozen=True, slots=True)
class Now:
    slide: DrawnSlide
    next: DrawnSlide | None  # None on the last slide
    place: Place
    cover: Cover  # what the projector shows over its slide, or instead of it


def present(
    slides: Sequence[DrawnSlide], state: Mapping[str, Any], texted: Sequence[str] = ()
) -> Now:
    """`state` is the desk's; its slide counts from 1. `texted` are questions with own words."""
    number = state["slide"]["number"]
    slide = slides[number - 1]
    following = slides[number] if number < len(slides) else None
    return Now(slide, following, place_of(slide, texted), cover_of(state["session"]))


def cover_of(session: Mapping[str, Any]) -> Cover:
    """From the top layer down, as static/js/screen-cover.js has it."""
    cover: Cover = session["overlay"]
    if cover or session["state"] == "paused":
        return cover or "pause"
    return "" if session["frozen"] is None else "frozen"


def place_of(slide: DrawnSlide, texted: Sequence[str]) -> Place:
    """The preview, the panels of what a slide asks or shows, or the list of own words."""
    keys = {
        *(question.key for question in slide.questions),
        *(key for show in slide.shows for key in show.questions),
    }
    if not keys:
        return "slide"
    return "texts" if keys.intersection(texted) else "question"
