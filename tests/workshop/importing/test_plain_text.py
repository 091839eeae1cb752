"""Text of any program."""

from __future__ import annotations

import pytest

from workshop.importing.imported import File
from workshop.importing.packages import OLE, ZIP
from workshop.importing.plain_text import decode, guess_language, is_plain


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_coding_is_read(coding: str):
    assert decode("één café\r\nverder".encode(coding)) == "één café\nverder"


def test_what_no_text_can_hold_goes():
    assert decode(b"a\x07b\xff\x9d") == "abÿ\ufffd"


@pytest.mark.parametrize(
    ("content", "plain"),
    [
        (b"tekst", True),
        ("tekst".encode("utf-16"), True),
        (b"a\0b", False),
        *((begins + b"x", False) for begins in (ZIP, OLE, b"%PDF-")),
    ],
)
def test_what_can_be_text(content: bytes, plain: bool):
    assert is_plain(File("x.txt", content)) == plain


@pytest.mark.parametrize(
    ("text", "language"),
    [("What do you think of the plan?", "en"), ("Wat vind je van het plan?", "nl"), ("", "nl")],
)
def test_the_language_is_seen_by_its_words(text: str, language: str):
    assert guess_language(text) == language
