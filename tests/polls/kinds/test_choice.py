"""Choosing one or several options, with room for own words."""

from __future__ import annotations

from typing import Any

import pytest

from polls import figures, kinds
from polls.errors import PollsError
from polls.figures import Text
from polls.kinds.base import Counted
from polls.kinds.fields import SpecError

CHOICE = kinds.get("choice")
AMBITION = {
    "key": "A",
    "label": "Ambitie",
    "help": "Hebben we een ambitie?",
    "icon": "a",
    "color": "a",
}
INTERESTS = {"key": "B", "label": "Belangen"}
OTHER = {"key": "anders", "label": "Iets anders, namelijk…"}
ONE = {"options": [AMBITION, INTERESTS], "max": 1, "other": None}
OWN = {"options": [AMBITION, INTERESTS], "max": 2, "other": OTHER}


def test_a_block_becomes_a_spec():
    assert CHOICE.parse_spec({"options": [AMBITION, INTERESTS]}) == ONE
    assert CHOICE.parse_spec(OWN) == OWN
    assert CHOICE.parse_spec({**OWN, "other": "Iets anders, namelijk…"}) == OWN


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ({}, "ten minste twee opties"),
        ({"options": [AMBITION]}, "ten minste twee opties"),
        ({"options": [AMBITION, "B"]}, "'key' en een 'label'"),
        ({"options": [AMBITION, {"key": "B"}]}, "'key' en een 'label'"),
        ({"options": [AMBITION, {**INTERESTS, "hint": "?"}]}, "'hint' hoort hier niet"),
        ({"options": [AMBITION, {**INTERESTS, "help": 3}]}, "een tekst zijn die niet leeg is"),
        ({"options": [AMBITION, {**INTERESTS, "label": " "}]}, "een tekst zijn die niet leeg is"),
        ({"options": [AMBITION, {**INTERESTS, "key": "B!"}]}, "'B!' kan geen key zijn"),
        ({"options": [AMBITION, {**INTERESTS, "key": "A"}]}, "dezelfde 'key'"),
        ({"options": [AMBITION, {**INTERESTS, "label": "Ambitie"}]}, "dezelfde 'label'"),
        ({**OWN, "other": {**OTHER, "key": "A"}}, "dezelfde 'key'"),
        ({**OWN, "other": 3}, "'other' moet de tekst"),
        ({**ONE, "max": 3}, "van 1 tot en met 2"),
        ({**ONE, "length": 3}, "'length' hoort hier niet"),
        (
            {"options": [{"key": f"o{n}", "label": f"Optie {n}"} for n in range(11)]},
            "Dit zijn 11 opties. Gebruik er hooguit 10.",
        ),
    ],
)
def test_a_mistake_in_a_block_is_explained(block: dict[str, Any], message: str):
    with pytest.raises(SpecError, match=message):
        CHOICE.parse_spec(block)


@pytest.mark.parametrize(
    ("spec", "sent", "stored"),
    [
        (ONE, ["B"], ["B"]),
        (ONE, {"options": ["B"]}, ["B"]),
        (ONE, {"options": ["B"], "other": " "}, ["B"]),
        (OWN, ["B", "A"], ["A", "B"]),
        (OWN, ["anders"], ["anders"]),
        (OWN, {"options": ["anders"], "other": ""}, ["anders"]),
        (
            OWN,
            {"options": ["anders", "B"], "other": " tijd "},
            {"options": ["B", "anders"], "other": "tijd"},
        ),
        (OWN, {"other": "tijd"}, {"options": ["anders"], "other": "tijd"}),
        (OWN, {"options": ["A"], "other": "tijd"}, ["A"]),
    ],
)
def test_a_choice_is_stored_in_one_way(spec: dict[str, Any], sent: Any, stored: Any):
    assert CHOICE(spec).clean(sent) == stored
    assert CHOICE(spec).clean(stored) == stored


