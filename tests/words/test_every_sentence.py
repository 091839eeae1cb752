"""Every sentence with numbers, said of nothing, of one, of two, of all the same and of many.

Each message of the catalogue by itself, and what is put together out of several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.utils import translation

from polls import figures
from polls.figures import Bar, Group, favourites_sentence, moved_sentence
from polls.figures.numbers import write_minutes, write_points, write_whole
from polls.results import tallies
from tests.words import catalogue
from tests.words.grammar import MANY, find_faults

LANGUAGES = ("nl", "en")
NUMBERS = (0, 1, 2, 12, 1000)
PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
# Placeholders that never stand for one: limits, and numbers that are at least two.
LIMITS = {
    *("most", "length", "longest", "longest_hint", "max_bytes"),
    *("minimum", "least", "fewest", "total", "files", "seconds"),
}
SEVERAL = {"both", "asked", "options", "max", "blocks", "count", "raised"}
# Messages whose number is over a limit, or for which another message speaks of one.
NEVER_ONE = {
    "Dit zijn %(n)d opties. Gebruik er hooguit %(most)d.",
    "Oordeel: vanaf %(n)s antwoorden op elke vraag.",
    "Dit zijn %(n)s opties. Gebruik er hooguit %(most)s.",
    "%(n)s woorden werden elk %(times)s genoemd; geen woord vaker.",
    "'%(key)s' heeft %(n)s delen: houd er hooguit %(most)s over.",
    "Dit deck heeft %(n)s vragen: houd er hooguit %(most)s over.",
    "Dit deck heeft %(n)s slides: maak er hooguit %(most)s van, of twee decks.",
    "Dit deck heeft %(n)s regels: een deck heeft er hooguit %(most)s.",
    "%(name)s: met elke <use> erbij zijn dit %(n)s elementen. Houd het bij %(most)s.",
    "%(n)s vragen zijn vaker gesteld.",
    "De trainer verbeterde %(n)s teksten of voegde ze samen met andere.",
    "De trainer verborg %(n)s teksten.",
    "Slide %(number)s is er niet. Kies 1 tot en met %(total)s.",
    "{n} teksten wachten op jou.",
    "{n} slides gekozen",
    "{n} slides gekopieerd",
    "nog {n}\u00a0minuten",
    "Dit past niet op de slide: er zijn ongeveer {n} tekens te veel. Maak de tekst korter, of zet "
    "een deel op een nieuwe slide.",
    "Vol: hier passen {n} tekens.",
}


def filled(text: str, number: int, language: str) -> str:
    """A message with this number in every place where it can stand."""

    def write(place: re.Match[str]) -> str:
        several = (place[1] or place[2]) in SEVERAL | LIMITS
        return write_whole(max(number, 12) if several else number)

    with translation.override(language):
        return PLACE.sub(write, text)


def plural_messages() -> Iterator[tuple[str, str, int]]:
    """Language, form, and a number of which it speaks."""
    for message in catalogue.english():
        if isinstance(message.id, tuple):
            for language, forms in (("nl", message.id), ("en", catalogue.texts(message.string))):
                for number in NUMBERS:
                    yield language, forms[0 if number == 1 else 1], number


def test_a_message_in_two_numbers_is_right_in_each() -> None:
    said = [
        (language, filled(text, number, language)) for language, text, number in plural_messages()
    ]

    assert [text for language, text in said if find_faults(text, language)] == []
    assert len(said) > 400


def test_a_message_in_one_number_is_never_said_of_one() -> None:
    """Where a number stands before what is many, there is a form for one, or none is needed."""
    wrong = []
    for message in catalogue.english():
        if message.id and isinstance(message.id, str) and message.id not in NEVER_ONE:
            for language, text in (("nl", message.id), ("en", str(message.string))):
                many = "|".join(MANY[language].split())
                found = re.findall(rf"(?:%\((\w+)\)[sd]|\{{(\w+)\}}) (?:\w+ )?(?:{many})\b", text)
                names = {name for pair in found for name in pair if name}
                wrong += [text for name in names - LIMITS - SEVERAL]

    assert wrong == []


def test_a_message_that_is_never_said_of_one_is_still_said() -> None:
    assert {message.id for message in catalogue.said()} >= NEVER_ONE


# What is put together out of several


OPTIONS = [
    {"key": "A", "label": "Aap"},
    {"key": "B", "label": "Beer"},
    {"key": "C", "label": "Cavia"},
]
COUNTS = [
    (0, 0, 0),
    (1, 0, 0),
    (1, 1, 0),
    (1, 1, 1),
    (2, 1, 1),
    (2, 2, 2),
    (402, 398, 200),
    (400, 400, 200),
    (500, 500, 500),
]


def groups() -> list[Group]:
    return [
        Group("groep", sum(each), dict(zip("ABC", each, strict=True)))
        for each in COUNTS
        if sum(each)
    ]


def said_of_results() -> Iterator[str]:
    for counts in COUNTS:
        bars = [Bar.of(option, count) for option, count in zip(OPTIONS, counts, strict=True)]
        yield favourites_sentence(bars, sum(counts))
        yield favourites_sentence(bars, sum(counts), beside=max(counts))
    for both in NUMBERS:
        for moved in (0, 1, both // 2, both):
            yield moved_sentence(both, min(moved, both))
    for number in NUMBERS:
        yield tallies.late_words(number)
        yield tallies.by_hand_words(number)
        yield write_minutes(number)
        yield write_points(number)
        yield figures.write_people(number)
        yield figures.answered_sentence(number)
        yield figures.none_shown(number)
    for one in groups():
        for other in groups():
            yield figures.change_sentence(OPTIONS, one, other)
            yield figures.spread_sentence(OPTIONS, [one], other)
            yield figures.spread_sentence(OPTIONS, [one, one], other)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_put_together_is_right_too(language: str) -> None:
    with translation.override(language):
        said = [text for text in said_of_results() if text]

    assert [text for text in said if find_faults(text, language)] == []
    assert len(said) > 250
    assert any("1.000" in text or "1,000" in text for text in said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_numbers_that_read_the_same_are_said_to_differ(language: str) -> None:
    with translation.override(language):
        said = [text for text in said_of_results() if text]

    same = re.compile(r"\((\S+%) (?:tegen|against) \1\)|[(+−]0 (?:procentpunten|percentage)")
    assert [text for text in said if same.search(text)] == []
    assert same.search("Het verst: A. Ambitie (40% tegen 40%)")
