"""Slides ready to draw: what the deck says, with its picture as inline SVG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from polls.models import DeckVersion
from workshop.decks import library
from workshop.decks.library import deck_of
from workshop.decks.model import Slide

__all__ = ["DrawnSlide", "deck_of", "drawn"]


@dataclass(frozen=True, slots=True)
class DrawnSlide:
    """A slide for templates: every field of Slide, and `picture_svg`."""

    slide: Slide
    picture_svg: SafeString

    def __getattr__(self, name: str) -> Any:
        return getattr(self.slide, name)


def drawn(version: DeckVersion) -> list[DrawnSlide]:
    return [
        DrawnSlide(slide, library.picture_svg(version.slug, slide.picture))
        for slide in deck_of(version).slides
    ]
