"""The questions that are shown as cards are those that the whole deck says."""

from __future__ import annotations

import pytest

from workshop.decks import parse
from workshop.decks.harvest import find_harvest
from workshop.library import deck_versions


@pytest.mark.parametrize("slug", deck_versions.slugs())
def test_of_every_deck_they_are_those_of_its_slides(slug: str):
    deck = parse.load_deck(deck_versions.path(slug))
    shows = [show for slide in deck.slides for show in slide.shows if show.view == "cards"]

    found = find_harvest(deck_versions.read_source(slug))

    assert found == {key for show in shows for key in show.questions}


def test_the_deck_with_tips_has_them():
    assert find_harvest(deck_versions.read_source("beter-samenwerken")) == {"tip"}
