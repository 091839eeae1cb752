"""The part of a photograph that stays has its shape, and holds the place that was chosen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polls.errors import PollsError
from workshop.decks.model import LAYOUTS
from workshop.library import cropping
from workshop.library.cropping import Crop

SIDES = st.integers(1, 10_000)


@pytest.mark.parametrize(
    ("crop", "box"),
    [
        (Crop("1:1"), (100, 0, 300, 200)),
        (Crop("1:1", "left"), (0, 0, 200, 200)),
        (Crop("1:1", "bottom-right"), (200, 0, 400, 200)),
        (Crop("16:9", "top"), (22, 0, 378, 200)),
        (Crop("3:4", "right"), (250, 0, 400, 200)),
    ],
)
def test_boxes_of_a_wide_picture(crop: Crop, box: tuple[int, int, int, int]):
    assert crop.box(400, 200) == box


@given(SIDES, SIDES, st.sampled_from([*cropping.SHAPES]), st.sampled_from([*cropping.PLACES]))
def test_a_box_lies_within_its_picture_and_touches_two_of_its_sides(
    width: int, height: int, shape: str, place: str
):
    left, top, right, bottom = Crop(shape, place).box(width, height)

    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert right - left == width or bottom - top == height


def test_what_is_chosen():
    assert cropping.read_crop("", "left") is None
    assert cropping.read_crop("4:3", "") == Crop("4:3", "center")
    for shape, place in (("5:4", ""), ("4:3", "ergens")):
        with pytest.raises(PollsError):
            cropping.read_crop(shape, place)


def test_every_choice_has_its_words():
    assert cropping.SHAPE_NAMES.keys() == cropping.SHAPES.keys()
    assert cropping.PLACE_NAMES.keys() == cropping.PLACES.keys()
    assert cropping.FITS.keys() <= {*LAYOUTS}
    assert {*cropping.FITS.values()} <= cropping.SHAPES.keys()
