"""All that was answered in a session, read at once."""

from __future__ import annotations

import pytest

from polls.models import LiveSession, Question
from polls.results import records
from tests import acting
from tests.polls.results.people import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def goed(bare_session: LiveSession) -> Question:
    return Question.objects.get(session=bare_session, key="goed")


def test_an_empty_session_has_its_questions(bare_session: LiveSession):
    found = records.of_session(session_id=bare_session.pk)

    assert [question.key for question in found.questions] == ["goed", "minder"]
    assert (found.answers, found.marks, found.actions, found.joined) == ((), (), (), 0)


def test_answers_of_all_rounds_stand_in_the_order_in_which_they_came(goed: Question):
    answer(goed, a=["B"], b=["A"])
    goed.round = 2
    answer(goed, a=["C"])

    found = records.of_session(session_id=goed.session_id)

    assert [(each.round, each.value) for each in found.answers] == [
        (1, '["B"]'),
        (1, '["A"]'),
        (2, '["C"]'),
    ]
    assert {each.question_id for each in found.answers} == {goed.pk}
    assert found.answers[0].participant_id == found.answers[2].participant_id
    assert found.joined == 2


def test_nothing_of_another_session_is_read(goed: Question, session: LiveSession):
    other = Question.objects.get(session=session, key="tip")
    answer(other, a=["tijd"])
    other.marks.create(card="x", text="tijd", state="shown")

    here = records.of_session(session_id=goed.session_id)
    there = records.of_session(session_id=session.pk)

    assert (here.answers, here.marks, here.joined) == ((), (), 0)
    assert (len(there.answers), len(there.marks), there.joined) == (1, 1, 1)


def test_an_action_that_was_undone_is_no_record(bare_session: LiveSession):
    acting.act(bare_session, "open", {"question": "goed"})
    acting.act(bare_session, "open", {"question": "minder"})
    acting.act(bare_session, "undo")

    found = records.of_session(session_id=bare_session.pk)

    assert [action.question for action in found.actions] == ["goed"]
