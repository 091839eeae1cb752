"""The life of a session, from waiting to ended and back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from polls.errors import PollsError
from polls.models import LiveSession, Question
from polls.questions import questions
from polls.sessions import sessions

pytestmark = pytest.mark.django_db


def states(session: LiveSession) -> list[str]:
    return list(Question.objects.filter(session=session).values_list("state", flat=True))


def test_a_new_session_waits_with_all_its_questions(bare_session: LiveSession):
    assert bare_session.state == "waiting"
    assert len(bare_session.code) == 8
    assert states(bare_session) == ["waiting", "waiting"]
    assert bare_session.version == 1


def test_a_break_pauses_what_is_open_and_resuming_opens_it_again(bare_session: LiveSession):
    questions.open(session_id=bare_session.pk, key="goed")

    sessions.pause(session_id=bare_session.pk)
    bare_session.refresh_from_db()
    in_break = bare_session.state, states(bare_session)
    sessions.resume(session_id=bare_session.pk)

    bare_session.refresh_from_db()
    assert in_break == ("paused", ["paused", "waiting"])
    assert (bare_session.state, states(bare_session)) == ("live", ["open", "waiting"])


def test_finishing_closes_every_open_question(bare_session: LiveSession):
    questions.open(session_id=bare_session.pk, key="goed")
    questions.open(session_id=bare_session.pk, key="minder")
    questions.pause(session_id=bare_session.pk, key="minder")

    sessions.finish(session_id=bare_session.pk)

    bare_session.refresh_from_db()
    assert (bare_session.state, states(bare_session)) == ("ended", ["closed", "closed"])


def test_an_ended_session_can_be_reopened_where_it_was(bare_session: LiveSession):
    questions.enter_slide(session_id=bare_session.pk, position=7, opens=["goed"], closes=[])
    sessions.finish(session_id=bare_session.pk)

    with pytest.raises(PollsError) as caught:
        sessions.begin(session_id=bare_session.pk)
    sessions.reopen(session_id=bare_session.pk)

    bare_session.refresh_from_db()
    assert caught.value.code == "session.ended"
    assert (bare_session.state, bare_session.position) == ("live", 7)
    assert states(bare_session) == ["closed", "waiting"]


def test_every_change_raises_the_version_by_one(bare_session: LiveSession):
    changes = [sessions.begin, sessions.pause, sessions.resume, sessions.finish, sessions.reopen]

    versions = [change(session_id=bare_session.pk) for change in changes]

    assert versions == [2, 3, 4, 5, 6]


def test_trainers_see_their_own_sessions_and_administrators_all(bare_session: LiveSession):
    other = User.objects.create_user("other")
    admin = User.objects.create_superuser("admin")

    seen = [list(sessions.overview(user=user)) for user in (bare_session.facilitator, other, admin)]

    assert seen == [[bare_session], [], [bare_session]]


def test_the_newest_session_comes_first(bare_session: LiveSession):
    trainer, deck = bare_session.facilitator, bare_session.deck

    later = [sessions.create(deck=deck, facilitator=trainer, questions=[]) for _ in range(3)]

    assert list(sessions.overview(user=trainer)) == [*reversed(later), bare_session]


def test_the_heartbeat_reads_versions_answers_and_people(bare_session: LiveSession):
    found = sessions.versions(session_ids=[bare_session.pk])

    versions = dict(bare_session.questions.values_list("pk", "version"))
    assert found == {bare_session.pk: sessions.Versions(1, versions, 0)}
    assert list(versions.values()) == [1, 1]
