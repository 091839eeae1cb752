"""Statements with an average each, and a radar of them."""

from __future__ import annotations

from polls import figures
from polls.figures import Bar, Mean
from polls.figures.scales import draw_radar, polar_layout

ROWS = [Bar(key, label, 0) for key, label in (("A", "Ambitie"), ("B", "Belang"), ("los", "Los"))]
MEANS = [Mean(9, 2), Mean(4, 2), Mean(0, 0)]


def test_the_radar_goes_around_and_ends_where_it_began():
    made = draw_radar(ROWS, MEANS)

    assert made["r"] == [4.5, 2.0, 0, 4.5]
    assert made["theta"] == ["A", "B", "Los", "A"]


def test_the_radar_begins_on_top_and_goes_with_the_clock():
    """The first statement stands at twelve, the second to the right of it; more is further out."""
    made = polar_layout(5)

    assert (made["angularaxis"]["rotation"], made["angularaxis"]["direction"]) == (90, "clockwise")
    assert made["radialaxis"]["range"] == [0, 5]
    assert made["domain"]["y"][0] < made["domain"]["y"][1]
    assert made["domain"]["x"][0] < made["domain"]["x"][1] < 1


def test_the_first_statement_stands_on_top_and_its_bar_ends_at_its_average():
    counts = [[0, 0, 0, 1, 1], [0, 2, 0, 0, 0], [0, 0, 0, 0, 0]]

    figure = figures.draw_scale(ROWS, counts, MEANS, ("laag", "hoog"))

    bars = next(trace for trace in figure["data"] if trace["type"] == "bar")
    top, bottom = figure["layout"]["yaxis"]["range"][1], figure["layout"]["yaxis"]["range"][0]
    assert bars["y"] == ["A. Ambitie", "B. Belang", "Los"]
    assert [bars["base"] + length for length in bars["x"]] == [4.5, 2.0, 1.0]
    assert top < bottom
