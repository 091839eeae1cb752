"""A choice that was asked twice."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from polls import figures
from polls.figures import Bar

NOW = [Bar("A", "Ja", 6), Bar("B", "Nee", 2)]
BEFORE = [Bar("A", "Ja", 2), Bar("B", "Nee", 2)]


def test_both_rounds_are_drawn_on_one_scale_of_shares():
    figure = figures.draw_rounds(NOW, 8, BEFORE, 4)

    now, before = figure["data"]
    assert go.Figure(figure).to_plotly_json().keys() == {"data", "layout"}
    assert now["x"] == pytest.approx([6, 2])  # 75 % and 25 %
    assert before["x"] == pytest.approx([4, 4])  # 50 % each
    assert "(was 50%)" in now["text"][0]


def test_the_table_has_the_numbers_of_both_rounds():
    assert figures.encode_table(figures.rounds_table(NOW, 8, BEFORE, 4))["rows"] == [
        ["A. Ja", 2, "50%", 6, "75%"],
        ["B. Nee", 2, "50%", 2, "25%"],
    ]


@pytest.mark.parametrize(
    ("both", "moved", "sentence"),
    [
        (0, 0, ""),
        (1, 0, "Eén mens antwoordde twee keer, en koos hetzelfde."),
        (1, 1, "Eén mens antwoordde twee keer, en koos iets anders."),
        (8, 0, "Van de 8 mensen die twee keer antwoordden, koos niemand iets anders."),
        (8, 1, "Van de 8 mensen die twee keer antwoordden, koos er 1 iets anders."),
        (8, 3, "Van de 8 mensen die twee keer antwoordden, kozen er 3 iets anders."),
    ],
)
def test_how_much_moved_is_said(both: int, moved: int, sentence: str):
    assert figures.moved_sentence(both, moved) == sentence
