"""The text of a deck as it comes in: only its line ends and invisible signs change."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from tests.workshop.decks.small import SMALL
from workshop.decks import limits
from workshop.importing.deck_text import read_text


@pytest.mark.parametrize(
    "content",
    [
        SMALL.encode(),
        SMALL.encode("utf-8-sig"),
        SMALL.replace("\n", "\r\n").encode(),
        SMALL.replace("Hallo", "Hal\0lo").encode(),
    ],
    ids=["as it is", "mark of a byte order", "line ends of Windows", "null"],
)
def test_a_text_is_taken_as_it_is(content: bytes):
    assert read_text(content) == SMALL


def test_a_deck_with_mistakes_is_a_deck():
    broken = SMALL.replace('layout = "cover"', 'layout = "omslag"')

    assert read_text(broken.encode()) == broken


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"", "file.unreadable"),
        (b"# Notulen", "file.unreadable"),
        (b"+++\ntitle = 'x'\n+++\n", "file.unreadable"),
        (SMALL.encode("utf-16"), "file.unreadable"),
        ((SMALL + "x" * limits.SOURCE).encode(), "step.text_long"),
    ],
    ids=["nothing", "another text", "no slides", "utf-16", "too long"],
)
def test_what_is_no_deck_is_refused(text: bytes, code: str):
    with pytest.raises(PollsError) as refused:
        read_text(text)

    assert refused.value.code == code
