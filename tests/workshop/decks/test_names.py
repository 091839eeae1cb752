"""The names that a deck gave, as sentences have them."""

from __future__ import annotations

from workshop.decks import parse
from workshop.decks.names import list_names
from workshop.library import deck_versions


def names_in(slug: str) -> tuple[str, ...]:
    return list_names(parse.load_deck(deck_versions.path(slug)))


def test_options_axes_and_sides_are_named_in_every_way_they_stand_in_a_sentence():
    names = names_in("beter-samenwerken")

    assert {"C. Relatie", "Relatie", "scoort goed", "Scoort goed"} <= {*names}
    assert {"Gaat nu goed", "Is belangrijk"} <= {*names_in("alle-werkvormen")}


def test_own_words_are_named_as_they_stand_within_a_sentence_and_at_its_beginning():
    names = {*names_in("beter-samenwerken")}

    assert {"Iets anders", "iets anders"} <= names


def test_the_longest_come_first_and_what_is_no_word_does_not():
    names = names_in("alle-werkvormen")

    assert [*map(len, names)] == sorted(map(len, names), reverse=True)
    assert all(sum(map(str.isalpha, name)) > 1 for name in names)
    assert len({*names}) == len(names)
