"""Options on two axes: each shape where the room put it on average."""

from __future__ import annotations

from itertools import combinations
from math import hypot
from typing import Any

import pytest

from polls.figures.bars import Bar
from polls.figures.drawing import HEIGHT, WIDTH
from polls.figures.quadrants import (
    CORNERS,
    FIELD,
    MARK,
    Axis,
    Box,
    draw_quadrant,
    move_apart,
    option_names,
)

A, B = Bar("A", "Ambitie", 3, color="a"), Bar("B", "Belang", 2, color="b")
LOOSE = Bar("los", "Los", 1)
NAMES = ("Invloed", "Belang")
WHOLE = Axis(0.7, 5.3, FIELD.left, FIELD.right), Axis(0.7, 5.3, FIELD.bottom, FIELD.top)

Placed = tuple[Bar, float | None, float | None]


def letters(*places: Placed) -> dict[str, Any]:
    return draw_quadrant(places, NAMES)["data"][0]


def notes(*places: Placed, corners: tuple[str, ...] = ()) -> list[str]:
    drawn = draw_quadrant(places, NAMES, corners)
    return [note["text"] for note in drawn["layout"]["annotations"]]


def test_a_shape_stands_at_its_averages_with_its_letter_and_its_count():
    made = letters((A, 4.5, 2.0), (B, 1.0, 5.0))

    assert (made["x"], made["y"]) == ([4.5, 1.0], [2.0, 5.0])
    assert (made["text"], made["customdata"]) == (["<b>A</b>", "<b>B</b>"], [3, 2])


def test_each_option_has_its_own_shape_and_one_without_a_colour_a_round_one():
    shapes = draw_quadrant([(A, 2.0, 2.0), (LOOSE, 4.0, 4.0)], NAMES)["layout"]["shapes"]

    marks = [part for part in shapes if part["type"] == "path"]
    assert [mark["fillcolor"] for mark in marks] == ["var(--a)", "var(--deep)"]
    assert marks[0]["path"] != marks[1]["path"]


def test_what_nobody_placed_is_not_drawn():
    places = ((A, None, None), (B, 2.0, 3.0))

    assert letters(*places)["x"] == [2.0]
    assert [text for text in notes(*places) if text in ("Ambitie", "Belang")] == ["Belang"]
    assert "Nog geen antwoorden" not in notes(*places)


def test_without_any_the_figure_says_so():
    assert "Nog geen antwoorden" in notes((A, None, None))


def test_both_axes_are_named_and_point_to_more_and_numbers_say_which_part_is_seen():
    assert notes((A, 2.0, 4.6))[:8] == ["Invloed →", "Belang →", "2", "3", "3", "4", "5", "Ambitie"]


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [([], 1.9, 4.1), ([3.0], 1.9, 4.1), ([3.5, 4.5], 2.6, 4.9), ([1.0, 5.0], 0.7, 5.3)],
)
def test_an_axis_is_as_near_to_the_data_as_still_shows_the_middle(
    values: list[float], low: float, high: float
):
    axis = Axis.around(values, 0, 100)

    assert (axis.low, axis.high) == pytest.approx((low, high))


def test_the_deck_names_the_corners_and_each_stands_in_its_own():
    named = ("Begin hier", "", "Kan wachten", "Gaat vanzelf")
    found = draw_quadrant([(A, 2.0, 2.0)], NAMES, named)["layout"]["annotations"]

    places = {note["text"]: (note["x"] > 0.5, note["y"] < 0.5) for note in found}
    assert len(CORNERS) == len(named)
    assert places["Begin hier"] == (False, False)
    assert places["Kan wachten"] == (False, True)
    assert places["Gaat vanzelf"] == (True, True)


def test_shapes_on_one_place_stand_beside_each_other_and_no_higher():
    across, up = WHOLE
    moved = move_apart([(A, 3.0, 3.0), (B, 3.0, 3.0), (LOOSE, 5.2, 3.0), (A, 5.2, 3.0)], across, up)

    assert [y for _bar, _x, y in moved] == [3.0] * 4
    assert all(across.low < x < across.high for _bar, x, _y in moved)
    assert all(
        hypot((x - a) / across.pixel, (y - b) / up.pixel) > MARK
        for (_bar, x, y), (_other, a, b) in combinations(moved, 2)
    )


def test_a_shape_that_covers_none_stays():
    places = [(A, 1.0, 1.0), (B, 3.0, 1.0)]

    assert move_apart(places, *WHOLE) == places


def test_ten_long_names_on_one_place_cover_neither_each_other_nor_a_corner():
    long = "Een lange keuze die niemand heeft ingekort en die op twee regels staat"
    spots = [(Bar(f"o{n}", long, 1), WIDTH / 2 + n, HEIGHT / 3) for n in range(6)]
    corner = Box(FIELD.left, FIELD.top, FIELD.left + 400, FIELD.top + 50)

    _lines, found = option_names(spots, [corner])

    boxes = [
        Box(note["x"] * WIDTH, (1 - note["y"]) * HEIGHT - 40, note["x"] * WIDTH + 400,
            (1 - note["y"]) * HEIGHT + 40)
        for note in found
    ]  # fmt: skip
    assert all(one.overlap(other) == 0 for one, other in combinations([corner, *boxes], 2))
