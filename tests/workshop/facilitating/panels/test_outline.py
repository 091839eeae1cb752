"""The list of slides at the desk."""

from __future__ import annotations

from typing import Any

import pytest

from workshop.decks.model import Deck
from workshop.facilitating.panels import outline
from workshop.facilitating.panels.outline import OutlineSlide

pytestmark = pytest.mark.django_db


def test_every_slide_stands_once_in_its_chapter(deck: Deck, state: dict[str, Any]):
    chapters = outline.present(deck, state)

    assert [chapter.id for chapter in chapters] == [chapter.id for chapter in deck.chapters]
    assert [slide.id for chapter in chapters for slide in chapter.slides] == [
        slide.id for slide in deck.slides
    ]
    assert sum(chapter.minutes for chapter in chapters) == sum(each.minutes for each in deck.slides)


def test_a_slide_says_what_it_is_and_where_the_session_is(deck: Deck, state: dict[str, Any]):
    slides = [slide for chapter in outline.present(deck, state) for slide in chapter.slides]

    assert [slide.id for slide in slides if slide.current] == ["goed"]
    assert [slide.id for slide in slides if slide.skipped] == ["netwerk"]
    assert {slide.id for slide in slides if slide.skippable} == {
        slide.id for slide in deck.slides if slide.skip
    }
    goed = deck.slide("goed")
    assert next(slide for slide in slides if slide.current) == OutlineSlide(
        id="goed",
        number=34,
        label=goed.label,
        minutes=goed.minutes,
        current=True,
        question="goed",
        shows=False,
        skippable=goed.skip,
        skipped=False,
    )


def test_a_slide_that_only_shows_results_has_a_mark_of_its_own(deck: Deck, state: dict[str, Any]):
    slides = [slide for chapter in outline.present(deck, state) for slide in chapter.slides]

    found = {slide.id: slide.question for slide in slides if slide.shows}

    assert found == {"samen-bekijken": "", "jullie-tips": ""}
