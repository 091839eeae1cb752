"""The conversation starters of two votes, by their documented rule."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from polls import figures
from polls.figures import Side
from polls.figures.pair_classes import FEWEST

OPTIONS = [
    {"key": key, "label": label, "help": f"Vraag {key}?", "color": key.lower()}
    for key, label in zip(
        "ABCDE", ("Ambitie", "Belangen", "Relatie", "Organisatie", "Proces"), strict=True
    )
]


def counts(*numbers: int) -> dict[str, int]:
    return dict(zip("ABCDE", numbers, strict=True))


@pytest.mark.parametrize(
    ("good", "less", "expected"),
    [
        (3, 0, "strength"),
        (0, 3, "attention"),
        (3, 3, "divided"),
        (0, 0, "unseen"),
        (2, 2, "unseen"),  # exactly an equal share is not high
        (3, 2, "strength"),
    ],
)
def test_an_option_is_high_above_an_equal_share(good: int, less: int, expected: str):
    """T07: of ten votes over five options an equal share is two."""
    rest = (10 - good, 0, 0, 0), (10 - less, 0, 0, 0)

    found = figures.classify_options(
        Side("", counts(good, *rest[0]), 10), Side("", counts(less, *rest[1]), 10)
    )

    assert found["A"] == expected


@pytest.mark.parametrize(
    ("good_n", "less_n", "number"), [(8, 8, 5), (7, 8, 0), (8, 7, 0), (0, 0, 0)]
)
def test_there_are_no_classes_below_eight_votes(good_n: int, less_n: int, number: int):
    found = figures.classify_options(
        Side("", counts(good_n, 0, 0, 0, 0), good_n), Side("", counts(0, less_n, 0, 0, 0), less_n)
    )

    assert len(found) == number


@pytest.mark.parametrize("many", [1, 10])
def test_the_figure_of_the_conditions_has_every_number_and_the_classes_only_from_eight(many: int):
    """F09: slide 36 draws the five conditions with the numbers of both votes."""
    good = Side("goed", counts(many, 0, 0, 0, 0), many)
    less = Side("minder", counts(0, many, 0, 0, 0), many)

    figure = figures.draw_conditions(OPTIONS, good, less)

    texts = [note["text"] for note in figure["layout"]["annotations"]]
    assert go.Figure(figure).to_plotly_json().keys() == {"data", "layout"}
    assert len(figure["layout"]["shapes"]) == 5
    assert sum(text.startswith(f"<b>{many}</b>") for text in texts) == 2
    assert sum(text.startswith("<b>0</b>") for text in texts) == 8
    assert ("Kracht" in texts) == (many >= FEWEST == 8)
    assert ("Gespreksstarter, geen oordeel" in texts) == (many >= 8)
    assert {"A. Ambitie", "E. Proces", "Vraag A?"} <= set(texts)


@pytest.mark.parametrize(("good", "less"), [(7, 8), (8, 7)])
def test_below_eight_votes_the_rule_says_from_how_many_there_is_one(good: int, less: int):
    told = figures.class_rule(OPTIONS, Side("goed", {}, good), Side("minder", {}, less))

    assert told == "Vanaf 8 antwoorden op beide vragen krijgt elke optie een gespreksstarter."


def test_the_rule_says_what_high_means_and_which_word_stands_for_what():
    told = figures.class_rule(OPTIONS[:4], Side("goed", {}, 8), Side("minder", {}, 8))

    assert told == (
        "Gespreksstarter, geen oordeel. Een optie is hoog als meer dan 1 op de 4 mensen die koos."
        " Alleen hoog bij 'goed' is Kracht, alleen hoog bij 'minder' Aandacht, hoog bij allebei"
        " Verdeeld, bij geen van beide Buiten beeld."
    )


def test_whoever_reads_the_data_of_the_conditions_finds_both_numbers_of_each():
    good = Side("goed", counts(4, 3, 2, 1, 0), 10)
    less = Side("minder", counts(0, 1, 2, 3, 4), 10)

    [trace] = figures.draw_conditions(OPTIONS, good, less)["data"]

    assert trace["customdata"] == [[4, 0], [3, 1], [2, 2], [1, 3], [0, 4]]
    nobody = Side("", counts(0, 0, 0, 0, 0), 0)
    assert figures.draw_conditions(OPTIONS, nobody, nobody)["data"] == []
    for one, other in ((good, nobody), (nobody, less)):
        assert len(figures.draw_conditions(OPTIONS, one, other)["data"]) == 1
