"""Options of a block, and the numbers that people give them."""

from __future__ import annotations

from typing import Any

import pytest

from polls.errors import PollsError
from polls.kinds.fields import SpecError
from polls.kinds.options import MOST, clean_number, clean_numbers, parse_options


def options(number: int) -> list[dict[str, str]]:
    return [{"key": f"k{each}", "label": f"Optie {each}"} for each in range(number)]


@pytest.mark.parametrize("number", [2, MOST])
def test_the_fewest_and_the_most_options_are_read(number: int):
    assert parse_options(options(number)) == options(number)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (None, "ten minste twee opties"),
        (options(1), "ten minste twee opties"),
        (options(MOST + 1), "Dit zijn 11 opties. Gebruik er hooguit 10."),
        ([*options(1), {"key": "k0", "label": "Anders"}], "dezelfde 'key'"),
        ([*options(1), {"key": "x", "label": "Optie 0"}], "dezelfde 'label'"),
        ([*options(1), {"key": "x"}], "een 'key' en een 'label'"),
        ([*options(1), "x"], "een 'key' en een 'label'"),
        ([*options(1), {"key": "x", "label": " "}], "niet leeg"),
        ([*options(1), {"key": "x", "label": 3}], "niet leeg"),
        ([*options(1), {"key": "x", "label": "X", "size": "1"}], "'size' hoort hier niet"),
        ([*options(1), {"key": "-x", "label": "X"}], "'-x' kan geen key zijn"),
        ([*options(1), {"key": "a" * 33, "label": "X"}], "kan geen key zijn"),
        ([*options(1), {"key": "é", "label": "X"}], "kan geen key zijn"),
    ],
)
def test_options_that_do_not_fit_are_refused_with_what_to_do(wrong: Any, words: str):
    with pytest.raises(SpecError, match=words):
        parse_options(wrong)


@pytest.mark.parametrize("key", ["A", "1", "a_b-c", "a" * 32])
def test_a_key_has_letters_digits_and_joins(key: str):
    assert parse_options([*options(1), {"key": key, "label": "X"}])[1]["key"] == key


@pytest.mark.parametrize(
    ("value", "clean"),
    [
        ({"B": 2, "A": 1}, {"A": 1, "B": 2}),  # in the order of the deck
        ({"A": "3", "B": ""}, {"A": 3}),  # as a form sends them
        ({"A": " 5 "}, {"A": 5}),
    ],
)
def test_numbers_are_cleaned(value: Any, clean: dict[str, int]):
    assert list(clean_numbers(value, ["A", "B"], 1, 5).items()) == list(clean.items())


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ([], "answer.empty"),
        ({}, "answer.empty"),
        ({"A": ""}, "answer.empty"),
        (None, "answer.malformed"),
        ("A", "answer.malformed"),
        ({"Z": 1}, "answer.option_unknown"),
        ({"A": 0}, "answer.out_of_range"),
        ({"A": 6}, "answer.out_of_range"),
        ({"A": "6"}, "answer.out_of_range"),
        ({"A": True}, "answer.malformed"),
        ({"A": 1.0}, "answer.malformed"),
        ({"A": "-1"}, "answer.malformed"),
        ({"A": "١"}, "answer.malformed"),  # a digit, but no ASCII one
        ({"A": "00001"}, "answer.malformed"),
    ],
)
def test_numbers_that_do_not_fit_are_refused(value: Any, code: str):
    with pytest.raises(PollsError) as refused:
        clean_numbers(value, ["A", "B"], 1, 5)

    assert refused.value.code == code


@pytest.mark.parametrize("value", [1, 5])
def test_the_bounds_belong_to_it(value: int):
    assert clean_number(value, 1, 5) == value
