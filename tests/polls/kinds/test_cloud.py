"""Clouds: nothing overlaps, sizes follow the counts, and words stand close together."""

from __future__ import annotations

from itertools import combinations
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polls.figures import HEIGHT, WIDTH
from polls.kinds.cloud import LARGEST, Placed, merged, place
from polls.lettering import text_width

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
    wide = (text_width(text, here.size) + text_width(other_text, there.size)) / 2
    tall = (here.size + there.size) / 2
    return abs(here.x - there.x) < wide - 0.01 and abs(here.y - there.y) < tall - 0.01


def framed(text: str, here: Placed) -> bool:
    wide, tall = text_width(text, here.size) / 2 - 0.01, here.size / 2 - 0.01
    return wide <= here.x <= WIDTH - wide and tall <= here.y <= HEIGHT - tall


def test_the_check_finds_words_that_overlap_or_stick_out():
    assert overlap(("samen", Placed(100, 100, 40)), ("werken", Placed(150, 110, 40)))
    assert not overlap(("samen", Placed(100, 100, 40)), ("werken", Placed(100, 145, 40)))
    assert not framed("samen", Placed(20, 100, 40))


def test_the_largest_word_is_as_large_as_a_letter_may_be():
    """There is room for more; the other is smaller by the root of its count."""
    placed = place(["nee", "ja", "ho"], [1, 4, 0])

    assert [spot.size for spot in placed] == pytest.approx([85, 170, 0])


def test_sixty_words_of_usual_counts_are_readable():
    placed = place(WORDS, SKEWED)

    assert len(WORDS) == 60
    assert not any(overlap(*pair) for pair in combinations(zip(WORDS, placed, strict=True), 2))
    assert all(map(framed, WORDS, placed))
    assert min(spot.size for spot in placed) >= 28
    assert max(spot.size for spot in placed) >= 100


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


def test_a_cloud_is_packed_around_the_most_mentioned_word():
    placed = place(WORDS, SKEWED)

    boxes = [
        text_width(word, spot.size) * spot.size for word, spot in zip(WORDS, placed, strict=True)
    ]
    first = placed[0]
    assert sum(boxes) > 0.45 * WIDTH * HEIGHT
    assert abs(first.x - WIDTH / 2) < WIDTH / 8
    assert abs(first.y - HEIGHT / 2) < HEIGHT / 8


@given(st.data(), words, words)
@settings(max_examples=40, deadline=None)
def test_words_that_are_new_move_no_other(data: st.DataObject, texts: list[str], later: list[str]):
    numbers = data.draw(st.lists(counts, min_size=len(texts), max_size=len(texts)))

    before = place(texts, numbers)
    after = place([*texts, *later], [*numbers, *[1] * len(later)])[: len(texts)]

    scale = after[0].size / before[0].size
    for old, new in zip(before, after, strict=True):
        assert new.x - after[0].x == pytest.approx(scale * (old.x - before[0].x), abs=1e-6)
        assert new.y - after[0].y == pytest.approx(scale * (old.y - before[0].y), abs=1e-6)


def test_a_word_that_counts_nothing_has_no_size_and_takes_no_room():
    without, with_it = (
        place(["samen", "leuk"], [1, 4]),
        place(["samen", "traag", "leuk"], [1, 0, 4]),
    )

    assert with_it[1].size == 0
    assert [with_it[0], with_it[2]] == without


def test_one_word_stands_large_in_the_middle():
    [alone] = place(["samen"], [3])

    assert (alone.x, alone.y, alone.size) == pytest.approx((WIDTH / 2, HEIGHT / 2, LARGEST))


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
