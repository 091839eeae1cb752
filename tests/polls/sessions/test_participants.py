"""Who comes in: a device is one person, once, where the door is open."""

from __future__ import annotations

import pytest
from django.utils import timezone

from polls.errors import PollsError
from polls.models import LiveSession, Participant, Question, Response
from polls.sessions import participants
from polls.sessions.participants import NOBODY, Arrival, Guest

pytestmark = pytest.mark.django_db


def admit(session: LiveSession, *hashes: str) -> list[Guest]:
    found = participants.admit_arrivals(arrivals=[Arrival(session.pk, hash) for hash in hashes])
    assert all(isinstance(each, Guest) for each in found)
    return [each for each in found if isinstance(each, Guest)]


def test_a_new_device_is_a_new_participant_and_comes_back_as_the_same(bare_session: LiveSession):
    first, second = admit(bare_session, "a", "b")
    (again,) = admit(bare_session, "a")

    assert (first.new, second.new, again) == (True, True, Guest(first.id, new=False))
    assert first.id != second.id
    assert Participant.objects.filter(session=bare_session).count() == 2


def test_a_device_that_comes_twice_at_once_is_new_once(bare_session: LiveSession):
    first, second = admit(bare_session, "a", "a")

    assert (first.new, second) == (True, Guest(first.id, new=False))
    assert Participant.objects.filter(session=bare_session).count() == 1


def test_one_device_in_two_sessions_is_two_participants(
    bare_session: LiveSession, session: LiveSession
):
    (here,), (there,) = admit(bare_session, "a"), admit(session, "a")

    assert (here.new, there.new) == (True, True)
    assert here.id != there.id


@pytest.mark.parametrize("closed", [{"ended": timezone.now()}, {"door_closed": True}])
def test_nobody_new_comes_in_when_it_is_over_or_closed(
    bare_session: LiveSession, closed: dict[str, object]
):
    (known,) = admit(bare_session, "a")
    LiveSession.objects.filter(pk=bare_session.pk).update(**closed)

    found = admit(bare_session, "a", "b")

    assert found == [Guest(known.id, new=False), Guest(NOBODY, new=False)]
    assert Participant.objects.filter(session=bare_session).count() == 1


def test_a_session_that_is_not_there_is_unknown_and_keeps_nobody_else_out(
    bare_session: LiveSession,
):
    gone, here = participants.admit_arrivals(
        arrivals=[Arrival(bare_session.pk + 99, "a"), Arrival(bare_session.pk, "a")]
    )

    assert isinstance(gone, PollsError)
    assert gone.code == "session.unknown"
    assert isinstance(here, Guest)
    assert here.new


def test_no_time_is_kept_closer_than_a_minute(bare_session: LiveSession):
    admit(bare_session, "a")

    joined = Participant.objects.get().joined
    assert (joined.second, joined.microsecond) == (0, 0)


@pytest.fixture
def answered(bare_session: LiveSession) -> dict[str, int]:
    """Two people answered 'goed', one of them twice in another round."""
    question = Question.objects.get(session=bare_session, key="goed")
    first, second = (guest.id for guest in admit(bare_session, "a", "b"))
    for person, round, seq, value in (
        (first, 1, 3, ["A"]),
        (second, 1, 1, ["B"]),
        (first, 2, 4, ["C"]),
    ):
        Response.objects.create(
            question=question, participant_id=person, round=round, seq=seq, value=value
        )
    return {"question": question.pk, "first": first, "second": second}


def test_answers_of_everybody_in_a_round(answered: dict[str, int]):
    question, first, second = answered.values()

    assert participants.read_answers(rounds=[(question, 1)]) == {
        first: {question: (["A"], 3)},
        second: {question: (["B"], 1)},
    }
    assert participants.read_answers(rounds=[(question, 2)]) == {first: {question: (["C"], 4)}}


def test_answers_of_one_participant_are_nobody_elses(answered: dict[str, int]):
    question, _first, second = answered.values()

    found = participants.read_answers(rounds=[(question, 1)], participant_ids=[second])

    assert found == {second: {question: (["B"], 1)}}
    assert participants.read_answers(rounds=[(question, 1)], participant_ids=[]) == {}
    assert participants.read_answers(rounds=[]) == {}
