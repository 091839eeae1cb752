"""The list of slides at the desk: by chapter, with what is asked and what may be left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workshop.decks.model import Deck, Slide


@dataclass(frozen=True, slots=True)
class OutlineSlide:
    id: str
    number: int
    label: str
    minutes: float
    current: bool
    question: str  # key of its first question, '' without one
    shows: bool  # draws earlier results, and asks nothing itself
    skippable: bool
    skipped: bool


@dataclass(frozen=True, slots=True)
class OutlineChapter:
    id: str
    title: str
    slides: tuple[OutlineSlide, ...]

    @property
    def minutes(self) -> float:
        """The time budget of the chapter."""
        return sum(slide.minutes for slide in self.slides)


def present(deck: Deck, state: Mapping[str, Any]) -> list[OutlineChapter]:
    """`state` is the desk's."""
    slides: dict[str, list[OutlineSlide]] = defaultdict(list)
    for slide in deck.slides:
        slides[slide.chapter].append(present_slide(slide, state))
    return [
        OutlineChapter(chapter.id, chapter.title, tuple(slides[chapter.id]))
        for chapter in deck.chapters
        if chapter.id in slides
    ]


def present_slide(slide: Slide, state: Mapping[str, Any]) -> OutlineSlide:
    return OutlineSlide(
        id=slide.id,
        number=slide.number,
        label=slide.label,
        minutes=slide.minutes,
        current=slide.id == state["slide"]["id"],
        question=slide.questions[0].key if slide.questions else "",
        shows=bool(slide.shows and not slide.questions),
        skippable=slide.skip,
        skipped=slide.id in state["session"]["skipped"],
    )
