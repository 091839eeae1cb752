"""Clouds: nothing overlaps, sizes follow the counts, and words stay where they are."""

from __future__ import annotations

from itertools import combinations
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polls.figures import HEIGHT, WIDTH
from polls.kinds.cloud import LARGEST, Placed, merged, place
from polls.lettering import width

LIST = (
    "vertrouwen leuk gedoe vergaderen samen energie tijd afstemmen ingewikkeld verbinding "
    "resultaat gezellig lastig nodig belangen inspirerend overleg compromis respect collega's "
    "communicatie frustratie luisteren delen sterker creatief doorzettingsvermogen traag macht "
    "plezier leren afhankelijk duidelijkheid verantwoordelijkheid draagvlak winst geduld openheid "
    "eilandjes mails regie rolverdeling besluiteloos kansen netwerk groei politiek humor "
    "samenwerkingsverband stroperig uitdagend noodzakelijk ego vriendschap koffie structuur "
    "chaos afspraken kwaliteit weerstand"
)
WORDS = LIST.split()
SKEWED = [14, 9, 8, 6, 5, 4, 4, 3, 3, 3] + 15 * [2] + 35 * [1]

words = st.lists(st.text("abcdeilmnorstuw ë", min_size=1, max_size=24), min_size=1, max_size=8)
counts = st.integers(1, 500)


def overlap(one: tuple[str, Placed], other: tuple[str, Placed]) -> bool:
    """Whether the letters of two words touch, from their measured widths and heights."""
    (text, here), (other_text, there) = one, other
    wide = (width(text, here.size) + width(other_text, there.size)) / 2
    tall = (here.size + there.size) / 2
    return abs(here.x - there.x) < wide - 0.01 and abs(here.y - there.y) < tall - 0.01


def framed(text: str, here: Placed) -> bool:
    wide, tall = width(text, here.size) / 2, here.size / 2
    return wide <= here.x <= WIDTH - wide and tall <= here.y <= HEIGHT - tall


def test_the_check_finds_words_that_overlap_or_stick_out():
    assert overlap(("samen", Placed(100, 100, 40)), ("werken", Placed(150, 110, 40)))
    assert not overlap(("samen", Placed(100, 100, 40)), ("werken", Placed(100, 145, 40)))
    assert not framed("samen", Placed(20, 100, 40))


def test_sixty_words_of_usual_counts_are_readable():
    placed = place(WORDS, SKEWED)

    assert len(WORDS) == 60
    assert not any(overlap(*pair) for pair in combinations(zip(WORDS, placed, strict=True), 2))
    assert all(map(framed, WORDS, placed))
    assert min(spot.size for spot in placed) >= 18
    assert max(spot.size for spot in placed) >= 60


@given(st.data(), words)
@settings(max_examples=40, deadline=None)
def test_no_two_words_overlap(data: st.DataObject, texts: list[str]):
    numbers = data.draw(st.lists(counts, min_size=len(texts), max_size=len(texts)))

    placed = place(texts, numbers)

    assert not any(overlap(*pair) for pair in combinations(zip(texts, placed, strict=True), 2))
    assert all(map(framed, texts, placed))
    assert all(0 < spot.size <= LARGEST + 0.01 for spot in placed)


@given(st.data(), words)
@settings(max_examples=40, deadline=None)
def test_sizes_follow_the_square_root_of_the_counts(data: st.DataObject, texts: list[str]):
    numbers = data.draw(st.lists(counts, min_size=len(texts), max_size=len(texts)))

    placed = place(texts, numbers)

    scales = [spot.size / sqrt(number) for spot, number in zip(placed, numbers, strict=True)]
    assert scales == pytest.approx([scales[0]] * len(scales))


@given(st.data(), words, words)
@settings(max_examples=40, deadline=None)
def test_a_word_stays_whatever_is_counted_or_added(
    data: st.DataObject, texts: list[str], later: list[str]
):
    numbers = data.draw(st.lists(counts, min_size=len(texts), max_size=len(texts)))

    before = place(texts, [1] * len(texts))
    after = place([*texts, *later], [*numbers, *[1] * len(later)])

    assert [(spot.x, spot.y) for spot in after[: len(texts)]] == [
        (spot.x, spot.y) for spot in before
    ]


def test_a_word_that_counts_nothing_keeps_its_place():
    alone, all_three = place(WORDS[:3], [1, 0, 4]), place(WORDS[:3], [1, 9, 4])

    assert alone[1].size == 0
    assert [(spot.x, spot.y) for spot in alone] == [(spot.x, spot.y) for spot in all_three]


def test_one_word_stands_large_in_the_middle():
    assert place(["samen"], [3]) == [Placed(WIDTH / 2, HEIGHT / 2, pytest.approx(LARGEST))]


def test_a_cloud_without_words_is_empty():
    assert place([], []) == []


@pytest.mark.parametrize(
    ("spellings", "shared"),
    [
        (("Leuk", "leuk!", " LEUK ", "‘leuk’", "leuk ❤️"), "leuk"),
        (("coördinatie", "Coordinatie"), "coordinatie"),
        (("straße", "STRASSE"), "strasse"),
        (("te veel",), "te veel"),
        (("e-mail",), "e-mail"),
        (("❤️",), "❤️"),
        (("?!",), "?!"),
        (("की",), "की"),
    ],
)
def test_spellings_of_one_word_merge(spellings: tuple[str, ...], shared: str):
    assert {merged(word) for word in spellings} == {shared}
