"""A cloud: words where they were packed, with what they count."""

from __future__ import annotations

from types import SimpleNamespace

from polls.figures.clouds import COLORS, draw_words
from polls.figures.drawing import HEIGHT, WIDTH, color_value

SPOTS = [SimpleNamespace(x=10.0 * n, y=20.0 * n, size=30.0 + n) for n in range(9)]


def test_each_word_stands_on_its_spot():
    figure = draw_words(["tijd", "geld"], [3, 1], SPOTS[:2])

    (cloud,) = figure["data"]
    assert (cloud["x"], cloud["y"], cloud["textfont"]["size"]) == (
        [0.0, 10.0],
        [0.0, 20.0],
        [30.0, 31.0],
    )
    assert (cloud["text"], cloud["customdata"]) == (["tijd", "geld"], [3, 1])


def test_places_are_pixels_from_the_left_and_the_top():
    layout = draw_words(["tijd"], [1], SPOTS[:1])["layout"]

    assert list(layout["xaxis"]["range"]) == [0, WIDTH]
    assert list(layout["yaxis"]["range"]) == [HEIGHT, 0]


def test_a_word_that_nobody_gave_is_not_drawn_and_takes_nobodys_colour():
    (cloud,) = draw_words(["een", "twee", "drie"], [1, 0, 2], SPOTS[:3])["data"]

    assert (cloud["text"], cloud["customdata"]) == (["een", "drie"], [1, 2])
    assert cloud["textfont"]["color"] == [color_value(COLORS[0]), color_value(COLORS[2])]


def test_colours_come_in_turn():
    texts = [str(number) for number in range(len(COLORS) + 1)]

    (cloud,) = draw_words(texts, [1] * len(texts), SPOTS[: len(texts)])["data"]

    assert cloud["textfont"]["color"] == [color_value(color) for color in (*COLORS, COLORS[0])]


def test_a_word_is_text_and_never_html():
    (cloud,) = draw_words(["<b>vet</b>"], [1], SPOTS[:1])["data"]

    assert "<" not in cloud["text"][0]
