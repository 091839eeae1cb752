"""What stands out, as a headline: true with nobody, one, ties and everyone."""

from __future__ import annotations

import itertools

import pytest
from django.utils import translation

from polls.figures import Bar, Mean
from polls.figures.findings import (
    LONGEST,
    find_both,
    find_favourite,
    find_first,
    find_highest,
    find_most_points,
    find_most_said,
    find_placed,
    find_shown_texts,
)

NAMES = ("Ambitie", "Belangen", "Relatie", "Organisatie", "Proces")


def bars(*counts: int) -> list[Bar]:
    return [Bar(name[0], name, count) for name, count in zip(NAMES, counts, strict=False)]


@pytest.mark.parametrize(
    ("counts", "people", "said"),
    [
        ((0, 0, 0), 0, ""),
        ((1, 0, 0), 1, "Eén antwoord: Ambitie"),
        ((0, 1, 1), 1, "Eén antwoord: Belangen en Relatie"),
        ((9, 4, 15, 5, 3), 36, "15 van de 36 kiezen Relatie"),
        ((0, 1, 0), 2, "1 van de 2 kiest Belangen"),
        ((0, 4, 0), 4, "Alle 4 kiezen Belangen"),
        ((3, 3, 1), 7, "Ambitie en Belangen: elk 3 van de 7"),
        ((2, 2, 2), 6, "Alle opties even vaak gekozen"),
        ((2, 2, 2, 2, 1), 9, "4 opties delen de eerste plek"),
        ((0, 0, 0), 3, ""),
    ],
)
def test_a_choice(counts: tuple[int, ...], people: int, said: str):
    assert find_favourite(bars(*counts), people) == said


def test_own_words_that_led_leave_no_headline():
    assert find_favourite(bars(3, 1), 7, beside=3) == ""
    assert find_favourite(bars(4, 1), 7, beside=3) == "4 van de 7 kiezen Ambitie"


def test_every_small_choice_is_told_as_it_is():
    for counts in itertools.product(range(4), repeat=3):
        said = find_favourite(bars(*counts), sum(counts))

        highest = max(counts)
        leaders = [name for name, count in zip(NAMES, counts, strict=False) if count == highest]
        if not highest:
            assert said == ""
        elif sum(counts) > 1 and len(leaders) < 3:
            assert [name for name in NAMES[:3] if name in said] == leaders
            assert str(sum(counts)) in said


def test_places_and_points():
    assert find_first(bars(3, 9, 2)) == "Belangen staat bovenaan"
    assert find_first(bars(9, 9, 2)) == "Ambitie en Belangen staan bovenaan"
    assert find_first(bars(2, 2)) == "Alles staat even hoog"
    assert find_first(bars(0, 0)) == ""
    assert find_most_points(bars(10, 30)) == "De meeste punten gaan naar Belangen"
    assert find_most_points(bars(10, 10)) == "Alles kreeg evenveel punten"
    assert find_most_points(bars(0, 0)) == ""


def test_the_highest_average_of_everyone():
    rows = bars(0, 0)

    assert find_highest(rows, [Mean(8, 2), Mean(6, 2)], 2) == "Ambitie scoort het hoogst: 4,0"
    assert find_highest(rows, [Mean(6, 2), Mean(6, 2)], 2) == "Alles scoort even hoog: 3,0"
    assert find_highest(rows[:1], [Mean(7, 2)], 2) == "Gemiddeld 3,5"
    assert find_highest(rows, [Mean(4, 1), Mean(3, 1)], 1) == ""  # one score is no average
    assert find_highest(rows, [Mean(5, 1), Mean(6, 2)], 2) == ""  # the highest is of one of two


def test_two_sides():
    sides = (bars(9, 4, 15), bars(3, 14, 2))

    assert find_both(*sides, "scoort goed", "scoort minder") == (
        "Scoort goed: Relatie. Scoort minder: Belangen"
    )
    assert find_both(sides[0], bars(0, 0, 0), "goed", "minder") == ""
    assert find_both(sides[0], bars(2, 2, 2), "goed", "minder") == ""