@pytest.mark.parametrize(
    ("spec", "sent", "code"),
    [
        (ONE, [], "answer.empty"),
        (ONE, {}, "answer.empty"),
        (ONE, None, "answer.malformed"),
        (ONE, "A", "answer.malformed"),
        (ONE, [True], "answer.malformed"),
        (ONE, [["A"]], "answer.malformed"),
        (ONE, {"options": "A"}, "answer.malformed"),
        (ONE, {"options": ["A"], "more": 1}, "answer.malformed"),
        (ONE, {"options": ["A"], "other": "tijd"}, "answer.malformed"),
        (ONE, ["a"], "answer.option_unknown"),
        (ONE, ["anders"], "answer.option_unknown"),
        (ONE, ["A", "A"], "answer.option_double"),
        (ONE, ["A", "B"], "answer.too_many"),
        (OWN, {"options": ["anders"], "other": 3}, "answer.malformed"),
        (OWN, {"options": ["anders"], "other": "a" * 81}, "answer.too_long"),
    ],
)
def test_a_choice_that_does_not_fit_is_refused(spec: dict[str, Any], sent: Any, code: str):
    with pytest.raises(PollsError) as refusal:
        CHOICE(spec).clean(sent)

    assert refusal.value.code == code


ANSWERS = [
    Counted(["B"], 2),
    Counted({"options": ["B", "anders"], "other": "tijd"}, 1),
    Counted({"options": ["anders"], "other": "tijd"}, 2),
]
TALLY = {
    "answered": 5,
    "counts": {"A": 0, "B": 3, "anders": 3},
    "other": [{"text": "tijd", "count": 3}],
}


def test_everyone_counts_once_for_each_option():
    assert CHOICE(OWN).tally(ANSWERS) == TALLY


def test_the_table_has_counts_and_shares_of_people():
    assert figures.encode_table(CHOICE(OWN).table(TALLY)) == {
        "columns": ["keuze", "aantal", "deel"],
        "rows": [
            ["A. Ambitie", 0, "0%"],
            ["B. Belangen", 3, "60%"],
            ["Iets anders, namelijk…", 3, "60%"],
        ],
    }


@pytest.mark.parametrize(
    ("counted", "sentence"),
    [
        ([], "Nog geen antwoorden."),
        ([Counted(["A"], 1)], "Het vaakst A. Ambitie (1 van 1 mens)."),
        (
            [Counted(["A"], 2), Counted(["B"], 2)],
            "Het vaakst A. Ambitie en B. Belangen (elk 2 van 4 mensen).",
        ),
    ],
)
def test_the_sentence_names_what_was_chosen_most(counted: list[Counted], sentence: str):
    assert CHOICE(ONE).sentence(CHOICE(ONE).tally(counted)) == sentence


def test_an_export_has_a_cell_for_each_choice_and_own_words_in_place_of_the_label():
    assert CHOICE(OWN).cells({"options": ["B", "anders"], "other": "tijd"}) == [
        ("B", Text("Belangen")),
        ("anders", Text("tijd")),
    ]
    assert CHOICE(OWN).cells(["anders"]) == [("anders", Text("Iets anders, namelijk…"))]
    assert CHOICE(ONE).cells(["A"]) == [("A", Text("Ambitie"))]


def test_own_words_that_are_shown_stand_in_the_chart_and_are_no_option():
    tally = CHOICE(OWN).tally(ANSWERS)
    shown = CHOICE(OWN).figure(tally)
    compared = CHOICE(OWN).compared(tally, tally)
    nothing = CHOICE(OWN).figure({**tally, "other": []})

    notes = [
        [note["text"] for note in figure["layout"]["annotations"]]
        for figure in (shown, compared[0] if compared else {}, nothing)
    ]

    line = "Iets anders, namelijk: “tijd” (3×)"
    assert [line in each for each in notes] == [True, True, False]
    assert CHOICE(OWN).own_words_sentence(tally) == "Iets anders, namelijk: “tijd” (3×)."
    assert "tijd" not in str((CHOICE(OWN).table(tally), CHOICE(OWN).sentence(tally)))
    assert not CHOICE.as_cards


def test_the_lowest_bar_makes_room_for_own_words():
    tally = CHOICE(OWN).tally(ANSWERS)

    with_words, without = (
        CHOICE(OWN).figure(each)["layout"]["yaxis"]["domain"][0]
        for each in (tally, {**tally, "other": []})
    )

    assert with_words > without


def test_of_one_choice_it_says_when_the_shares_do_not_make_a_hundred():
    kind = CHOICE({**ONE, "options": [AMBITION, INTERESTS, {"key": "C", "label": "Relatie"}]})

    assert kind.remark({"answered": 3, "counts": {"A": 1, "B": 1, "C": 1}}) == (
        "Door afronding samen geen 100%."
    )
    assert kind.remark({"answered": 4, "counts": {"A": 2, "B": 1, "C": 1}}) == ""
