"""Statements on a scale: columns of dots, and a diamond at each average."""

from __future__ import annotations

from math import pi
from typing import Any

import pytest

from polls import figures
from polls.figures import Bar, Mean
from polls.figures.drawing import HEIGHT, READABLE, WIDTH
from polls.figures.scales import NONE, count_notes

ROWS = [
    Bar(key, label, 0, helped, color)
    for key, label, helped, color in (
        ("A", "Ambitie", "Willen we hetzelfde?", "a"),
        ("B", "Belang", "", "b"),
        ("los", "Los", "", ""),
    )
]
MEANS = [Mean(9, 2), Mean(4, 2), Mean(0, 0)]
COUNTS = [[0, 0, 0, 1, 1], [0, 2, 0, 0, 0], [0, 0, 0, 0, 0]]
ENDS = ("helemaal niet", "helemaal wel")


def drawn(counts: list[list[int]] = COUNTS, ends: tuple[str, str] = ENDS) -> dict[str, Any]:
    return figures.draw_scale(ROWS, counts, MEANS, ends)


def texts(figure: dict[str, Any]) -> list[str]:
    return [note["text"] for note in figure["layout"]["annotations"]]


def test_there_is_a_dot_for_every_step_and_its_area_tells_how_many_people():
    dots, _averages = drawn()["data"]

    sizes = dict(zip(dots["customdata"], dots["marker"]["size"], strict=True))
    assert dots["x"] == [1, 2, 3, 4, 5] * 3
    assert dots["customdata"] == [count for row in COUNTS for count in row]
    assert sizes[2] ** 2 * pi == pytest.approx(2 * sizes[1] ** 2 * pi)
    assert sizes[0] == 2 * NONE


def test_the_diamonds_stand_at_the_averages_below_their_dots():
    dots, averages = (figure := drawn())["data"]

    layout = figure["layout"]
    assert (averages["x"], averages["y"]) == ([4.5, 2.0], ["A. Ambitie", "B. Belang"])
    assert averages["marker"]["symbol"] == "diamond"
    assert layout["yaxis2"]["range"][1] < layout["yaxis"]["range"][1]
    assert (dots.get("yaxis"), averages["yaxis"]) == (None, "y2")
    assert [text for text in texts(figure) if "," in text] == ["4,5", "2,0"]


def test_the_first_statement_stands_on_top_with_what_explains_it():
    figure = drawn()

    top, bottom = figure["layout"]["yaxis"]["range"][1], figure["layout"]["yaxis"]["range"][0]
    assert top < bottom
    assert texts(figure)[:5] == ["A", "A. Ambitie", "Willen we hetzelfde?", "B", "B. Belang"]


def test_the_poles_are_whole_also_when_they_are_long():
    long = "Dit vinden wij allemaal heel belangrijk"

    assert {"helemaal niet", "helemaal wel"} <= set(texts(drawn()))
    assert long in [text.replace("<br>", " ") for text in texts(drawn(ends=("", long)))]


def test_a_count_stands_in_its_dot_or_beside_one_that_is_too_small():
    small, large = count_notes([1, 0, 16, 0, 0], 100, 9)

    assert (small["text"], small["font"]["color"], small["xanchor"]) == ("1", "var(--ink)", "left")
    assert (large["text"], large["font"]["color"], large["xanchor"]) == (
        ("16", "var(--on-shape)", "center")
    )


@pytest.mark.parametrize("number", [2, 5, 10])
def test_everything_stays_in_the_drawing_and_can_be_read(number: int):
    rows = [Bar(f"o{n}", f"{n} Een lange stelling die niemand inkortte", 0) for n in range(number)]
    counts, means = [[200] * 5] * number, [Mean(3000, 1000)] * number

    layout = figures.draw_scale(rows, counts, means, ENDS)["layout"]

    notes, shapes = layout["annotations"], layout["shapes"]
    assert min(note["font"]["size"] for note in notes) >= READABLE
    assert all(
        0 <= note["x"] <= 1 and (1 - note["y"]) * HEIGHT > READABLE / 2 for note in notes[5:]
    )
    assert all(0 <= shape.get("y0", 0.5) <= 1 for shape in shapes)
    assert layout["width"] == WIDTH


def test_nobody_has_answered_yet():
    figure = figures.draw_scale(ROWS, [[0] * 5] * 3, [Mean(0, 0)] * 3, ENDS)

    assert "Nog geen antwoorden" in texts(figure)
    assert figure["data"][1]["x"] == []
