"""Tiles that do not hold their words are named, with what to do."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.workshop.decks.test_text_fitting import SENTENCE, told, with_words
from workshop.decks.parse import load_deck
from workshop.decks.text_fitting import say_misfit
from workshop.decks.tiles import split_body

WORD = "Samenwerkingsverbandenoverzichten"


def with_tiles(points: list[str]) -> list[str]:
    return told(with_words("tiles", "Welkom", "\n".join(f"- {point}" for point in points)))


@pytest.mark.parametrize(
    ("points", "letters"),
    [
        (["Kort"] * 6, 0),
        ([SENTENCE, *["Kort"] * 5], 0),
        ([SENTENCE * 3, *["Kort"] * 5], 140),
        ([SENTENCE * 3, *["Kort"]], 0),
        ([SENTENCE * 2, *["Kort"] * 8], 110),
        ([WORD, "Kort"], 40),
    ],
)
def test_a_tile_that_does_not_hold_its_words_is_named(points: list[str], letters: int):
    named = points[0] if len(points[0]) <= 40 else f"{points[0][:40].rstrip()}…"
    said = (
        f"De tegel '{named}' past niet op slide 1: haal er ongeveer {letters} letters uit, of "
        "maak minder tegels."
    )

    assert with_tiles(points) == ([said] if letters else [])


def test_what_stands_above_tiles_takes_room_from_them():
    points = "\n".join(["- Kort"] * 9)

    assert told(with_words("tiles", "Welkom", f"{SENTENCE}\n\n{points}")) == []
    (said,) = told(with_words("tiles", "Welkom", f"{SENTENCE * 8}\n\n{points}"))
    assert said.startswith("De tegel 'Kort' past niet op slide 1")


def test_tiles_beside_a_drawing_have_less_room():
    deck = load_deck(settings.BASE_DIR / "decks" / "beter-samenwerken")
    slide = deck.slide("zes-vormen")
    _above, points = split_body(slide.body)

    assert say_misfit(slide) == ""
    assert len(points) == 6
