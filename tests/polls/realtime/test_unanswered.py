"""Who is here and has not answered, kept as people come, answer and go."""

from __future__ import annotations

import pytest

from polls.realtime.unanswered import Unanswered

GOED, NEXT = (7, 1), (7, 2)
MINE = {7: (["A"], 1)}


@pytest.fixture
def asked() -> Unanswered:
    """A question that three people were asked, of whom the first had answered."""
    found = Unanswered()
    found.ask([GOED], [1, 2, 3], {1: MINE, 9: MINE})
    return found


def test_those_who_answered_before_are_not_waited_for(asked: Unanswered):
    assert asked.count() == {GOED: 2}


def test_an_answer_and_somebody_who_goes_are_one_less(asked: Unanswered):
    asked.note(2, *GOED)
    asked.note(2, *GOED)
    answered = asked.count()
    asked.leave(3)

    assert (answered, asked.count()) == ({GOED: 1}, {GOED: 0})


def test_an_answer_without_a_round_is_of_the_one_that_is_asked(asked: Unanswered):
    asked.note(2, 7, None)
    asked.note(3, 7, 2)  # of a round that is not asked

    assert asked.count() == {GOED: 1}


def test_who_comes_back_after_answering_is_not_waited_for(asked: Unanswered):
    asked.note(2, *GOED)
    asked.leave(2)
    asked.arrive(2, [GOED], {})  # what was read is older than the answer
    asked.arrive(4, [GOED], MINE)
    asked.arrive(5, [GOED], {})
    asked.arrive(0, [GOED], {})  # a device that may only look

    assert asked.count() == {GOED: 2}
    assert asked.silent[GOED] == {3, 5}


def test_an_answer_that_was_stored_while_a_round_was_read_counts(asked: Unanswered):
    asked.note(2, *GOED)
    asked.ask([GOED], [1, 2, 3], {1: MINE})

    assert asked.silent[GOED] == {3}


def test_a_new_round_is_asked_of_everybody(asked: Unanswered):
    asked.ask([NEXT], [1, 2, 3], {})

    assert asked.count() == {NEXT: 3}


def test_only_those_who_are_here_are_kept(asked: Unanswered):
    asked.keep({1, 2})

    assert asked.silent[GOED] == {2}
