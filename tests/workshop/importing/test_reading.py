"""Files and folders: each gets its reader, or a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from polls.errors import PollsError
from tests.workshop.decks.small import DRAWING, SMALL
from tests.workshop.importing.test_archives import packed
from workshop.importing import reading
from workshop.importing.imported import File, Imported, LeftOut
from workshop.importing.packages import OLE, PASSWORD


@pytest.mark.parametrize("name", ["deck.md", "DECK.ZIP", "praatje.pptx", "zonder ending"])
def test_a_reader_by_the_content_whatever_the_name_says(name: str):
    text = reading.read_file(File(name, SMALL.encode()))
    whole = reading.read_file(File(name, packed({"deck.md": SMALL, "deur.svg": DRAWING})))

    assert (text.pictures, set(whole.pictures)) == ({}, {"deur.svg"})


@pytest.mark.parametrize(
    ("name", "content", "code", "says"),
    [
        ("leeg.md", b"", "file.unreadable", "leeg"),
        ("praatje.pptx", b"PK", "file.format", ".pptx"),
        ("geen-ending", b"x", "file.format", ".pptx"),
        ("deck.zip", b"# Notulen", "file.unreadable", "zip"),
        ("deck.md", b"+++ Notulen", "file.unreadable", "geen deck"),
        ("oud.pptx", OLE + b"x", "file.old", "2007"),
        ("dicht.pptx", OLE + PASSWORD, "file.password", "wachtwoord"),
        (
            "brief.pptx",
            packed({"[Content_Types].xml": "x", "word/a.xml": ""}),
            "file.format",
            "Word",
        ),
        ("groot.zip", b"x" * (reading.LARGEST + 1), "file.large", "50\u00a0MB"),
    ],
    ids=["empty", "torn", "no ending", "no zip", "no deck", "old", "locked", "word", "large"],
)
def test_what_is_no_workshop_gets_a_sentence(name: str, content: bytes, code: str, says: str):
    with pytest.raises(PollsError) as refused:
        reading.read_file(File(name, content))

    assert refused.value.code == code
    assert says in refused.value.message


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deck.md").write_text(SMALL)
    (tmp_path / "deur.svg").write_text(DRAWING)
    (tmp_path / "verslag.docx").write_text("x")
    (tmp_path / "oud").mkdir()
    return tmp_path


def test_a_folder_and_the_deck_in_it_are_the_same(folder: Path):
    expected = Imported(SMALL, {"deur.svg": DRAWING.encode()}, (LeftOut("", "verslag.docx"),))

    assert reading.read_path(folder) == expected
    assert reading.read_path(folder / "deck.md") == expected


def test_a_path_without_a_deck_gets_a_sentence(folder: Path):
    for path, says in ((folder / "oud", "In deze map"), (folder / "weg.zip", "is er niet")):
        with pytest.raises(PollsError, match=says):
            reading.read_path(path)
