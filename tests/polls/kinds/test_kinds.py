"""Kinds are found by their folders, and bound to the spec of a question."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from polls import kinds

SPEC = {"options": [{"key": "A", "label": "Een"}, {"key": "B", "label": "Twee"}], "max": 1}


def test_our_kinds_are_eight():
    assert list(kinds.all()) == [
        *("choice", "open", "points", "quadrant", "questions", "ranking", "scale", "words")
    ]


def test_a_kind_is_bound_to_a_spec():
    bound = kinds.bind("choice", SPEC)

    assert (type(bound), bound.spec) == (kinds.get("choice"), SPEC)
    assert [option["key"] for option in bound.options()] == ["A", "B"]


def test_the_kind_of_a_question_has_the_spec_of_that_question():
    question = SimpleNamespace(kind="choice", spec=SPEC)

    assert kinds.of(question).spec is SPEC
    assert isinstance(kinds.of(question), kinds.get("choice"))


@pytest.mark.parametrize("name", ["", "quiz", "base", "choice.kind", "extra"])
def test_what_is_no_folder_of_a_kind_is_no_kind(name: str):
    with pytest.raises(KeyError):
        kinds.get(name)
