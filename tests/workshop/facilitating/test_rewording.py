"""Other words for a slide: only what a form changes."""

from __future__ import annotations

import pytest

from workshop.facilitating import rewording

OPTIONS = [
    {"key": "1", "label": "Goed", "help": "Echt goed"},
    {"key": "2", "label": "Matig"},
    {"key": "A", "label": "Slecht"},
]


@pytest.mark.parametrize(
    ("labels", "keys"),
    [
        (["Goed", "Matig", "Slecht"], "12A"),
        (["Slecht", "Goed", "Matig"], "A12"),
        (["Goed", "Redelijk", "Slecht"], "12A"),
        (["Goed", "Slecht"], "1A"),
        (["Goed", "Matig", "Slecht", "Geen", "Anders"], "12ABC"),
        (["Nieuw", "Ander", "Derde"], "12A"),
    ],
)
def test_an_option_whose_words_stay_stays_that_option(labels: list[str], keys: str):
    made = rewording.relabel(OPTIONS, labels)

    assert [option["label"] for option in made] == labels
    assert "".join(option["key"] for option in made) == keys
    assert all(option.get("help") == "Echt goed" for option in made if option["key"] == "1")


@pytest.mark.parametrize(
    ("same", "left"),
    [
        (None, None),
        ({"title": "x"}, None),
        ({"title": "x", "label": "y"}, {"label": "y"}),
    ],
)
def test_words_for_one_collaboration_give_way(same: dict | None, left: dict | None):
    assert rewording.without(same, "title") == left
