"""Our own drawings: all of them are found, by what they mean, in Dutch and in English."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from workshop.library import deck_versions, drawings

FOLDER = "beter-samenwerken"


def names(language: str, search: str = "") -> list[str]:
    return [each.name for each in drawings.list_drawings(language=language, search=search)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_drawing_is_there_with_what_it_means(language: str):
    found = drawings.list_drawings(language=language)

    assert {each.name for each in found} == deck_versions.picture_names(FOLDER)
    assert len(found) == 39
    assert all(each.meaning and "<svg" in each.html for each in found)


def test_a_drawing_is_found_in_either_language_and_speaks_that_of_the_workshop():
    (found,) = drawings.list_drawings(language="en", search="ijsberg koffers")

    assert (found.name, found.meaning[:11]) == ("ijsberg.svg", "An iceberg:")
    assert names("nl", "Iceberg suitcases") == ["ijsberg.svg"]
    assert names("nl", "ijsberg fiets") == []
    assert "a.svg" in names("nl", "gezamenlijke ambitie")


def test_the_bytes_have_the_words_of_the_language():
    dutch, english = (
        drawings.read_drawing(language=language, name="fasen.svg") for language in ("nl", "en")
    )

    assert b"verkennen" in dutch
    assert b"verkennen" not in english
    with pytest.raises(PollsError):
        drawings.read_drawing(language="nl", name="../deck.md")


def test_without_the_example_there_are_none(settings, tmp_path):
    settings.DECKS_DIR = tmp_path

    assert names("nl") == []
    with pytest.raises(PollsError):
        drawings.read_drawing(language="nl", name="fasen.svg")
