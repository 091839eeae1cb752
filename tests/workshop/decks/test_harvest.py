"""The questions that are shown as cards are those that the whole deck says."""

from __future__ import annotations

import pytest

from workshop.decks import parse
from workshop.decks.harvest import find_harvest, find_language
from workshop.library import deck_versions


@pytest.mark.parametrize("slug", deck_versions.slugs())
def test_of_every_deck_they_are_those_of_its_slides(slug: str):
    deck = parse.load_deck(deck_versions.path(slug))
    shows = [show for slide in deck.slides for show in slide.shows if show.view == "cards"]

    found = find_harvest(deck_versions.read_source(slug))

    assert found == {key for show in shows for key in show.questions}


@pytest.mark.parametrize("slug", deck_versions.slugs())
@pytest.mark.parametrize("language", ["", "nl", "en"])
def test_the_language_is_that_of_the_whole_deck(slug: str, language: str):
    lines = deck_versions.read_source(slug).split("\n")
    told = [f'language = "{language}"'] if language else []
    source = "\n".join([lines[0], *told, *(line for line in lines[1:] if "language =" not in line)])

    assert find_language(source) == parse.parse(source, "deck.md").language == (language or "nl")


def test_the_deck_with_tips_has_them():
    assert find_harvest(deck_versions.read_source("beter-samenwerken")) == {"tip"}


def test_blank_lines_before_the_front_matter_do_not_count():
    assert find_language('\n \n+++\nlanguage = "en"\n+++\n') == "en"
