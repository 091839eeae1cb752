"""The English workshop: the same as the Dutch one, slide by slide, and English all through."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.workshop.decks.translated import DUTCH_WORDS, built, find_dutch
from workshop.decks import example
from workshop.decks.model import Deck
from workshop.decks.parse import load_deck

DECKS = Path(__file__).resolve().parents[3] / "decks"
DUTCH, ENGLISH = DECKS / "beter-samenwerken", DECKS / "working-better-together"


@pytest.fixture(scope="module")
def dutch() -> Deck:
    return load_deck(DUTCH)


@pytest.fixture(scope="module")
def english() -> Deck:
    return load_deck(ENGLISH)


def test_both_decks_are_built_alike(dutch: Deck, english: Deck):
    assert built(english) == built(dutch)


def test_the_comparison_sees_names_keys_kinds_options_times_and_layouts(dutch: Deck):
    told = repr(built(dutch))

    for mark in (
        *("'id': 'welkom'", "'key': 'dynamieken'", "'kind': 'words'", "'key': 'C'"),
        *("'minutes': 2.5", "'layout': 'tiles'", "'when': 'both-high'", "'max': 5"),
        *("'name': 'cover.svg'", "'labels': [True, True]"),
    ):
        assert mark in told, mark


def test_no_dutch_is_left(dutch: Deck, english: Deck):
    assert find_dutch(english) == []
    assert len(find_dutch(dutch)) > 500


def test_whoever_made_it_is_named_in_both(dutch: Deck, english: Deck):
    for name in (
        *("Manon de Caluwé, A&O fonds Gemeenten", "Edwin Kaats", "Wilfrid Opheij"),
        *("Krackhardt, 2003", "Polshoogte"),
    ):
        assert all(name in " ".join(deck.attribution) for deck in (dutch, english)), name


def test_every_note_says_what_to_say_to_ask_and_how_long(english: Deck):
    for slide in english.slides:
        parts = re.findall(r"<strong>(Say|Ask|Time):</strong>", slide.note)
        [minutes] = re.findall(r"Time:</strong> ([\d.]+) minute", slide.note)

        assert parts == ["Say", "Ask", "Time"], slide.id
        assert float(minutes) == slide.minutes, slide.id


def test_outline_labels_are_unique(english: Deck):
    assert len({slide.label for slide in english.slides}) == 41


def test_the_drawings_are_those_of_the_dutch_deck_in_english():
    """There is one copy of each; every word in one of them has an English one."""
    found = dict(example.read_example(ENGLISH).words)
    written = {
        word.strip()
        for file in DUTCH.glob("*.svg")
        for _tag, word in example.WRITTEN.findall(file.read_text())
        if word.strip() and not word.strip().isdigit()
    }

    assert list(ENGLISH.glob("*.svg")) == []
    assert example.list_drawings(ENGLISH) == example.list_drawings(DUTCH)
    assert set(found) == written
    assert DUTCH_WORDS.findall(" ".join(found.values())) == []
