"""What a change touched is found, and nothing else is written."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from polls.actions.change import Change, Touched
from polls.errors import PollsError
from polls.models import LiveSession, Question
from polls.questions import questions
from tests import acting

pytestmark = pytest.mark.django_db

NOTHING = Touched(session={}, questions={}, texts={}, answers={})


def save(change: Change) -> Touched:
    with transaction.atomic():
        return change.save()


def test_what_was_only_read_is_not_touched(session: LiveSession):
    change = Change(session)
    change.question("goed")
    change.texts_of("tip")
    change.answers_of("goed")

    with CaptureQueriesContext(connection) as done:
        touched = change.save()

    assert touched == NOTHING
    assert not touched
    assert [query["sql"] for query in done.captured_queries if "UPDATE" in query["sql"]] == []


def test_a_field_of_the_session_concerns_everyone(session: LiveSession):
    change = Change(session)
    change.session.frozen = 3

    touched = save(change)

    assert touched == Touched({"frozen": None}, {}, {}, {}, everyone=True)
    session.refresh_from_db()
    assert (session.frozen, session.version) == (3, 2)


def test_a_question_is_told_to_everyone_but_its_spotlight_is_not(session: LiveSession):
    change = Change(session)
    change.question("goed").spotlight = "abc"
    lit = save(change)
    other = Change(session)
    questions.open_question(other.question("goed"))
    opened = save(other)

    pk = Question.objects.get(session=session, key="goed").pk
    assert lit == Touched({}, {pk: {"spotlight": ""}}, {}, {}, everyone=False)
    assert opened == Touched({}, {pk: {"state": "waiting"}}, {}, {}, everyone=True)
    session.refresh_from_db()
    row = Question.objects.get(pk=pk)
    assert (session.version, row.version, row.spotlight) == (2, 3, "abc")


def test_fields_that_were_not_touched_keep_what_another_wrote(session: LiveSession):
    """As notes, which are written beside the actions."""
    change = Change(session)
    questions.open_question(change.question("goed"))
    change.session.frozen = 2
    LiveSession.objects.filter(pk=session.pk).update(notes="Bel terug")
    Question.objects.filter(session=session, key="goed").update(note="Druk")

    save(change)

    assert LiveSession.objects.get(pk=session.pk).notes == "Bel terug"
    assert Question.objects.get(session=session, key="goed").note == "Druk"


def test_a_question_that_is_not_there_is_refused(session: LiveSession):
    with pytest.raises(PollsError) as caught:
        Change(session).question("nergens")

    assert caught.value.code == "question.unknown"


def test_a_waiting_session_begins_and_an_ended_one_does_not(session: LiveSession):
    change = Change(session)
    change.begin()
    began = save(change)
    acting.act(session, "finish")

    with pytest.raises(PollsError) as caught:
        Change(session).begin()

    assert began.session["started"] is None
    assert caught.value.code == "session.ended"
