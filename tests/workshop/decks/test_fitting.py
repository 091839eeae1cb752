"""Options of a question shrink in steps until they fit their slide, or are refused."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.workshop.decks.small import PICTURES, SMALL
from workshop.decks.fitting import STEPS, find_misfits, find_step, is_roomy
from workshop.decks.model import Deck
from workshop.decks.parse import load_deck, parse

RUSTIG = 'key = "A"\nlabel = "Rustig"\n'
BUSY = 'label = "Druk"\n'
LINE = "Er blijft wel tijd over om rustig na te denken over alles wat er nog komt"


def with_options(number: int, *, helped: bool, label: str = LINE) -> Deck:
    """The small deck, whose question has so many options before its last one."""
    options = [
        f'key = "{key}"\nlabel = "{key} {label}"\ncolor = "a"\n'
        + (f'help = "{LINE}, ook als het druk is"\n' if helped else "")
        for key in "MNOPQRSTU"[:number]
    ]
    assert SMALL.count(RUSTIG) == 1
    source = SMALL.replace(RUSTIG, "\n[[options.drukte]]\n".join(options))
    return parse(source, "deck.md", PICTURES)


def step_of(deck: Deck) -> int | None:
    slide = deck.slide("druk")
    return find_step(slide, slide.questions[0])


@pytest.mark.parametrize(
    ("number", "helped", "step"),
    [(1, True, 1), (2, False, 1), (3, False, 2), (2, True, 3), (3, True, 4), (5, False, None)],
)
def test_options_are_smaller_where_there_are_more(number: int, helped: bool, step: int | None):
    assert step_of(with_options(number, helped=helped)) == step


@pytest.mark.parametrize(
    ("number", "label", "step"), [(1, "Rustig", 0), (2, "Rustig", 1), (1, f"{LINE} {LINE}", 1)]
)
def test_two_short_options_are_as_large_as_their_result(number: int, label: str, step: int):
    source = with_options(number, helped=False, label=label)
    assert step_of(source) == step


def test_no_step_has_letters_that_the_back_row_cannot_read():
    assert min(step.name for step in STEPS) == 32
    assert {step.help for step in STEPS if step.help < 32} == {0}


def test_a_deck_of_which_all_options_fit_has_no_misfits():
    assert [*find_misfits(with_options(2, helped=True), "deck.md")] == []


def test_options_that_fit_at_no_step_are_named_with_what_to_do():
    deck = with_options(9, helped=False)

    first, second = find_misfits(deck, "deck.md")

    assert [first.line, second.line] == [each.line for each in deck.slide("druk").questions]
    assert first.message == (
        "De opties passen niet op slide 2, ook niet in de kleinste letters: maak ze korter "
        f"(zoals 'M. M {LINE}') of neem er minder."
    )


@pytest.mark.parametrize("slug", ["beter-samenwerken", "working-better-together"])
def test_short_points_beside_a_drawing_are_large_and_long_ones_are_not(slug: str):
    deck = load_deck(settings.BASE_DIR / "decks" / slug)

    roomy = [slide.id for slide in deck.slides if is_roomy(slide)]

    assert roomy == ["steeds-meer", "functies"]
