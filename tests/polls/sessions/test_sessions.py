"""The life of a session, from waiting to ended and back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from polls.errors import PollsError
from polls.kinds.questions import ASIDE
from polls.models import DeckVersion, LiveSession, Participant, Question
from polls.sessions import sessions
from polls.sessions.participants import Arrival
from tests import acting
from tests.polls.people import arrive

pytestmark = pytest.mark.django_db


def states(session: LiveSession) -> list[str]:
    rows = Question.objects.filter(session=session).order_by("pk")
    return list(rows.values_list("state", flat=True))


def test_a_new_session_waits_with_all_its_questions(bare_session: LiveSession):
    assert bare_session.state == "waiting"
    assert len(bare_session.code) == 8
    assert states(bare_session) == ["waiting", "waiting"]
    assert bare_session.version == 1


def test_a_break_pauses_what_is_open_and_resuming_opens_it_again(bare_session: LiveSession):
    acting.act(bare_session, "open", {"question": "goed"})

    acting.act(bare_session, "break")
    bare_session.refresh_from_db()
    in_break = bare_session.state, states(bare_session)
    acting.act(bare_session, "resume")

    bare_session.refresh_from_db()
    assert in_break == ("paused", ["paused", "waiting"])
    assert (bare_session.state, states(bare_session)) == ("live", ["open", "waiting"])


@pytest.fixture
def in_break(bare_session: LiveSession) -> LiveSession:
    """One question was paused by hand before the break, the break paused the other and the
    questions of the room."""
    for key in ("goed", "minder", ASIDE):
        acting.act(bare_session, "open", {"question": key})
    acting.act(bare_session, "pause", {"question": "goed"})
    acting.act(bare_session, "break")
    return bare_session


def test_after_a_break_what_was_paused_by_hand_stays_paused(in_break: LiveSession):
    before = states(in_break)

    acting.act(in_break, "resume")

    assert before == ["paused", "paused", "paused"]
    assert states(in_break) == ["paused", "open", "open"]


def test_questions_of_the_room_that_were_paused_by_hand_stay_paused(bare_session: LiveSession):
    acting.act(bare_session, "open", {"question": ASIDE})
    acting.act(bare_session, "pause", {"question": ASIDE})
    acting.act(bare_session, "break")

    acting.act(bare_session, "resume")

    assert states(bare_session) == ["waiting", "waiting", "paused"]


@pytest.mark.parametrize(
    ("change", "key", "now", "after"),
    [
        ("pause", "minder", ["paused", "paused", "paused"], ["paused", "paused", "open"]),
        ("pause", ASIDE, ["paused", "paused", "paused"], ["paused", "open", "paused"]),
        ("close", "minder", ["paused", "closed", "paused"], ["paused", "closed", "open"]),
        ("close", "goed", ["closed", "paused", "paused"], ["closed", "open", "open"]),
    ],
)
def test_what_is_decided_by_hand_in_a_break_holds_after_it(
    in_break: LiveSession, change: str, key: str, now: list[str], after: list[str]
):
    acting.act(in_break, change, {"question": key})
    in_between = states(in_break)
    acting.act(in_break, "resume")

    assert (in_between, states(in_break)) == (now, after)


@pytest.mark.parametrize("change", ["open", "reset"])
@pytest.mark.parametrize("key", ["goed", "minder", ASIDE])
def test_opening_a_question_in_a_break_ends_it(in_break: LiveSession, change: str, key: str):
    """Otherwise what the break paused would wait for an end that has passed."""
    acting.act(in_break, change, {"question": key})

    in_break.refresh_from_db()
    assert in_break.state == "live"
    assert states(in_break) == ["open" if key == "goed" else "paused", "open", "open"]


def test_a_slide_that_is_entered_in_a_break_waits_for_its_end(bare_session: LiveSession):
    acting.act(bare_session, "begin")
    acting.act(bare_session, "break")

    acting.act(bare_session, "goto", {"slide": "stem"})
    bare_session.refresh_from_db()
    moved = bare_session.state, states(bare_session)
    acting.act(bare_session, "resume")

    assert moved == ("paused", ["paused", "paused"])
    assert states(bare_session) == ["open", "open"]


def test_what_was_left_paused_is_not_opened_by_a_later_break(in_break: LiveSession):
    acting.act(in_break, "finish")
    acting.act(in_break, "reopen")
    closed = states(in_break)
    acting.act(in_break, "open", {"question": "minder"})
    acting.act(in_break, "pause", {"question": "minder"})
    acting.act(in_break, "break")

    acting.act(in_break, "resume")

    assert closed == ["closed", "closed", "closed"]
    assert states(in_break) == ["closed", "paused", "closed"]


def test_going_on_without_a_break_opens_nothing(bare_session: LiveSession):
    acting.act(bare_session, "open", {"question": "goed"})
    acting.act(bare_session, "pause", {"question": "goed"})

    acting.act(bare_session, "resume")

    assert states(bare_session) == ["paused", "waiting"]


def test_finishing_closes_every_open_question(bare_session: LiveSession):
    acting.act(bare_session, "open", {"question": "goed"})
    acting.act(bare_session, "open", {"question": "minder"})
    acting.act(bare_session, "pause", {"question": "minder"})

    acting.act(bare_session, "finish")

    bare_session.refresh_from_db()
    assert (bare_session.state, states(bare_session)) == ("ended", ["closed", "closed"])


def test_an_ended_session_can_be_reopened_where_it_was(bare_session: LiveSession):
    acting.act(bare_session, "goto", {"slide": "stem"})
    acting.act(bare_session, "finish")

    with pytest.raises(PollsError) as caught:
        acting.act(bare_session, "break")
    acting.act(bare_session, "reopen")

    bare_session.refresh_from_db()
    assert caught.value.code == "session.ended"
    assert (bare_session.state, bare_session.position) == ("live", 2)
    assert states(bare_session) == ["closed", "closed"]


def test_every_change_raises_the_version_by_one(bare_session: LiveSession):
    changes = ["begin", "break", "resume", "finish", "reopen"]

    versions = [acting.act(bare_session, change) for change in changes]

    assert versions == [2, 3, 4, 5, 6]


def test_trainers_see_their_own_sessions_and_administrators_all(bare_session: LiveSession):
    other = User.objects.create_user("other")
    admin = User.objects.create_superuser("admin")

    seen = [
        list(sessions.list_sessions(user=user)) for user in (bare_session.facilitator, other, admin)
    ]

    assert seen == [[bare_session], [], [bare_session]]


def test_an_administrator_also_searches_by_whose_a_session_is(bare_session: LiveSession):
    admin = User.objects.create_superuser("admin")

    found = sessions.list_sessions(user=admin, search=bare_session.facilitator.username)

    assert list(found) == [bare_session]
    assert not sessions.list_sessions(user=bare_session.facilitator, search="trainer").exists()


def test_the_version_of_the_last_step_is_kept(bare_session: LiveSession):
    sessions.raise_version(bare_session, ["position"])
    step = bare_session.version
    sessions.raise_version(bare_session, ["frozen"])

    bare_session.refresh_from_db()
    assert (bare_session.moved, bare_session.version) == (step, step + 1)


def test_the_newest_session_comes_first(bare_session: LiveSession):
    trainer, deck = bare_session.facilitator, bare_session.deck

    later = [
        sessions.create_session(deck=deck, facilitator=trainer, questions=[]) for _ in range(3)
    ]

    assert list(sessions.list_sessions(user=trainer)) == [*reversed(later), bare_session]


def test_the_heartbeat_reads_versions_answers_and_people(bare_session: LiveSession):
    found = sessions.read_versions(session_ids=[bare_session.pk])

    versions = dict(bare_session.questions.values_list("pk", "version"))
    assert found == {bare_session.pk: sessions.Versions(1, versions, 0, most_present=0)}
    assert list(versions.values()) == [1, 1]


def test_the_door_is_closed_and_opened():
    session = LiveSession()

    seen = []
    for change in (sessions.close_door, sessions.open_door):
        change(session)
        seen.append(session.door_closed)

    assert seen == [True, False]


@pytest.mark.parametrize(
    ("label", "stored"),
    [("  Groep\t 1\n\n", "Groep 1"), ("x" * 121, "x" * 120), (f"{'x' * 119} y", "x" * 119)],
)
def test_the_name_of_a_group_is_one_line_of_at_most_120_characters(label: str, stored: str):
    assert sessions.clean_label(label) == stored


def test_a_locked_session_is_read_again_and_keeps_the_deck_it_had(bare_session: LiveSession):
    deck = bare_session.deck
    LiveSession.objects.filter(pk=bare_session.pk).update(label="Nieuw")

    sessions.lock_session(bare_session)

    assert bare_session.label == "Nieuw"
    assert bare_session.deck is deck
    assert sessions.get_locked(bare_session.pk) == bare_session


def test_a_locked_session_has_the_deck_that_it_was_given_meanwhile(bare_session: LiveSession):
    newer = DeckVersion.objects.create(slug="nieuw", title="Nieuw", sha256="n" * 64)
    LiveSession.objects.filter(pk=bare_session.pk).update(deck=newer)

    sessions.lock_session(bare_session)

    assert bare_session.deck == newer


def test_a_session_that_was_deleted_cannot_be_locked(bare_session: LiveSession):
    gone = LiveSession(pk=bare_session.pk + 1)

    with pytest.raises(LiveSession.DoesNotExist):
        sessions.get_locked(gone.pk)


def test_the_first_device_came_in_when_it_joined(bare_session: LiveSession):
    before = sessions.first_joined(session_id=bare_session.pk)

    arrive(arrivals=[Arrival(bare_session.pk, "a")])

    (joined,) = Participant.objects.filter(session=bare_session).values_list("joined", flat=True)
    assert (before, sessions.first_joined(session_id=bare_session.pk)) == (None, joined)


def test_how_many_were_present_only_grows_and_rests_after_the_end(bare_session: LiveSession):
    pk = bare_session.pk
    for present in (3, 5, 4):
        sessions.keep_most_present(session_id=pk, present=present)

    kept = sessions.read_versions(session_ids=[pk])[pk].most_present
    acting.act(bare_session, "finish")

    assert kept == 5
    assert sessions.read_versions(session_ids=[pk])[pk].most_present is None
    bare_session.refresh_from_db()
    assert bare_session.most_present == 5
