"""A copy of an example is of whoever made it: no trace of the names and places of others."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User

from workshop.authoring import copying
from workshop.authoring.pieces import cut_text
from workshop.decks.model import Deck
from workshop.library import deck_versions, workshops
from workshop.models import Workshop

pytestmark = pytest.mark.django_db
EXAMPLES = ("beter-samenwerken", "working-better-together")
THEIRS = re.compile(
    r"A&O|aeno|Fluwelen|11560|2502|\b070\b|\b70 763|Den Haag|The Hague|Caluw|coron|2020"
    r"|Beter worden waar|Getting better at",
    re.IGNORECASE,
)
OURS = {
    "name": "Karin *de* Smit",
    "organisation": "Gemeente Ede & Wageningen",
    "contact": "1. Markt 3\r\n--- \r\n\r\nkarin@ede.example\r\n0318 12 34 56",
}


def copy(slug: str, owner: User, **details: str) -> tuple[Workshop, Deck]:
    workshop = copying.copy_example(slug=slug, owner=owner, title="Samen", details=details)
    return workshop, workshops.read_draft(workshop)


@pytest.mark.parametrize("slug", EXAMPLES)
@pytest.mark.parametrize("details", [OURS, {}], ids=["filled in", "left empty"])
def test_no_trace_of_others_is_left_but_the_attribution(
    slug: str, details: dict[str, str], trainer: User
):
    original = deck_versions.read_source(slug)

    workshop, deck = copy(slug, trainer, **details)

    slides = "".join(cut_text(workshop.draft)[1:])
    assert THEIRS.findall(slides) == []
    assert len(THEIRS.findall("".join(cut_text(original)[1:]))) > 10
    example = deck_versions.deck_of(deck_versions.load(slug))
    assert deck.attribution == example.attribution
    assert "Manon de Caluwé" in deck.attribution[0]
    assert [slide.id for slide in deck.slides] == [slide.id for slide in example.slides]


@pytest.mark.parametrize("slug", EXAMPLES)
def test_what_was_filled_in_shows_as_it_was_typed(slug: str, trainer: User):
    _workshop, deck = copy(slug, trainer, **OURS)

    cover, contact = deck.slide("welkom").body, deck.slide("contact").body
    assert cover == "<p>Karin *de* Smit</p>\n<p>Gemeente Ede &amp; Wageningen</p>"
    assert contact == (
        "<p>1. Markt 3<br>\n---<br>\n"
        '<a href="mailto:karin@ede.example" rel="noopener noreferrer">karin@ede.example</a><br>\n'
        "0318 12 34 56</p>\n<p>Gemeente Ede &amp; Wageningen</p>"
    )


def test_what_is_left_empty_suits_everybody(trainer: User):
    bodies = {
        slug: [copy(slug, trainer, name="  ")[1].slide(id).body for id in ("welkom", "contact")]
        for slug in EXAMPLES
    }

    assert bodies == {
        "beter-samenwerken": [
            "<p>Jullie trainer</p>\n<p>Jouw organisatie</p>",
            "<p>Vragen? Spreek de trainer aan.</p>\n<p>Jouw organisatie</p>",
        ],
        "working-better-together": [
            "<p>Your trainer</p>\n<p>Your organisation</p>",
            "<p>Any questions? Ask the trainer.</p>\n<p>Your organisation</p>",
        ],
    }


def test_the_name_of_the_copy_stands_in_its_text_too(trainer: User):
    workshop, deck = copy("beter-samenwerken", trainer)

    assert (workshop.title, deck.title, workshop.slug) == ("Samen", "Samen", "samen")
    unnamed = copying.copy_example(slug="beter-samenwerken", owner=trainer, details={})
    assert unnamed.title == "Beter Samenwerken"


def test_a_long_detail_is_cut(trainer: User):
    _workshop, deck = copy("beter-samenwerken", trainer, name="x" * 5000)

    assert "x" * 120 in deck.slide("welkom").body
    assert "x" * 121 not in deck.slide("welkom").body


def test_an_example_without_anything_to_fill_in_stays_as_it_is(trainer: User):
    workshop = copying.copy_example(slug="alle-werkvormen", owner=trainer, details=OURS)

    assert workshop.draft == deck_versions.read_source("alle-werkvormen")


def test_a_copy_of_the_english_one_has_english_drawings(trainer: User):
    workshop, _deck = copy("working-better-together", trainer)

    steps = workshop.pictures.get(name="fasen.svg").picture
    assert b">explore</text>" in bytes(steps.content)
    assert steps.drawing
