"""Own words below the bars of a choice: whole, those of most people first, and no more than fit."""

from __future__ import annotations

import pytest
from django.utils import translation

from polls.figures import own_words_sentence, wrap_own_words
from polls.figures.drawing import HEIGHT, WIDTH
from polls.figures.own_words import LETTERS, LINES, own_words_height, own_words_notes
from polls.lettering import text_width

NAME = "Iets anders, namelijk…"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ([("rust", 1)], "Iets anders, namelijk: “rust”"),
        ([("rust", 1), ("tijd", 2)], "Iets anders, namelijk: “tijd” (2×) · “rust”"),
        ([("a b", 1), ("a b c", 1)], "Iets anders, namelijk: “a b” · “a b c”"),
    ],
)
def test_own_words_stand_whole_those_of_most_people_first(words: list[tuple[str, int]], line: str):
    assert wrap_own_words(NAME, words) == (line,)


def test_without_words_there_is_no_line():
    assert wrap_own_words(NAME, []) == ()
    assert own_words_height(()) == 0
    assert own_words_sentence(NAME, []) == ""


@pytest.mark.parametrize("number", [2, 20, 2000])
def test_what_has_no_place_is_counted_and_nothing_is_cut(number: int):
    words = [(f"een tekst van de zaal met nummer {at}", 1) for at in range(number)]

    lines = wrap_own_words(NAME, words)

    said = " ".join(lines)
    shown = said.count("“")
    assert all(text_width(line, LETTERS) <= WIDTH for line in lines)
    assert len(lines) <= LINES
    assert "…" not in said
    assert said.endswith("”" if shown == number else f"en nog {number - shown:,}".replace(",", "."))
    assert shown == number or shown > 4


def test_a_word_that_is_wider_than_the_drawing_is_cut():
    lines = wrap_own_words(NAME, [("W" * 80, 1), ("tijd", 1)])

    assert all(text_width(line, LETTERS) <= WIDTH for line in lines)
    assert "W…”" in " ".join(lines)


def test_the_lines_stand_below_each_other_and_are_shown_as_typed():
    height = own_words_height(["<b>een</b>", "twee"])
    notes = own_words_notes(["<b>een</b>", "twee"], HEIGHT - height)

    assert [note["text"] for note in notes] == ["&lt;b&gt;een&lt;/b&gt;", "twee"]
    assert notes[0]["y"] > notes[1]["y"] > 0


def test_who_does_not_see_the_drawing_hears_them():
    with translation.override("en"):
        said = own_words_sentence("Other", [(f"word {at}", 1) for at in range(50)])

    assert said.startswith("Other: “word 0”, “word 1”")
    assert said.endswith("“word 39”, and 10 more.")
