"""The parts of figures."""

from __future__ import annotations

import json
from typing import Any

import pytest

from polls import kinds
from polls.figures.drawing import (
    SHAPE,
    SHAPES,
    draw_shape,
    escape_text,
    nothing_yet,
    outline_path,
)
from polls.kinds.base import Counted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ambitie", "Ambitie"),
        ("<b>vet</b>", "&lt;b&gt;vet&lt;/b&gt;"),
        ("R&D", "R&amp;D"),
        ("&lt;", "&amp;lt;"),
        ("var(--deep)", "var&#40;--deep)"),
        ("var&#40;--deep)", "var&amp;#40;--deep)"),
    ],
)
def test_plain_text_has_no_html_and_no_colour_of_ours(text: str, shown: str):
    assert escape_text(text) == shown


TYPED = "var(--typed)"
OPTIONS = [{"key": key, "label": f"{TYPED} {key}"} for key in "AB"]
FIGURES: list[tuple[str, dict[str, Any], Any]] = [
    ("words", {}, [TYPED]),
    ("choice", {"options": OPTIONS}, ["A"]),
    ("quadrant", {"options": OPTIONS, "x": TYPED, "y": TYPED}, {"A.x": 2, "A.y": 3}),
    ("scale", {"options": OPTIONS, "low": TYPED, "high": TYPED}, {"A": 2, "B": 1}),
    ("ranking", {"options": OPTIONS}, {"A": 2, "B": 1}),
    ("points", {"options": OPTIONS}, {"A": 60, "B": 40}),
]


@pytest.mark.parametrize(("kind", "block", "answer"), FIGURES)
def test_what_somebody_typed_is_no_colour_in_any_figure(
    kind: str, block: dict[str, Any], answer: Any
):
    """Our own colours are: the control. Screens fill those in, and nothing else."""
    found = kinds.bind(kind, kinds.get(kind).parse_spec(block))

    drawn = json.dumps(found.figure(found.tally([Counted(answer, 2)])))

    assert TYPED not in drawn
    assert "var&#40;--typed)" in drawn
    assert "var(--ink)" in drawn


def test_every_shape_stands_around_its_middle():
    numbers = {
        color: [float(part) for part in written(color).replace("Z", "").split()] for color in SHAPES
    }

    assert all(len(points) >= 8 for points in numbers.values())
    assert all(abs(point) <= 0.55 * SHAPE for points in numbers.values() for point in points)


LETTERS = dict.fromkeys(map(ord, "MLQC"), " ")


def written(color: str) -> str:
    return outline_path(color, SHAPE).translate(LETTERS)


def test_a_shape_is_as_large_as_asked_with_an_edge_where_it_lies_on_something():
    [small], [large] = draw_shape("c", 20, 20, 50), draw_shape("c", 20, 20, 100, 4)

    assert small["path"].startswith("M0.00 22.57")
    assert large["path"].startswith("M0.00 45.14")
    assert (small["line"]["width"], large["line"]["width"]) == (0, 4)


def test_a_colour_without_a_shape_has_none():
    assert [item["fillcolor"] for item in draw_shape("a", 20, 20)] == ["var(--a)"]
    assert draw_shape("deep", 20, 20) == []


def test_a_question_without_answers_says_so():
    (note,) = nothing_yet()["layout"]["annotations"]

    assert (note["text"], note["x"], note["y"]) == ("Nog geen antwoorden", 0.5, 0.5)
