"""Every word of the interface has an English one, and the Dutch ones read as we write."""

from __future__ import annotations

import os
import re
from pathlib import Path

from babel.messages.catalog import Message
from django.utils import translation
from django.utils.translation import gettext, ngettext

from tests.words import catalogue, outside
from workshop.wording.catalogues import compile_catalogues

FORMAL = re.compile(r"\b(u|uw|Uw|uzelf|U(?! splits))\b")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
WORDS_OF_A_SENTENCE = 20  # B1: sentences that a person reads once


def messages() -> list[Message]:
    return [message for message in catalogue.english() if message.id]


def test_the_catalogue_has_exactly_what_the_code_says() -> None:
    said = {(message.id, message.context) for message in catalogue.said() if message.id}

    assert {(message.id, message.context) for message in messages()} == said, "run: make words"
    assert len(said) > 300


def test_every_word_is_translated_with_the_same_placeholders() -> None:
    wrong = [
        (dutch, english)
        for message in messages()
        for dutch, english in zip(
            catalogue.texts(message.id), catalogue.texts(message.string), strict=True
        )
        if message.fuzzy or not english or marks(dutch) != marks(english)
    ]

    assert wrong == []


def marks(text: str) -> tuple[object, ...]:
    """What a translation keeps: the placeholders, a capital at the start, the end."""
    start = text[:1].isupper() if text[:1].isalpha() else None
    return sorted(PLACEHOLDER.findall(text)), start, text[-1] in ".:?…" and text[-1]


def test_dutch_is_plain_and_says_je() -> None:
    texts = [text for message in messages() for text in catalogue.texts(message.id)]
    sentences = [sentence for text in texts for sentence in re.split(r"(?<=[.?!:;])\s", text)]

    assert [text for text in texts if FORMAL.search(text)] == []
    assert [each for each in sentences if len(each.split()) > WORDS_OF_A_SENTENCE] == []
    assert FORMAL.search("Vul uw antwoord in. Wilt u dat?")


def test_django_speaks_english_out_of_the_compiled_catalogue() -> None:
    with translation.override("en"):
        assert gettext("Verstuur") == "Send"
        assert ngettext("%(n)s mens", "%(n)s mensen", 1) == "%(n)s person"
        assert ngettext("%(n)s mens", "%(n)s mensen", 2) == "%(n)s people"
    with translation.override("nl"):
        assert gettext("Verstuur") == "Verstuur"


def test_a_catalogue_is_compiled_again_only_after_a_change(tmp_path: Path) -> None:
    source, target = tmp_path / "locale", tmp_path / "made"
    po = source / "en/LC_MESSAGES/django.po"
    po.parent.mkdir(parents=True)
    po.write_bytes(catalogue.ENGLISH.read_bytes())

    first = compile_catalogues(source, target)
    second = compile_catalogues(source, target)
    os.utime(po, ns=(1, 1))
    older = compile_catalogues(source, target)

    assert first == older == [target / "en/LC_MESSAGES/django.mo"]
    assert second == []
    assert [file.name for file in first[0].parent.iterdir()] == ["django.mo"]


def test_no_dutch_stands_outside_the_catalogue() -> None:
    assert list(outside.texts()) == []
    assert list(outside.spoken('"""De uitleg."""\nsay("geen UTF-8")\nsay(_("geen JSON"))')) == [
        "geen UTF-8"
    ]
