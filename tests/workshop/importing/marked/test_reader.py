"""A text of Marp, Slidev or reveal becomes a workshop, alone or with its pictures."""

from __future__ import annotations

from contextlib import suppress
from random import Random

import pytest

from polls.errors import PollsError
from tests.workshop.decks.small import DRAWING, SMALL
from tests.workshop.importing.test_archives import packed
from workshop.decks import limits
from workshop.importing import reading
from workshop.importing.imported import File, Imported
from workshop.importing.taking import check_deck

SLIDES = """\
---
theme: seriph
title: Samen werken
lang: en-GB
---

# Welkom

Wij

<!-- Zeg hallo -->

---
layout: section
---

# Deel twee

---

# Plan

![Een deur](./img/deur.svg)

- Een
  - Dieper

## Waarom

- --- en ``` en <!-- blijven

```question
key = "geen"
```

---
src: ./meer.md
---
"""


def read(content: str | bytes, name: str = "praatje.md") -> Imported:
    return reading.read_file(File(name, content.encode() if isinstance(content, str) else content))


def test_titles_texts_notes_chapters_and_order():
    found = read(SLIDES)
    deck = check_deck(found)

    assert (deck.title, deck.language) == ("Samen werken", "en")
    assert [slide.title for slide in deck.slides] == ["Welkom", "Deel twee", "Plan", "Slide 4"]
    assert [slide.chapter for slide in deck.slides] == ["samen-werken", *["deel-twee"] * 3]
    assert "Zeg hallo" in deck.slides[0].note
    assert "<li>Dieper</li>" in deck.slides[2].body
    assert "<h2>Waarom</h2>" in deck.slides[2].body
    assert deck.questions() == ()
    assert [(each.slide, each.what) for each in found.left_out] == [
        ("3", "Een plaatje dat niet in het bestand zit. Neem het mee in een zip."),
        ("4", "Slides uit een ander bestand."),
    ]


def test_a_zip_has_the_pictures_too():
    files = {"praatje/slides.md": SLIDES, "praatje/img/deur.svg": DRAWING, "praatje/LEESMIJ": "x"}

    found = read(packed(files), "praatje.zip")

    [(name, content)] = found.pictures.items()
    assert content == DRAWING.encode()
    assert check_deck(found).slides[2].picture.name == name


def test_a_deck_of_ours_is_still_one():
    assert read(SMALL, "iets.md").text == SMALL
    assert read(packed({"deck.md": SMALL, "ander.md": "# Nee"}), "x.zip").text == SMALL


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "file.unreadable"),
        ("---\ntitle: leeg\n---\n", "file.unreadable"),
        ("# A\n---\n" * (limits.SLIDES + 1), "file.slides"),
        ("a" * (limits.SOURCE + 1), "file.unreadable"),
        ("\n".join(["# A", *["x"] * (limits.LINES + 1)]), "file.unreadable"),
    ],
    ids=["empty", "no slide", "slides", "long", "lines"],
)
def test_what_is_no_presentation_gets_a_sentence(content: str, code: str):
    with pytest.raises(PollsError) as refused:
        read(content)

    assert refused.value.code == code


def test_a_zip_that_is_damaged_gets_a_sentence():
    whole = packed({"slides.md": "# A" * 99})
    newer = bytearray(whole)
    newer[newer.rindex(b"PK\x01\x02") + 6] = (
        97  # the version that can unpack it: found by make fuzz
    )

    for content in (whole[:20] + b"x" * 20 + whole[40:], bytes(newer)):
        with pytest.raises(PollsError) as refused:
            read(content, "x.zip")
        assert refused.value.code == "file.unreadable"


def test_whatever_is_written_becomes_a_deck_or_a_sentence():
    chance = Random(4)
    parts = [*("# ", "## ", "---", "--", "***", "```", "~~~", "+++", "<!--", "-->", "<style>", "<")]
    parts += [
        *("![a](b.png)", "![](", "Note:", "a: b", "title: x", "layout: section", "- ", "| a |")
    ]
    parts += [*("\n", "\n", "\n", "\n\n", "woord ", "{{", "\\", "[x](y)", "===", "\t", ">")]
    for _turn in range(300):
        text = "".join(chance.choice(parts) for _part in range(chance.randrange(60)))
        with suppress(PollsError):
            check_deck(read(text))


@pytest.mark.parametrize("part", ["<", "<!--", "![", "<img ", "`", "<style>", "- ", "# a\n", "{."])
def test_a_text_of_one_sign_does_not_take_long(part: str):
    with suppress(PollsError):
        read("# A\n\n" + part * (60_000 // len(part)))
