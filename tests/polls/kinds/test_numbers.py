"""Scale, ranking, points and quadrant: kinds that give each option a number."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from polls import figures, kinds, protocol
from polls.errors import PollsError
from polls.kinds.base import Counted
from polls.kinds.fields import SpecError

OPTIONS = [
    {"key": key, "label": label} for key, label in [("A", "Aap"), ("B", "Beer"), ("C", "Cavia")]
]
SPECS = {
    "scale": {"options": OPTIONS},
    "ranking": {"options": OPTIONS, "max": 2},
    "points": {"options": OPTIONS},
    "quadrant": {"options": OPTIONS, "x": "Nu", "y": "Straks"},
}


def spec_of(name: str) -> dict[str, Any]:
    return kinds.get(name).parse_spec(SPECS[name])


def tally_of(name: str, *counted: tuple[Any, int]) -> dict[str, Any]:
    return kinds.bind(name, spec_of(name)).tally([Counted(*each) for each in counted])


@pytest.mark.parametrize(
    ("name", "posted", "stored"),
    [
        ("scale", {"C": "1", "A": " 5 ", "B": ""}, {"A": 5, "C": 1}),
        ("ranking", {"C": "1", "A": "2", "B": ""}, {"A": 2, "C": 1}),
        ("points", {"A": "0", "B": "100"}, {"B": 100}),
        ("quadrant", {"B.y": "1", "B.x": "5"}, {"B.x": 5, "B.y": 1}),
    ],
)
def test_a_posted_form_is_stored_in_the_order_of_the_deck(name: str, posted: Any, stored: Any):
    cleaned = kinds.bind(name, spec_of(name)).clean(posted)

    assert list(cleaned.items()) == list(stored.items())


def test_a_scale_keeps_how_answers_spread():
    scale = kinds.get("scale")
    tally = tally_of("scale", ({"A": 5, "B": 1}, 3), ({"A": 2}, 1))

    assert tally == {
        "answered": 4,
        "counts": {"A": [0, 1, 0, 0, 3], "B": [3, 0, 0, 0, 0], "C": [0, 0, 0, 0, 0]},
    }
    assert figures.encode_table(scale(spec_of("scale")).table(tally)) == {
        "columns": ["stelling", "gemiddeld", "1", "2", "3", "4", "5"],
        "rows": [
            ["A. Aap", "4,3", 0, 1, 0, 0, 3],
            ["B. Beer", "1,0", 3, 0, 0, 0, 0],
            ["C. Cavia", "–", 0, 0, 0, 0, 0],
        ],
    }
    assert scale(spec_of("scale")).sentence(tally) == (
        "4 mensen: het hoogst scoort A. Aap (4,3), het laagst B. Beer (1,0 van 3 mensen)."
    )


def test_a_ranking_counts_the_first_place_most():
    ranking = kinds.get("ranking")
    tally = tally_of("ranking", ({"B": 1, "A": 2}, 2), ({"A": 1}, 1))

    assert figures.encode_table(ranking(spec_of("ranking")).table(tally))["rows"] == [
        ["A. Aap", 4, "1,7 (n\u00a0=\u00a03)"],
        ["B. Beer", 4, "1,0 (n\u00a0=\u00a02)"],
        ["C. Cavia", 0, "–"],
    ]
    figure = ranking(spec_of("ranking")).figure(tally)
    assert figure["data"][0]["x"] == [4, 4, 0]
    said = [note["text"] for note in figure["layout"]["annotations"]]
    assert said.count("gedeelde plek 1") == 2
    assert "gemiddeld 2,7\u00a0punten" in said


def test_points_are_told_as_an_average():
    points = kinds.get("points")
    tally = tally_of("points", ({"A": 100}, 1), ({"A": 45, "B": 55}, 1))

    assert figures.encode_table(points(spec_of("points")).table(tally))["rows"] == [
        ["A. Aap", "72,5", 145],
        ["B. Beer", "27,5", 55],
        ["C. Cavia", "0,0", 0],
    ]
    assert points(spec_of("points")).sentence(tally) == (
        "2 mensen: de meeste punten gingen naar A. Aap (gemiddeld 72,5 van de 100)."
    )
    ends = points(spec_of("points")).figure(tally)["data"][0]["text"]
    assert ends[0] == '\u00a0<b>72,5</b>\u00a0<span style="color:var(--ink-soft)">punten</span>'


def test_a_quadrant_shows_averages_and_moves_dots_apart():
    quadrant = kinds.get("quadrant")
    same = {"A.x": 2, "A.y": 4, "B.x": 2, "B.y": 4}
    tally = tally_of("quadrant", (same, 1))

    figure = quadrant(spec_of("quadrant")).figure(tally)

    assert figures.encode_table(quadrant(spec_of("quadrant")).table(tally))["rows"] == [
        ["A. Aap", "2,0", "4,0", 1],
        ["B. Beer", "2,0", "4,0", 1],
        ["C. Cavia", "–", "–", 0],
    ]
    (first, second), heights = figure["data"][0]["x"], figure["data"][0]["y"]
    assert first == 2
    assert 0.05 < abs(second - first) < 0.15
    assert heights == [4, 4]


@pytest.mark.parametrize(
    ("name", "block", "message"),
    [
        ("quadrant", {"options": OPTIONS, "x": "Nu"}, "Geef beide assen een naam"),
        ("ranking", {"options": OPTIONS, "max": 4}, "van 1 tot en met 3"),
        ("points", {"options": OPTIONS, "total": 1}, "van 2 tot en met 1000"),
        ("scale", {"options": OPTIONS, "low": "x" * 41}, "hooguit 40 tekens"),
        ("scale", {"options": OPTIONS[:1]}, "ten minste twee opties"),
        ("scale", {"options": OPTIONS, "steps": 7}, "'steps' hoort hier niet"),
    ],
)
def test_a_mistake_in_a_deck_is_explained(name: str, block: dict[str, Any], message: str):
    with pytest.raises(SpecError, match=message):
        kinds.get(name).parse_spec(block)


@pytest.mark.parametrize(
    ("name", "value", "field", "said"),
    [
        ("quadrant", {"A.x": "1", "A.y": "2", "B.x": "3"}, "B.y", "bij B. Beer, Straks."),
        ("quadrant", {"C.y": "3"}, "C.x", "bij C. Cavia, Nu."),
        ("ranking", {"A": "1", "C": "1"}, "C", "A. Aap en C. Cavia hebben allebei plek 1."),
        ("ranking", {"B": "2"}, "B", "Plek 1 ontbreekt."),
    ],
)
def test_a_refusal_names_the_field_that_is_wrong(name: str, value: Any, field: str, said: str):
    with pytest.raises(PollsError) as refused:
        kinds.bind(name, spec_of(name)).clean(value)

    assert refused.value.field == field
    assert said in refused.value.message
    assert orjson.loads(protocol.error_frame(refused.value, "x"))["field"] == field


def test_a_scale_says_what_its_ends_mean():
    spec = {**spec_of("scale"), "low": "oneens", "high": "eens"}

    assert kinds.get("scale")(spec).value_words() == "1 (oneens) tot en met 5 (eens)"


def test_a_quadrant_says_how_many_people_before_both_its_axes():
    kind = kinds.get("quadrant")(spec_of("quadrant"))
    tally = tally_of("quadrant", ({"A.x": 2, "A.y": 4, "B.x": 3, "B.y": 3}, 12))

    people, told = kind.sentence(tally).split(": ", 1)
    assert people == "12 mensen"
    assert len(told.split(", ")) == 2


def test_what_stands_out_is_said_for_a_title():
    points = tally_of("points", ({"A": 100}, 1), ({"A": 45, "B": 55}, 1))
    placed = tally_of("quadrant", ({"A.x": 5, "A.y": 4, "B.x": 2, "B.y": 1}, 2))

    found = [
        kinds.bind(name, spec_of(name)).finding(tally)
        for name, tally in (("points", points), ("quadrant", placed))
    ]

    assert found == ["De meeste punten gaan naar Aap", "Aap staat op beide assen het hoogst"]
