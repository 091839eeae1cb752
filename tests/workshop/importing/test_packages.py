"""Files of office programs are told apart by what is in them."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from tests.workshop.importing.test_archives import packed
from workshop.importing import packages
from workshop.importing.imported import File

SLIDES = packed({"[Content_Types].xml": "x", "ppt/presentation.xml": "x"})


@pytest.mark.parametrize("name", ["praatje.pptx", "praatje.zip", "praatje"])
def test_a_package_is_known_by_its_content(name: str):
    file = File(name, SLIDES)

    assert packages.is_package(file)
    assert (packages.is_kind(file, "ppt/"), packages.is_kind(file, "xl/")) == (True, False)


@pytest.mark.parametrize("content", [b"", b"PK", packed({"deck.md": "x"}), b"%PDF-1.7"])
def test_what_is_no_package(content: bytes):
    assert not packages.is_package(File("praatje.pptx", content))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (packages.OLE + b"x", "file.old"),
        (packages.OLE + packages.PASSWORD, "file.password"),
        (packed({"[Content_Types].xml": "x", "word/document.xml": "x"}), "file.format"),
    ],
    ids=["old", "password", "word"],
)
def test_what_we_know_and_cannot_read_is_told(content: bytes, code: str):
    with pytest.raises(PollsError) as refused:
        packages.refuse_known(File("x.pptx", content))

    assert refused.value.code == code
