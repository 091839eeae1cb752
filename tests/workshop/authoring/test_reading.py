"""A draft is read slide by slide, and finds the same mistakes as reading it whole."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from tests.workshop.decks.small import SMALL
from workshop.authoring import reading
from workshop.decks.parse import parse
from workshop.decks.problems import DeckError
from workshop.library import deck_versions

BROKEN = {
    "layout": SMALL.replace('layout = "cover"', 'layout = "omslag"'),
    "id twice": SMALL.replace('id = "druk"', 'id = "welkom"'),
    "no title": SMALL.replace("# Hoe druk is het?", ""),
    "front": SMALL.replace('language = "nl"', 'language = "fy"'),
    "no TOML": SMALL.replace('id = "druk"', "id = druk"),
    "picture": SMALL.replace("deur.svg", "raam.svg"),
    "unclosed block": SMALL.replace("```\n\n# Hoe druk", "\n\n# Hoe druk"),
    "empty slide": f"{SMALL}\n---\n\n",
    "chapters": SMALL.replace('chapter = "start"', 'chapter = "begin"'),
    "none": SMALL,
}
PICTURES = {"deur.svg", "druk.svg"}


def mistakes(text: str) -> list[tuple[int, str]]:
    try:
        parse(text, reading.FILE, PICTURES)
    except DeckError as error:
        return [(problem.line, problem.message) for problem in error.problems]
    return []


@pytest.mark.parametrize("name", BROKEN)
def test_the_same_mistakes_on_the_same_lines(name: str):
    draft = reading.read_draft(BROKEN[name], PICTURES)

    found = [(problem.line, problem.message) for problem in draft.problems]
    assert found == mistakes(BROKEN[name])
    assert bool(found) == (name != "none")


@pytest.mark.parametrize("slug", ["beter-samenwerken", "alle-werkvormen"])
def test_the_same_slides_as_the_whole_deck(slug: str):
    source = deck_versions.read_source(slug)

    draft = reading.read_draft(source, deck_versions.picture_names(slug))

    assert draft.deck == parse(source, reading.FILE)
    assert draft.problems == ()


def test_a_mistake_belongs_to_its_slide():
    draft = reading.read_draft(BROKEN["layout"], PICTURES)

    assert [len(slide.problems) for slide in draft.slides][:2] == [1, 0]


def test_a_slide_with_a_mistake_can_be_drawn():
    draft = reading.read_draft(BROKEN["layout"], PICTURES)

    slide = draft.slides[0].slide
    assert slide is not None
    assert reading.drawable(slide).layout == "statement"


def test_counting_is_of_slides_questions_and_minutes():
    source = deck_versions.read_source("beter-samenwerken")
    deck = parse(source, reading.FILE)

    counts = reading.count(source)

    assert counts == reading.Counts(41, 10, deck.minutes())
    assert reading.count("niets") == reading.Counts(0, 0, 0)


def test_a_text_that_is_no_deck():
    with pytest.raises(PollsError) as refused:
        reading.read_draft("niets")

    assert refused.value.code == "draft.unreadable"
    assert reading.first_slide("niets") == ""


def test_the_language_of_a_deck_is_read_from_its_front_alone():
    assert reading.read_language(SMALL.replace('language = "nl"', 'language = "en"')) == "en"
    assert reading.read_language(SMALL) == "nl"
