"""The order in which a slide is read."""

from __future__ import annotations

import pytest

from workshop.importing.powerpoint.boxes import Box
from workshop.importing.powerpoint.inheritance import Placeholder
from workshop.importing.powerpoint.ordering import in_order
from workshop.importing.powerpoint.paragraphs import Paragraph, Run
from workshop.importing.powerpoint.shapes import Item


def item(name: str, left: float, top: float, wide: float = 0.3, high: float = 0.1) -> Item:
    place = Placeholder("title", "0") if name == "titel" else None
    return Item(Box(left, top, wide, high), place, (Paragraph((Run(name),)),))


DRAWN = {
    "as drawn": ([("een", 0.1, 0.2), ("twee", 0.1, 0.5), ("titel", 0, 0)], "titel een twee"),
    "two columns, drawn one by one": (
        [("a", 0.1, 0.2), ("b", 0.1, 0.5), ("c", 0.6, 0.2), ("d", 0.6, 0.5)],
        "a b c d",
    ),
    "from below": ([("onder", 0.1, 0.8), ("boven", 0.1, 0.2)], "boven onder"),
    "back": ([("rechts", 0.6, 0.3), ("links", 0.1, 0.3)], "links rechts"),
    "rows": (
        [("d", 0.6, 0.6), ("c", 0.1, 0.61), ("b", 0.6, 0.2), ("a", 0.1, 0.21)],
        "a b c d",
    ),
}


@pytest.mark.parametrize(("drawn", "read"), DRAWN.values(), ids=DRAWN)
def test_what_is_read_first(drawn: list[tuple[str, float, float]], read: str):
    items = [item(*each) for each in drawn]

    assert [each.text for each in in_order(items)] == read.split()


def test_what_says_nothing_makes_no_row():
    """A card, or a picture, beside which several texts stand below each other."""
    card = Item(Box(0.02, 0.1, 0.05, 0.8))
    drawn = [item("onder", 0.09, 0.6), card, item("midden", 0.1, 0.4), item("boven", 0.11, 0.2)]

    assert [each.text for each in in_order(drawn)] == ["boven", "midden", "onder", ""]


def test_beside_a_high_block_a_column_is_read_from_above():
    drawn = [item("c", 0.6, 0.6), item("b", 0.65, 0.3), item("a", 0.1, 0.2, 0.4, 0.7)]

    assert [each.text for each in in_order(drawn)] == ["a", "b", "c"]


def test_from_right_to_left_it_is_the_other_way_round():
    items = [item("links", 0.1, 0.3), item("rechts", 0.6, 0.3)]

    assert [each.text for each in in_order(items, mirrored=True)] == ["rechts", "links"]
