"""What a file is called, and what a slide of it can become."""

from __future__ import annotations

import pytest

from workshop.importing.imported import CHOICES, File, GuessedQuestion, ReadSlide


@pytest.mark.parametrize(
    ("name", "title", "ending"),
    [
        ("Samen_in de  wijk.v3.PPTX", "Samen in de wijk.v3", ".pptx"),
        ("Samen", "Samen", ""),
        (".pptx", ".pptx", ".pptx"),
        ("", "", ""),
    ],
)
def test_the_title_of_a_file_is_its_name(name: str, title: str, ending: str):
    assert (File(name, b"").title, File(name, b"").ending) == (title, ending)


def test_what_a_slide_may_become():
    whole = ReadSlide("1", "x", page="blad.webp", question=GuessedQuestion("choice", {}))
    plain = ReadSlide("1", "x")

    assert [each for each in CHOICES if whole.may_become(each)] == [*CHOICES]
    assert [each for each in CHOICES if plain.may_become(each)] == ["editable", "skip"]
    assert not whole.may_become("nonsense")
