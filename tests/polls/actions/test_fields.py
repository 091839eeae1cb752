"""Text of a form becomes a value, or is refused."""

from __future__ import annotations

import pytest

from polls.actions import fields


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("12", 12), ("99", 99), ("100", 100), ("9" * 5000, 100), ("", None), ("veel", None)],
)
def test_a_whole_number(text: str, number: int | None):
    assert fields.number_field("n", 99).read({"n": text}) == number


def test_a_field_that_is_not_there():
    assert fields.text_field("x").read({}) == ""
    assert fields.number_field("x", 9).read({}) is None
    assert fields.list_field("x").read({}) == []
    assert fields.ticked_field("x").read({}) is False
    assert fields.CARD.read({}) == ""


def test_several_texts_are_joined_by_plus():
    assert fields.QUESTIONS.read({"question": "goed+minder"}) == ["goed", "minder"]
    assert fields.QUESTIONS.read({"question": "goed+"}) == ["goed", ""]
    assert fields.CARDS.read({"card": "a++b+"}) == ["a", "b"]
    assert fields.CARD.read({"card": "a+b"}) == "a"


def test_fields_by_the_rest_of_their_names():
    form = {"hands.A": "1", "hands.B": "", "question": "goed"}

    assert fields.starting_with("hands.", form) == {"A": "1", "B": ""}