def test_a_headline_is_in_the_language_of_the_session_and_not_long():
    with translation.override("en"):
        assert find_favourite(bars(9, 4, 15), 28) == "15 of the 28 choose Relatie"
    assert find_favourite([Bar("a", "a" * LONGEST, 3), Bar("b", "b", 1)], 4) == ""


@pytest.mark.parametrize(
    ("placed", "said"),
    [
        ([], ""),
        ([(4, 5)], ""),
        ([(4, 5), (4, 5)], ""),
        ([(4, 5), (2, 3)], "Ambitie staat op beide assen het hoogst"),
        ([(4, 5), (4, 5), (1, 1)], "Ambitie en Belangen staan op beide assen het hoogst"),
        ([(1, 5), (4, 3)], "Het hoogst op 'Nodig': Ambitie"),
    ],
)
def test_a_quadrant(placed: list[tuple[int, int]], said: str):
    rows = [
        (bar, Mean(10 * x, 10), Mean(10 * y, 10))
        for bar, (x, y) in zip(bars(*[10] * len(placed)), placed, strict=True)
    ]

    assert find_placed(rows, ("Nu", "Nodig"), 10) == said
    assert find_placed(rows, ("Nu", "Nodig"), 11) == ""  # some placed nothing there
    assert find_placed(rows, ("Nu", "N" * 80), 10) in ("", said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({}, ""),
        ({"leuk": 5}, ""),
        ({"leuk": 1, "lastig": 1}, ""),
        ({"leuk": 3, "lastig": 3}, ""),
        ({"leuk": 14, "lastig": 3}, "'leuk' valt het vaakst: 14\u00a0keer"),
        (
            {"leuk": 2, "lastig": 2, "stroef": 1},
            "'leuk' en 'lastig' vallen het vaakst: elk 2\u00a0keer",
        ),
        ({"a": 2, "b": 2, "c": 2, "d": 2, "e": 1}, ""),
        ({"a" * LONGEST: 3, "b": 1}, ""),
    ],
)
def test_words(words: dict[str, int], said: str):
    assert find_most_said([*words.items()]) == said


@pytest.mark.parametrize(
    ("number", "labels", "beside", "said"),
    [
        (0, (), 0, ""),
        (1, (), 1, "Eén antwoord"),
        (1, (1, 0, 0), 0, "Eén antwoord"),
        (2, (), 2, "2 antwoorden"),
        (1_200, (0, 0, 0), 1_200, "1.200 antwoorden"),
        (39, (5, 7, 15), 12, "39 antwoorden. Het vaakst: Relatie"),
        (39, (5, 7, 15), 15, "39 antwoorden"),  # what has no label may be about another one
        (9, (4, 1, 4), 0, "9 antwoorden. Het vaakst: Ambitie en Relatie"),
        (9, (3, 3, 3), 0, "9 antwoorden"),
        (9, (2, 2, 2, 2, 1), 0, "9 antwoorden"),
        (3, (3,), 0, "3 antwoorden. Het vaakst: Ambitie"),
    ],
)
def test_shown_texts(number: int, labels: tuple[int, ...], beside: int, said: str):
    assert find_shown_texts(number, bars(*labels), beside=beside, whole=True) == said


def test_shown_texts_among_others_are_not_told_as_all_of_them():
    told = [
        find_shown_texts(number, bars(0, number), beside=0, whole=False) for number in (0, 1, 7)
    ]

    assert told == ["", "Eén antwoord te zien", "7 antwoorden te zien. Het vaakst: Belangen"]
    with translation.override("en"):
        assert find_shown_texts(1, [], beside=1, whole=True) == "One answer"
        assert find_shown_texts(1, [], beside=1, whole=False) == "One answer shown"
        assert find_shown_texts(7, bars(0, 7), beside=0, whole=False) == (
            "7 answers shown. Most often: Belangen"
        )
        assert find_shown_texts(7, [], beside=7, whole=True) == "7 answers"


def test_a_label_that_is_too_long_for_a_headline_is_left_out():
    long = [Bar("a", "a" * LONGEST, 3), Bar("b", "b", 1)]

    assert find_shown_texts(4, long, beside=0, whole=True) == "4 antwoorden"
