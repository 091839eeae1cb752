"""Two choices, mirrored."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from polls import figures

OPTIONS = [
    {"key": "A", "label": "Ambitie", "help": "Hebben we een ambitie?", "color": "a"},
    {"key": "B", "label": "Belangen <3", "color": "b"},
    {"key": "los", "label": "Los"},
]
GOOD, LESS = {"A": 19, "B": 6, "los": 0, "anders": 2}, {"A": 4, "B": 15, "los": 1}
BOTH = (OPTIONS, GOOD, 27, LESS, 20, "scoort goed", "scoort minder")
NOBODY = dict.fromkeys(GOOD, 0)


def test_both_sides_have_one_scale():
    figure = figures.draw_pair(*BOTH)

    less, good = figure["data"]
    axes = figure["layout"]
    assert (less["x"], good["x"]) == ([-4, -15, -1], [19, 6, 0])
    assert less["y"] == good["y"] == ["A. Ambitie", "B. Belangen &lt;3", "Los"]
    assert axes["xaxis"]["range"][0] == -axes["xaxis2"]["range"][1]
    assert axes["xaxis"]["domain"][1] == pytest.approx(1 - axes["xaxis2"]["domain"][0])
    assert go.Figure(figure)


def test_the_numbers_of_each_side_read_away_from_the_middle():
    less, good = figures.draw_pair(*BOTH)["data"]

    soft = '<span style="color:var(--ink-soft)">{}</span>'
    dot = soft.format(" · ")
    assert good["text"][0] == f"\u00a0<b>19</b>{dot}{soft.format('70%')}"
    assert less["text"][0] == f"{soft.format('20%')}{dot}<b>4</b>\u00a0"
    assert (less.get("xaxis"), good["xaxis"]) == (None, "x2")


def test_the_name_of_each_side_stands_above_it():
    less, good = figures.draw_pair(*BOTH)["layout"]["annotations"][:2]

    assert (less["text"][:13], less["xanchor"]) == ("scoort minder", "right")
    assert (good["text"][:11], good["xanchor"]) == ("scoort goed", "left")
    assert less["x"] < 0.5 < good["x"]


def test_less_is_hatched_and_good_is_solid():
    less, good = figures.draw_pair(*BOTH)["data"]

    assert less["marker"]["pattern"]["shape"] == "/"
    assert "pattern" not in good["marker"]


def test_the_terms_stand_between_with_the_question_behind_them():
    notes = figures.draw_pair(*BOTH)["layout"]["annotations"]

    assert [note["text"] for note in notes] == [
        'scoort minder <span style="color:var(--ink-soft)">· 20 mensen</span>',
        'scoort goed <span style="color:var(--ink-soft)">· 27 mensen</span>',
        "A. Ambitie",
        "Hebben we een ambitie?",
        "B. Belangen &lt;3",
        "Los",
    ]
    assert min(note["font"]["size"] for note in notes) == 30


def test_each_side_without_answers_says_so():
    half = figures.draw_pair(OPTIONS, GOOD, 27, NOBODY, 0, "goed", "minder")
    none = figures.draw_pair(OPTIONS, NOBODY, 0, NOBODY, 0, "goed", "minder")

    waiting = [
        [note["x"] for note in figure["layout"]["annotations"] if "Nog geen" in note["text"]]
        for figure in (half, none)
    ]

    sides = [figure["layout"]["xaxis"]["domain"][1] / 2 for figure in (half, none)]
    assert waiting == [[sides[0]], [sides[1], pytest.approx(1 - sides[1])]]


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


def test_a_long_name_of_a_side_is_set_smaller():
    def size(label: str) -> int:
        drawn = figures.draw_pair(OPTIONS, GOOD, 27, LESS, 20, label, "minder")
        [note] = [each for each in drawn["layout"]["annotations"] if label in each["text"]]
        return note["font"]["size"]

    assert size("goed") == 34
    assert 24 <= size("scoort in jouw samenwerking goed, ronde 1") < 34


def test_the_sentence_names_what_each_side_chose_most():
    assert figures.pair_sentence(*BOTH) == (
        "scoort goed: het vaakst A. Ambitie (19 van 27 mensen); "
        "scoort minder: het vaakst B. Belangen <3 (15 van 20 mensen)."
    )
    assert figures.pair_sentence(OPTIONS, GOOD, 27, NOBODY, 0, "goed", "minder") == (
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
    sentence = figures.pair_sentence(
        OPTIONS, {**GOOD, "anders": own}, 27, {**NOBODY, "anders": 3}, 3, "goed", "minder"
    )

    assert sentence == f"goed: {said}; minder: geen van deze opties (0 van 3 mensen)."
