"""Where something stands on a slide, in groups of whatever measure."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from tests.workshop.importing.powerpoint.making import SPACES
from workshop.importing.powerpoint.boxes import Box, Frame, frame_of_slide

HALF = Frame(across=1 / 1000, down=1 / 500)


def transform(off: str, ext: str, inner: str = "") -> Any:
    return etree.fromstring(f"<a:xfrm {SPACES}><a:off {off}/><a:ext {ext}/>{inner}</a:xfrm>")


def test_a_box_is_in_parts_of_the_slide():
    found = HALF.place(transform('x="100" y="50"', 'cx="500" cy="250"'))

    assert found == Box(0.1, 0.1, 0.5, 0.5)
    assert (found.right, found.bottom, found.area) == (0.6, 0.6, 0.25)


def test_what_stands_in_a_group_is_scaled_with_it():
    inner = '<a:chOff x="0" y="0"/><a:chExt cx="10" cy="10"/>'
    group = HALF.within(transform('x="500" y="0"', 'cx="500" cy="500"', inner))

    assert group.place(transform('x="5" y="5"', 'cx="5" cy="5"')) == Box(0.75, 0.5, 0.25, 0.5)


@pytest.mark.parametrize(
    ("off", "ext"),
    [
        ('x="a" y="1"', 'cx="1" cy="1"'),
        ('x="1"', 'cx="1" cy="1"'),
        (f'x="{9**20}" y="1"', 'cx="1" cy="1"'),
    ],
)
def test_numbers_that_are_none_are_no_box(off: str, ext: str):
    assert HALF.place(transform(off, ext)) is None
    assert HALF.place(None) is None
    assert HALF.within(transform(off, ext)) is HALF


def test_how_much_is_in_sight():
    assert Box(0, 0, 0.5, 0.5).in_sight() == 1
    assert Box(0.75, 0, 0.5, 1).in_sight() == 0.5
    assert Box(2, 0, 0.5, 1).in_sight() == 0
    assert (Box(0.5, 0.5, 0, 0).in_sight(), Box(3, 3, 0, 0).in_sight()) == (1, 0)


@pytest.mark.parametrize("size", ['cx="0" cy="1"', 'cx="x"', ""])
def test_a_slide_without_a_size_has_the_usual_one(size: str):
    root = etree.fromstring(f"<p:presentation {SPACES}><p:sldSz {size}/></p:presentation>")

    assert frame_of_slide(root) == frame_of_slide(None) == Frame()
