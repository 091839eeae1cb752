"""What the forms of kinds make of a stored value."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from workshop.templatetags.kinds import counted, given, letter, own, padded

OPTIONS = [{"key": "A", "label": "Een"}, {"key": "B", "label": "Twee"}]
OTHER = {"key": "anders", "label": "Anders"}


@pytest.mark.parametrize(
    ("value", "found"),
    [({"A": 3}, 3), ({"A": 0}, 0), ({"B": 3}, ""), (["A"], ""), ("A", ""), (None, "")],
)
def test_a_part_of_a_value_or_nothing(value: Any, found: Any):
    assert given(value, "A") == found


def test_options_that_count_people_have_hands():
    choice = SimpleNamespace(kind="choice", spec={"options": OPTIONS, "other": OTHER, "max": 1})

    assert counted(choice) == OPTIONS


@pytest.mark.parametrize("kind", ["points", "ranking", "scale", "open"])
def test_other_kinds_have_none(kind: str):
    assert counted(SimpleNamespace(kind=kind, spec={"options": OPTIONS})) == []


@pytest.mark.parametrize(("key", "shown"), [("A", "A"), ("anders", "")])
def test_an_option_has_the_letter_of_its_key(key: str, shown: str):
    assert letter({"key": key, "label": "X"}) == shown


def test_what_somebody_typed_is_what_stands_on_no_card():
    cards = [{"text": "Wanneer?"}]

    assert own(["Wanneer?", "Waarom?"], cards) == ["Waarom?"]
    assert own(["Wanneer?"], None) == ["Wanneer?"]
    assert own(None, cards) == []


@pytest.mark.parametrize(
    ("texts", "most", "fields"),
    [
        ([], 2, ["", ""]),
        (["a"], 3, ["a", "", ""]),
        (["a", "b"], 2, ["a", "b"]),
        (["a", "b"], 1, ["a"]),
    ],
)
def test_there_are_as_many_fields_as_may_be_filled(texts: list[str], most: int, fields: list[str]):
    assert padded(texts, most) == fields
