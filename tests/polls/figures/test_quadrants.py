"""Options on two axes: each dot where the room put it on average."""

from __future__ import annotations

from math import hypot
from typing import Any

from polls.figures.bars import Bar
from polls.figures.drawing import HEIGHT
from polls.figures.quadrants import BOTTOM, DOT, FIELD, HIGHEST, LOWEST, draw_quadrant, move_apart

A, B = Bar("A", "Ambitie", 3), Bar("B", "Belang", 2)
LOOSE = Bar("los", "Los", 1)
NAMES = ("Invloed", "Belang")


def dots(*places: tuple[Bar, float | None, float | None]) -> dict[str, Any]:
    return draw_quadrant(places, NAMES)["data"][0]


def notes(*places: tuple[Bar, float | None, float | None]) -> list[str]:
    return [note["text"] for note in draw_quadrant(places, NAMES)["layout"]["annotations"]]


def test_a_dot_stands_at_its_averages_with_its_letter_and_its_count():
    made = dots((A, 4.5, 2.0), (B, 1.0, 5.0))

    assert (made["x"], made["y"]) == ([4.5, 1.0], [2.0, 5.0])
    assert (made["text"], made["customdata"]) == (["<b>A</b>", "<b>B</b>"], [3, 2])


def test_a_dot_without_a_letter_has_a_number_that_is_no_letter_of_another():
    ten, two, one = Bar("10", "Tien", 1), Bar("2", "Twee", 1), Bar("1", "Een", 1)
    places = ((ten, 4.0, 4.0), (two, 2.0, 2.0), (one, 3.0, 3.0), (LOOSE, 1.0, 1.0))

    assert dots(*places)["text"] == ["<b>3</b>", "<b>2</b>", "<b>1</b>", "<b>4</b>"]
    assert notes(*places)[2:6] == ["(3) Tien", "2. Twee", "1. Een", "(4) Los"]


def test_what_nobody_placed_has_no_dot_but_keeps_its_name():
    places = ((A, None, None), (B, 2.0, 3.0))

    assert dots(*places)["x"] == [2.0]
    assert [text for text in notes(*places) if "Ambitie" in text] == ["A. Ambitie"]
    assert "Nog geen antwoorden" not in notes(*places)


def test_without_any_dot_the_figure_says_so():
    assert "Nog geen antwoorden" in notes((A, None, None))


def test_both_axes_are_named_and_point_to_more():
    assert notes((A, 2.0, 2.0))[:2] == ["Invloed →", "Belang →"]


def test_dots_on_one_place_stand_beside_each_other_and_no_higher():
    across, up = (HIGHEST - LOWEST) / FIELD, (HIGHEST - LOWEST) / (HEIGHT - BOTTOM)
    moved = move_apart([(A, 3.0, 3.0), (B, 3.0, 3.0), (LOOSE, 5.2, 3.0), (A, 5.2, 3.0)])

    assert [y for _bar, _x, y in moved] == [3.0] * 4
    assert all(LOWEST < x < HIGHEST for _bar, x, _y in moved)
    assert all(
        hypot((x - a) / across, (y - b) / up) > DOT
        for place, (_bar, x, y) in enumerate(moved)
        for _other, a, b in moved[:place]
    )


def test_a_dot_that_covers_none_stays():
    places = [(A, 1.0, 1.0), (B, 3.0, 1.0)]

    assert move_apart(places) == places
