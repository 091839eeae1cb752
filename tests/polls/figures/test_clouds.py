"""A cloud: words where they were packed, with what they count."""

from __future__ import annotations

import pytest
from django.utils import translation

from polls.figures.clouds import COLORS, draw_words
from polls.figures.drawing import HEIGHT, WIDTH, color_value
from polls.kinds.cloud import Placed

ACCENT, INK, SOFT = map(color_value, COLORS)


def spots(*texts: str) -> list[Placed]:
    return [Placed(10.0 * n, 20.0 * n, 40.0 + n, (text,)) for n, text in enumerate(texts)]


def test_each_word_stands_on_its_spot():
    (cloud,) = draw_words([3, 1], spots("tijd", "geld"))["data"]

    assert (cloud["x"], cloud["y"], cloud["textfont"]["size"]) == (
        [0.0, 10.0],
        [0.0, 20.0],
        [40.0, 41.0],
    )
    assert (cloud["text"], cloud["customdata"]) == (["tijd", "geld"], [3, 1])


def test_a_long_phrase_stands_on_its_lines():
    (cloud,) = draw_words([1], [Placed(0, 0, 40, ("van elkaar", "leren & doen"))])["data"]

    assert cloud["text"] == ["van elkaar<br>leren &amp; doen"]


def test_places_are_pixels_from_the_left_and_the_top():
    layout = draw_words([1], spots("tijd"))["layout"]

    assert list(layout["xaxis"]["range"]) == [0, WIDTH]
    assert list(layout["yaxis"]["range"]) == [HEIGHT, 0]
    assert layout["annotations"] == []


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("nl", 1, "en 1 ander woord"),
        ("nl", 1_016, "en 1.016 andere woorden"),
        ("en", 16, "and 16 other words"),
    ],
)
def test_what_is_left_out_is_counted(language: str, number: int, text: str):
    with translation.override(language):
        (note,) = draw_words([1], spots("tijd"), number)["layout"]["annotations"]

    assert note["text"] == text


def test_a_word_without_room_is_not_drawn():
    places = [*spots("een"), Placed(0, 0, 0), *spots("drie")]

    (cloud,) = draw_words([1, 1, 2], places)["data"]

    assert (cloud["text"], cloud["customdata"]) == (["een", "drie"], [1, 2])


@pytest.mark.parametrize(
    ("counts", "colors"),
    [
        ([9, 7, 7, 4, 2, 1], [ACCENT, ACCENT, ACCENT, INK, INK, SOFT]),
        ([9, 7, 7, 7, 7, 1], [ACCENT, ACCENT, ACCENT, ACCENT, ACCENT, SOFT]),
        ([9, 7, 7, 7, 7, 7], [ACCENT, INK, INK, INK, INK, INK]),
        ([2, 1, 1, 1], [ACCENT, SOFT, SOFT, SOFT]),
        ([1, 1, 1], [INK, INK, INK]),
        ([3] * 6, [INK] * 6),
    ],
)
def test_the_accent_is_for_the_few_that_are_mentioned_most(counts: list[int], colors: list[str]):
    (cloud,) = draw_words(counts, spots(*"abcdef"[: len(counts)]))["data"]

    assert cloud["textfont"]["color"] == colors


def test_a_word_is_text_and_never_html():
    (cloud,) = draw_words([1], spots("<b>vet</b>"))["data"]

    assert "<" not in cloud["text"][0]
