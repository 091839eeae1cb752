"""The interface calls each thing by one word: those of docs/terms.md."""

from __future__ import annotations

import re

from tests.words import catalogue

TABLE = (catalogue.ROOT / "docs/terms.md").read_text()
DIE = re.compile(r"\b(haar|zij)\b", re.IGNORECASE)  # of things; people are 'die' and 'ze' here too
# A sentence that has to name a thing otherwise: a word of another field, explained.
ALLOWED = {"mediaan (het middelste cijfer)", "median (the middle number)"}


def banned() -> list[str]:
    rows = [line.split("|") for line in TABLE.splitlines() if line.startswith("| ")][2:]
    return [word for row in rows for word in row[4].strip().split(", ") if word]


def sentences() -> list[tuple[str, str]]:
    """Of the interface, in Dutch and in English."""
    return [
        (language, text)
        for message in catalogue.english()
        if message.id
        for language, said in (("nl", message.id), ("en", message.string))
        for text in catalogue.texts(said)
        if text not in ALLOWED
    ]


def test_no_sentence_has_another_word_for_a_thing() -> None:
    words = {"nl": banned(), "en": [word for word in banned() if word != "desk"]}
    other = {
        language: re.compile(rf"\b({'|'.join(map(re.escape, each))})\b", re.IGNORECASE)
        for language, each in words.items()
    }

    found = [text for language, text in sentences() if other[language].search(text)]

    assert found == []
    assert other["nl"].search("Open de desk van de begeleider")
    assert len(words["nl"]) > 12


def test_a_thing_is_no_she() -> None:
    assert [text for language, text in sentences() if language == "nl" and DIE.search(text)] == []
    assert DIE.search("Stel haar niet")


def test_each_word_of_the_list_is_used() -> None:
    """A list of words that nobody says helps nobody."""
    rows = [line.split("|") for line in TABLE.splitlines() if line.startswith("| ")][2:]
    said = {
        language: " ".join(text.lower() for spoken, text in sentences() if spoken == language)
        for language in ("nl", "en")
    }

    unused = [
        word
        for row in rows
        for language, cell in (("nl", row[1]), ("en", row[2]))
        for word in cell.strip().split(", ")
        if word.rstrip("en") not in said[language]
    ]

    assert unused == []
