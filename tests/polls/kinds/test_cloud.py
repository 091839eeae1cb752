"""Clouds: nothing overlaps, sizes follow the counts, and words stand close together."""

from __future__ import annotations

from itertools import combinations
from math import sqrt
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polls.figures import WIDTH
from polls.kinds.cloud import HIGH, LARGEST, LEADING, LEAST, SMALLEST, Placed, fold, merged, place
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

words = st.lists(
    st.text("abcdeilmnorstuw ë", min_size=1, max_size=24).filter(str.strip), min_size=1, max_size=8
)
counts = st.integers(1, 500)


def half(spot: Placed) -> tuple[float, float]:
    """Half of the measured width and height of the letters of a word."""
    wide = max(text_width(line, spot.size) for line in spot.lines)
    return wide / 2 - 0.01, (1 + LEADING * (len(spot.lines) - 1)) * spot.size / 2 - 0.01


def overlap(one: Placed, other: Placed) -> bool:
    """Whether the letters of two words touch, from their measured widths and heights."""
    (wide, tall), (other_wide, other_tall) = half(one), half(other)
    return abs(one.x - other.x) < wide + other_wide and abs(one.y - other.y) < tall + other_tall


def framed(spot: Placed) -> bool:
    wide, tall = half(spot)
    return wide <= spot.x <= WIDTH - wide and tall <= spot.y <= HIGH - tall


def drawn(placed: list[Placed]) -> list[Placed]:
    return [spot for spot in placed if spot.size]


def is_clear(placed: list[Placed]) -> bool:
    """Nothing overlaps, sticks out or is too small to read."""
    shown = drawn(placed)
    apart = not any(overlap(*pair) for pair in combinations(shown, 2))
    return apart and all(map(framed, shown)) and all(spot.size >= SMALLEST for spot in shown)


def test_the_check_finds_words_that_overlap_or_stick_out():
    assert overlap(Placed(100, 100, 40, ("samen",)), Placed(150, 110, 40, ("werken",)))
    assert not overlap(Placed(100, 100, 40, ("samen",)), Placed(100, 145, 40, ("werken",)))
    assert not framed(Placed(20, 100, 40, ("samen",)))
    assert not framed(Placed(200, HIGH, 40, ("samen",)))


def test_the_largest_word_is_as_large_as_a_letter_may_be():
    """There is room for more; the other is smaller by the root of its count."""
    placed = place(["nee", "ja", "ho"], [1, 4, 0])

    assert [spot.size for spot in placed] == pytest.approx([85, 170, 0])


def test_sixty_words_of_usual_counts_are_readable():
    placed = place(WORDS, SKEWED)

    assert len(drawn(placed)) == len(WORDS) == 60
    assert is_clear(placed)
    assert max(spot.size for spot in placed) >= 100


@pytest.mark.parametrize("numbers", [[1] * 60, list(range(60, 0, -1)), [9] * 30 + [1] * 30])
def test_of_sixty_words_of_thirty_letters_those_are_drawn_that_can_be_read(numbers: list[int]):
    chance = Random(30)
    texts = ["".join(chance.choices("abcdefghilmnoprstuvwz", k=30)) for _ in range(60)]

    placed = place(texts, numbers)

    assert is_clear(placed)
    assert 12 < len(drawn(placed)) < 60
    shown = [number for number, spot in zip(numbers, placed, strict=True) if spot.size]
    left_out = [number for number, spot in zip(numbers, placed, strict=True) if not spot.size]
    assert min(shown) >= max(left_out)


def test_a_phrase_of_sixty_letters_takes_some_lines_and_is_read():
    phrase = "elkaar eerst echt goed leren kennen en dan pas aan het werk"

    placed = place([phrase, *WORDS[:40]], [1] * 41)

    assert is_clear(placed)
    assert len(drawn(placed)) == 41
    assert 2 < len(placed[0].lines) < 5
    assert " ".join(placed[0].lines) == phrase
    assert placed[0].size >= 40


@pytest.mark.parametrize(
    "text", ["samenwerkingsovereenkomstverplichtingen", "ja  en  nee", "a" * 100]
)
def test_a_word_stays_on_one_line(text: str):
    (line,) = fold(text)

    assert text_width(line, SMALLEST) <= WIDTH
    assert line == text or line.endswith("…")


@given(st.data(), words)
@settings(max_examples=40, deadline=None)
def test_no_two_words_overlap(data: st.DataObject, texts: list[str]):
    numbers = data.draw(st.lists(counts, min_size=len(texts), max_size=len(texts)))

    placed = place(texts, numbers)

    assert is_clear(placed)
    assert all(spot.size <= LARGEST + 0.01 for spot in placed)


@given(st.data(), words)
@settings(max_examples=40, deadline=None)
def test_sizes_follow_the_square_root_of_the_counts_as_far_as_they_can_be_read(
    data: st.DataObject, texts: list[str]
):
    numbers = data.draw(st.lists(counts, min_size=len(texts), max_size=len(texts)))

    placed = place(texts, numbers)

    largest = max(spot.size for spot in placed)
    roots = [max(LEAST, sqrt(number / max(numbers))) * largest for number in numbers]
    pairs = [pair for pair in zip(placed, roots, strict=True) if pair[0].size]
    assert [spot.size for spot, _root in pairs] == pytest.approx([root for _spot, root in pairs])


def test_a_cloud_is_packed_around_the_most_mentioned_word():
    placed = place(WORDS, SKEWED)

    boxes = [
        text_width(word, spot.size) * spot.size for word, spot in zip(WORDS, placed, strict=True)
    ]
    first = placed[0]
    assert sum(boxes) > 0.45 * WIDTH * HIGH
    assert abs(first.x - WIDTH / 2) < WIDTH / 8
    assert abs(first.y - HIGH / 2) < HIGH / 8


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

    assert (alone.x, alone.y, alone.size) == pytest.approx((WIDTH / 2, HIGH / 2, LARGEST))


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
