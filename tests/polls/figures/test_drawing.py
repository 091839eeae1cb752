"""The parts of figures."""

from __future__ import annotations

import pytest

from polls.figures.drawing import OUTLINES, SHAPE, nothing_yet, plain, shape


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ambitie", "Ambitie"),
        ("<b>vet</b>", "&lt;b&gt;vet&lt;/b&gt;"),
        ("R&D", "R&amp;D"),
        ("&lt;", "&amp;lt;"),
    ],
)
def test_plain_text_has_no_html(text: str, shown: str):
    assert plain(text) == shown


def test_every_shape_stands_around_its_middle():
    numbers = {
        color: [float(part) for part in path.replace("Z", "").translate(LETTERS).split()]
        for color, path in OUTLINES.items()
    }

    assert all(len(points) >= 8 for points in numbers.values())
    assert all(abs(point) <= 0.55 * SHAPE for points in numbers.values() for point in points)


LETTERS = dict.fromkeys(map(ord, "MLQC"), " ")


def test_a_colour_without_a_shape_has_none():
    assert [item["fillcolor"] for item in shape("a", 20, 20)] == ["var(--a)"]
    assert shape("deep", 20, 20) == []


def test_a_question_without_answers_says_so():
    (note,) = nothing_yet()["layout"]["annotations"]

    assert (note["text"], note["x"], note["y"]) == ("Nog geen antwoorden", 0.5, 0.5)
