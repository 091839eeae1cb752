"""Text as it is stored: visible, normal, and no more than asked for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polls.errors import PollsError
from polls.kinds.base import clean_text, clean_texts
from polls.kinds.fields import SpecError, line, only, whole


@pytest.mark.parametrize(
    ("raw", "stored"),
    [
        ("samen", "samen"),
        ("  te \t veel\r\nwerk ", "te veel werk"),
        ("cafe\u0301", "café"),
        ("a\u200be\u0301", "aé"),
        ("\u202enemas\u202c", "nemas"),
        ("👩‍👩‍👧", "👩‍👩‍👧"),
        ("   ", ""),
        ("\u200b\u2066", ""),
        ("\u200d", ""),
    ],
)
def test_text_is_stored_as_people_see_it(raw: str, stored: str):
    assert clean_text(raw, 20) == stored


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (True, "answer.malformed"),
        (1.5, "answer.malformed"),
        (None, "answer.malformed"),
        (["samen"], "answer.malformed"),
        ("a\x00b", "answer.text_invalid"),
        ("a\x1bb", "answer.text_invalid"),
        ("\ud800", "answer.text_invalid"),
        ("z" + "\u0335" * 9, "answer.text_invalid"),
        ("a" * 21, "answer.too_long"),
        (" " * 9999, "answer.too_long"),
    ],
)
def test_text_that_no_screen_shows_is_refused(raw: Any, code: str):
    with pytest.raises(PollsError) as refusal:
        clean_text(raw, 20)

    assert refusal.value.code == code


def test_a_letter_carries_three_marks_and_no_more():
    piled = "q" + "\u0324\u0325\u0326"

    assert clean_text(f"{piled} {piled}", 20) == f"{piled} {piled}"
    with pytest.raises(PollsError) as refusal:
        clean_text(piled + "\u0329", 20)
    assert refusal.value.code == "answer.text_invalid"


def test_the_longest_text_fits():
    assert clean_text("é" * 20, 20) == "é" * 20


@given(st.text(st.characters(codec=None), max_size=60))
def test_cleaning_twice_is_cleaning_once(raw: str):
    try:
        stored = clean_text(raw, 60)
    except PollsError:
        return

    assert clean_text(stored, 60) == stored
    assert stored.encode().decode() == stored


def test_empty_texts_are_left_out():
    assert clean_texts(["", "een", " ", "twee"], 2, 20) == ["een", "twee"]


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("samen", "answer.malformed"),
        ({"0": "samen"}, "answer.malformed"),
        ([["samen"]], "answer.malformed"),
        ([], "answer.empty"),
        (["", " "], "answer.empty"),
        (["een", "twee", "drie"], "answer.too_many"),
        ([""] * 999, "answer.too_many"),
    ],
)
def test_texts_that_do_not_fit_are_refused(raw: Any, code: str):
    with pytest.raises(PollsError) as refusal:
        clean_texts(raw, 2, 20)

    assert refusal.value.code == code


def test_an_unknown_key_is_refused_with_the_known_ones():
    with pytest.raises(SpecError) as mistake:
        only({"maximum": 3}, "max", "length")

    assert str(mistake.value) == "'maximum' hoort hier niet. Kies uit: max, length."


@pytest.mark.parametrize("value", [0, 6, 2.0, True, "3", None])
def test_a_number_out_of_bounds_is_refused(value: Any):
    with pytest.raises(SpecError, match="heel getal zijn van 1 tot en met 5"):
        whole({"max": value}, "max", 1, 1, 5)


@pytest.mark.parametrize("value", ["te lang", 3, None])
def test_a_line_that_does_not_fit_is_refused(value: Any):
    with pytest.raises(SpecError, match="hooguit 5 tekens"):
        line({"placeholder": value}, "placeholder", "", 5)


def test_what_is_left_out_gets_its_default():
    assert (whole({}, "max", 3, 1, 5), line({}, "placeholder", "", 5)) == (3, "")
