"""Two choices, mirrored."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from polls import figures
from polls.figures import Side
from polls.figures.drawing import CLEAR
from polls.figures.pair_classes import ATTENTION, DIVIDED, STRENGTH
from polls.figures.pairs import draw_mark

OPTIONS = [
    {"key": "A", "label": "Ambitie", "help": "Hebben we een ambitie?", "color": "a"},
    {"key": "B", "label": "Belangen <3", "color": "b"},
    {"key": "los", "label": "Los"},
]
GOOD, LESS = {"A": 19, "B": 6, "los": 0, "anders": 2}, {"A": 4, "B": 15, "los": 1}
BOTH = (OPTIONS, Side("scoort goed", GOOD, 27), Side("scoort minder", LESS, 20))
NOBODY = dict.fromkeys(GOOD, 0)


def test_both_sides_have_one_scale():
    figure = figures.draw_pair(*BOTH)

    less, good = figure["data"]
    axes = figure["layout"]
    reach = [x + base for x, base in zip(less["x"], less["base"], strict=True)]
    assert reach == pytest.approx([-20, -75, -5])
    assert good["x"] == pytest.approx([1900 / 27, 600 / 27, 0])
    assert less["y"] == good["y"] == ["A. Ambitie", "B. Belangen &lt;3", "Los"]
    longest, under = -axes["xaxis"]["range"][0], axes["xaxis"]["range"][1]
    assert longest == axes["xaxis2"]["range"][1]
    # As many pixels on both sides: the left one also has what lies under the shapes.
    part = longest / (longest + under)
    assert axes["xaxis"]["domain"][1] * part == pytest.approx(1 - axes["xaxis2"]["domain"][0])
    assert go.Figure(figure)


def test_a_bar_of_the_left_side_is_hatched_up_to_the_axis_under_its_shape():
    figure = figures.draw_pair(*BOTH)

    less, _good = figure["data"]
    under = figure["layout"]["xaxis"]["range"][1]
    assert less["base"] == [under, under, 0]  # the last has no shape
    nobody = figures.draw_pair(OPTIONS, BOTH[1], Side("minder", NOBODY, 0))["data"][0]
    assert (nobody["base"], nobody["marker"]["line"]["width"]) == ([0] * 3, [0] * 3)
    assert figure["layout"]["xaxis"]["domain"] == [0, 0.5]
    solid = [part for part in figure["layout"]["shapes"] if part["type"] == "rect"]
    assert {part["x0"] for part in solid} == {0.5}


def test_the_numbers_of_each_side_read_away_from_the_middle():
    less, good = figures.draw_pair(*BOTH)["data"]

    assert good["text"][0] == "\u00a0<b>70%</b>"
    assert less["text"][0] == "<b>20%</b>\u00a0"
    assert (less["xaxis"], good["xaxis"]) == ("x", "x2")


def test_the_name_of_each_side_stands_above_it():
    less, good = figures.draw_pair(*BOTH)["layout"]["annotations"][:2]

    assert (less["text"][:15], less["xanchor"], less["x"]) == ("← scoort minder", "left", 0)
    assert (good["text"][:13], good["xanchor"], good["x"]) == ("scoort goed →", "right", 1)


def test_less_is_hatched_and_good_is_solid():
    less, good = figures.draw_pair(*BOTH)["data"]

    assert less["marker"]["pattern"]["shape"] == "/"
    assert less["marker"]["pattern"]["solidity"] > 0.5  # as heavy as the solid ones
    assert "pattern" not in good["marker"]


def test_each_option_has_its_name_and_its_class():
    notes = figures.draw_pair(*BOTH)["layout"]["annotations"]

    assert [note["text"] for note in notes] == [
        '← scoort minder <span style="color:var(--ink-soft)">· 20 mensen</span>',
        'scoort goed → <span style="color:var(--ink-soft)">· 27 mensen</span>',
        *("A. Ambitie", "B. Belangen &lt;3", "Los"),
        *("A", "B"),  # in their shapes
        *("Kracht", "Aandacht", "Buiten beeld"),
    ]
    assert min(note["font"]["size"] for note in notes) >= 32
    assert [note["y"] for note in notes[2:5]] == [note["y"] for note in notes[7:]]


def test_a_class_differs_without_colour():
    marks = [
        [part["fillcolor"] for part in draw_mark(name, 0, 0)]
        for name in (STRENGTH, ATTENTION, DIVIDED)
    ]

    assert marks == [["var(--good)"], [CLEAR], [CLEAR, "var(--ink)"]]


def test_few_answers_get_no_class():
    few = figures.draw_pair(OPTIONS, Side("goed", GOOD, 7), Side("minder", LESS, 7))

    assert "Kracht" not in [note["text"] for note in few["layout"]["annotations"]]


def test_each_side_without_answers_says_so():
    nobody = [Side(label, NOBODY, 0) for label in ("goed", "minder")]
    half = figures.draw_pair(OPTIONS, Side("goed", GOOD, 27), nobody[1])
    none = figures.draw_pair(OPTIONS, *nobody)

    waiting = [
        [note["x"] for note in figure["layout"]["annotations"] if "Nog geen" in note["text"]]
        for figure in (half, none)
    ]

    sides = [(1 - figure["layout"]["xaxis2"]["domain"][0]) / 2 for figure in (half, none)]
    assert waiting == [[sides[0]], [sides[1], pytest.approx(1 - sides[1])]]
    names = {note["y"] for note in none["layout"]["annotations"] if note["text"][:2] == "A."}
    assert names.isdisjoint(
        note["y"] for note in none["layout"]["annotations"] if "Nog geen" in note["text"]
    )


def test_the_table_has_the_numbers_of_both_sides():
    assert figures.encode_table(figures.pair_table(*BOTH)) == {
        "columns": [
            "keuze",
            "scoort goed",
            "scoort goed, deel",
            "scoort minder",
            "scoort minder, deel",
            "gespreksstarter",
        ],
        "rows": [
            ["A. Ambitie", 19, "70%", 4, "20%", "Kracht"],
            ["B. Belangen <3", 6, "22%", 15, "75%", "Aandacht"],
            ["Los", 0, "0%", 1, "5%", "Buiten beeld"],
        ],
    }


@pytest.mark.parametrize(
    ("label", "smallest", "largest", "lines"),
    [
        ("goed", 38, 38, 1),
        ("scoort bij ons echt goed, ronde 2", 33, 37, 1),
        ("scoort in jouw samenwerking goed, ronde 2", 32, 32, 2),
    ],
)
def test_a_long_name_of_a_side_is_set_smaller_and_then_on_two_lines(
    label: str, smallest: int, largest: int, lines: int
):
    drawn = figures.draw_pair(OPTIONS, Side(label, GOOD, 27), Side("minder", LESS, 20))

    [note] = [each for each in drawn["layout"]["annotations"] if label in each["text"]]
    assert smallest <= note["font"]["size"] <= largest
    assert len(note["text"].split("<br>")) == lines


def test_the_sentence_names_what_each_side_chose_most():
    assert figures.pair_sentence(*BOTH) == (
        "scoort goed: het vaakst A. Ambitie (19 van 27 mensen); "
        "scoort minder: het vaakst B. Belangen <3 (15 van 20 mensen)."
    )
    sides = Side("goed", GOOD, 27), Side("minder", NOBODY, 0)
    assert figures.pair_sentence(OPTIONS, *sides) == (
        "goed: het vaakst A. Ambitie (19 van 27 mensen); minder: nog geen antwoorden."
    )


@pytest.mark.parametrize(
    ("own", "said"),
    [
        (0, "het vaakst A. Ambitie (19 van 27 mensen)"),
        (19, "van deze opties het vaakst A. Ambitie (19 van 27 mensen)"),
    ],
)
def test_own_words_that_led_are_not_passed_over_in_silence(own: int, said: str):
    good = Side("goed", {**GOOD, "anders": own}, 27)
    less = Side("minder", {**NOBODY, "anders": 3}, 3)

    sentence = figures.pair_sentence(OPTIONS, good, less)

    assert sentence == f"goed: {said}; minder: geen van deze opties (0 van 3 mensen)."


@pytest.mark.parametrize(
    ("own", "said"), [(18, "Goed: Ambitie. Minder: Belangen <3"), (19, ""), (20, "")]
)
def test_own_words_that_led_leave_a_pair_without_a_headline(own: int, said: str):
    good = Side("goed", {**GOOD, "anders": own}, 27)

    assert figures.pair_finding(OPTIONS, good, Side("minder", LESS, 20)) == said
