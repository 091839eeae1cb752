"""Text, or a drawing that only works as one."""

from __future__ import annotations

import pytest

from workshop.importing.powerpoint.boxes import Box
from workshop.importing.powerpoint.drawing import is_drawing
from workshop.importing.powerpoint.inheritance import Placeholder
from workshop.importing.powerpoint.paragraphs import Paragraph, Run
from workshop.importing.powerpoint.pictures import Cut
from workshop.importing.powerpoint.shapes import Item

SENTENCE = "Dit is een zin van acht gewone woorden"


def box(at: int = 0, size: float = 0.1) -> Box:
    return Box(0.05 + (at % 8) * 0.11, 0.2 + (at // 8) * 0.15, size, 0.1)


def said(words: str, at: int = 0, place: str | None = None, **more: object) -> Item:
    held = Placeholder(place, "1") if place is not None else None
    return Item(box(at), held, (Paragraph((Run(words),)),), **more)


TITLE = said("Ons netwerk", 0, "title")
LIST = Item(box(1), Placeholder("body", "1"), (Paragraph((Run(SENTENCE),)),) * 4)
LINES = [Item(box(at), drawn=True, connector=True) for at in range(3)]
PHOTO = Item(Box(0.1, 0.2, 0.7, 0.7), picture=Cut("a.png"))

DRAWINGS = {
    "nothing": [],
    "what is beside the slide": [Item(Box(2, 0, 0.5, 0.5), picture=Cut("a.png"))],
    "a photograph": [PHOTO, said("Hier")],
    "lines between names": [TITLE, *LINES, said("Wijk", 2), said("Zorg", 3)],
    "many labels": [TITLE, *(said("Zorg", at, drawn=True) for at in range(8))],
    "words on a picture": [said(SENTENCE), PHOTO, said("Hart", 9), said("Long", 12)],
    "a group of shapes": [TITLE, *(Item(box(at), depth=1) for at in range(6))],
    "drawn by hand": [TITLE, said(SENTENCE), *(Item(box(at), free=True) for at in range(4))],
}
TEXTS = {
    "a list": [TITLE, LIST],
    "a title": [TITLE],
    "a list with a photograph": [TITLE, LIST, Item(box(9), picture=Cut("a.png"))],
    "a list with a drawing beside it": [TITLE, LIST, *LINES],
    "thin lines and icons": [
        TITLE,
        said(SENTENCE),
        *(Item(Box(0.1, 0.1 + at / 10, 0.8, 0.001), drawn=True) for at in range(9)),
    ],
}


@pytest.mark.parametrize("items", DRAWINGS.values(), ids=DRAWINGS)
def test_a_drawing(items: list[Item]):
    assert is_drawing(items)


@pytest.mark.parametrize("items", TEXTS.values(), ids=TEXTS)
def test_a_text(items: list[Item]):
    assert not is_drawing(items)
