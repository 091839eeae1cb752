"""What stands beside the deck of an example: shared drawings, and what a copy changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workshop.decks.small import DRAWING, PICTURES, SMALL
from workshop.decks import example
from workshop.decks.parse import load_deck
from workshop.decks.problems import DeckError

WRITTEN = DRAWING.replace("</svg>", '<text class="pic-text" x="1">koffie &amp; thee</text></svg>')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A deck without drawings beside one that has them."""
    for name in ("tea", "thee"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "deck.md").write_text(SMALL)
    for name in PICTURES:
        (tmp_path / "thee" / name).write_text(WRITTEN)
    return tmp_path / "tea"


def test_a_deck_without_the_file_is_an_example_all_the_same(folder: Path):
    assert example.read_example(folder) == example.Example()
    assert example.read_example(folder).details == []


def test_drawings_of_another_example_in_other_words(folder: Path):
    (folder / "example.toml").write_text(
        'drawings = "thee"\n[words]\n"koffie & thee" = "coffee & tea"\n'
    )

    deck = load_deck(folder)
    found = [example.find_drawing(folder, name) for name in PICTURES]

    assert deck.slides
    assert all(
        each and b">coffee &amp; tea</text>" in example.read_drawing(*each) for each in found
    )
    assert b"koffie" in (folder.parent / "thee" / sorted(PICTURES)[0]).read_bytes()


def test_an_own_drawing_goes_before_that_of_another(folder: Path):
    (folder / "example.toml").write_text('drawings = "thee"\n')
    own = folder / sorted(PICTURES)[0]
    own.write_text(DRAWING)

    assert example.find_drawing(folder, own.name) == (own, ())
    assert example.list_drawings(folder) == sorted(PICTURES)


def test_a_drawing_that_nobody_has(folder: Path):
    assert example.find_drawing(folder, "nergens.svg") is None


def test_which_details_a_copy_has_a_place_for(folder: Path):
    (folder / "example.toml").write_text('[[slides]]\nid = "x"\nbody = "{contact}, {name}"\n')

    assert example.read_example(folder).details == ["name", "contact"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("drawings", "geen geldige TOML"),
        ('drawings = "../thee"', "de naam van een map"),
        ("drawings = 3", "de naam van een map"),
        ("slides = 3", "[[slides]]"),
        ("slides = [3]", "'id'"),
        ('[[slides]]\nbody = "x"', "'id'"),
        ('[[slides]]\nid = "x"\nbody = 3', "'body'"),
        ('[[slides]]\nid = "x"\ntekst = "x"', "Onbekend veld 'tekst'"),
        ("[words]\nkoffie = 3", "'words'"),
        ('tekening = "thee"', "Onbekend veld 'tekening'"),
    ],
)
def test_mistakes_are_told_to_the_author(folder: Path, text: str, says: str):
    (folder / "example.toml").write_text(text)

    with pytest.raises(DeckError) as caught:
        load_deck(folder)

    assert caught.value.problems[0].file == "example.toml"
    assert says in str(caught.value)


def test_changes_of_what_the_deck_does_not_have_are_told(folder: Path):
    for name in PICTURES:
        (folder / name).write_text(DRAWING)
    (folder / "example.toml").write_text(
        '[[slides]]\nid = "weg"\n[slides.words]\n"nergens te vinden" = "x"\n'
    )

    with pytest.raises(DeckError) as caught:
        load_deck(folder)

    assert [problem.message for problem in caught.value.problems] == [
        "Het deck heeft geen slide 'weg' (meer).",
        "In het deck staat niet (meer): nergens te vinden",
    ]
