"""Slides ready to draw: what the deck says, with its picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from polls.models import LiveSession
from workshop.decks.model import Slide
from workshop.library import deck_versions


@dataclass(frozen=True, slots=True)
class DrawnSlide:
    """A slide for templates: every field of Slide, its picture, and the title of its chapter."""

    slide: Slide
    picture_html: SafeString
    chapter_title: str

    def __getattr__(self, name: str) -> Any:
        return getattr(self.slide, name)


def draw_slides(session: LiveSession) -> list[DrawnSlide]:
    deck = deck_versions.deck_for(session)
    titles = {chapter.id: chapter.title for chapter in deck.chapters}
    return [
        DrawnSlide(
            slide,
            deck_versions.picture_html(session.deck, slide.picture),
            titles.get(slide.chapter, slide.chapter),
        )
        for slide in deck.slides
    ]
