"""Titles and texts that run off their slide are named, with what to do."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.workshop.decks.small import PICTURES, SMALL
from workshop.decks.fitting import find_misfits
from workshop.decks.model import LAYOUTS, Deck
from workshop.decks.parse import load_deck, parse
from workshop.decks.text_fitting import find_all_misfits, find_text_misfits

TEXT = "Een half uur over **ons** werk"
SENTENCE = "We kijken samen wat er nodig is om verder te komen, en spreken dat goed af. "


def with_words(layout: str, title: str, text: str) -> Deck:
    """The small deck, whose first slide has this layout and these words."""
    assert SMALL.count(TEXT) == 1
    assert SMALL.count('layout = "cover"') == 1
    source = SMALL.replace(TEXT, text).replace("# Welkom *allemaal*", f"# {title}")
    return parse(source.replace('layout = "cover"', f'layout = "{layout}"'), "deck.md", PICTURES)


def told(deck: Deck) -> list[str]:
    return [problem.message for problem in find_text_misfits(deck, "deck.md")]


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "results"])
def test_a_text_that_runs_off_is_named_in_every_layout(layout: str):
    text = SENTENCE * 25
    assert told(with_words(layout, "Welkom", SENTENCE)) == []

    (said,) = told(with_words(layout, "Welkom", text))

    assert said.startswith("De tekst past niet op slide 1: haal ongeveer ")
    assert said.endswith(" letters weg, of verdeel hem over twee slides.")


def test_a_title_that_is_too_long_or_has_a_word_wider_than_the_slide_is_named():
    assert told(with_words("picture", SENTENCE * 3, "Kort")) == [
        "De titel past niet op slide 1: maak hem korter."
    ]
    word = "Samenwerkingsverbandenoverzichten"
    assert told(with_words("picture", word, "Kort")) == [
        f"Het woord '{word}' past niet op slide 1: kort het in of splits het."
    ]


@pytest.mark.parametrize(
    "slug", ["beter-samenwerken", "working-better-together", "alle-werkvormen"]
)
def test_all_that_the_shipped_decks_say_fits(slug: str):
    assert find_all_misfits(load_deck(settings.BASE_DIR / "decks" / slug), "deck.md") == []


def test_options_and_texts_are_told_together_by_their_lines():
    deck = with_words("list", "Welkom", SENTENCE * 20)

    assert [each.line for each in find_all_misfits(deck, "deck.md")] == [deck.slides[0].line]
    assert [*find_misfits(deck, "deck.md")] == []
