"""Answers as they are counted: each distinct one once."""

from __future__ import annotations

from typing import Any

import pytest

from polls.kinds.base import Counted
from polls.models import LiveSession, Question, Response
from polls.questions.answer_rows import Rows, read_all_rows, read_kept, read_rows
from polls.sessions import participants
from polls.sessions.participants import Arrival, Guest

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(bare_session: LiveSession) -> Question:
    return Question.objects.get(session=bare_session, key="goed")


def answer(question: Question, *values: Any, round: int = 1, **marked: bool) -> None:
    arrivals = [Arrival(question.session_id, f"{marked}{n}") for n in range(len(values))]
    for guest, value in zip(participants.admit_arrivals(arrivals=arrivals), values, strict=True):
        assert isinstance(guest, Guest)
        Response.objects.create(
            question=question, participant_id=guest.id, round=round, seq=1, value=value, **marked
        )


def test_a_round_that_nobody_answered_has_no_rows(question: Question):
    assert read_rows(question, 1) == Rows([], 0, 0)


def test_each_answer_stands_once_in_the_order_in_which_it_first_came(question: Question):
    answer(question, ["C"], ["A"], ["C"], ["B"], ["A"], ["C"])

    assert read_rows(question, 1).answers == [
        Counted(["C"], 3),
        Counted(["A"], 2),
        Counted(["B"], 1),
    ]


def test_what_came_late_or_by_hand_is_counted_and_told(question: Question):
    answer(question, ["A"], ["B"])
    answer(question, ["A"], late=True)
    answer(question, ["A"], ["B"], by_hand=True)

    assert read_rows(question, 1) == Rows([Counted(["A"], 3), Counted(["B"], 2)], 1, 2)


def test_many_questions_are_read_as_each_by_itself(question: Question, bare_session: LiveSession):
    """The current round of each, kept totals too; one that nobody answered has no rows."""
    answer(question, ["A"], ["B"], ["A"])
    answer(question, ["C"], round=2, late=True)
    other = Question.objects.get(session=bare_session, key="minder")
    answer(other, ["B"], by_hand=True)
    before = read_all_rows([question, other])
    question.round = 2
    question.save()
    kept = {"texts": [], "late": 0, "by_hand": 0, "numbers": {"answered": 4}}
    other.totals = {"1": kept}

    found = read_all_rows([question, other])

    assert before == {question.pk: read_rows(question, 1), other.pk: before[other.pk]}
    assert before[other.pk] == Rows([Counted(["B"], 1)], 0, 1)
    assert found == {question.pk: read_rows(question, 2), other.pk: Rows([], 0, 0, kept["numbers"])}
    assert found[question.pk] == Rows([Counted(["C"], 1)], 1, 0)
    assert read_all_rows([]) == {}


def test_rounds_and_questions_are_counted_apart(question: Question, bare_session: LiveSession):
    answer(question, ["A"])
    answer(question, ["B"], round=2)
    answer(Question.objects.get(session=bare_session, key="minder"), ["C"])

    assert read_rows(question, 1).answers == [Counted(["A"], 1)]
    assert read_rows(question, 2).answers == [Counted(["B"], 1)]


def test_kept_totals_stand_for_answers_that_were_removed(question: Question):
    question.totals = {
        "1": {
            "numbers": {"answered": 4, "counts": {"A": 4}},
            "late": 1,
            "by_hand": 2,
            "texts": [[{"other": "tijd"}, 2]],
        }
    }
    answer(question, ["B"], round=2)

    kept = read_rows(question, 1)

    assert kept == Rows([Counted({"other": "tijd"}, 2)], 1, 2, {"answered": 4, "counts": {"A": 4}})
    assert read_kept(question, 2) is None
    assert read_rows(question, 2) == Rows([Counted(["B"], 1)], 0, 0)
