"""A session is shared with a colleague: at a level, at another one, and no longer."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from polls.errors import PollsError
from polls.models import LiveSession, SessionShare
from polls.sessions import access, sessions, sharing
from polls.sessions.access import Right

pytestmark = pytest.mark.django_db


@pytest.fixture
def karin(db: None) -> User:
    return User.objects.create_user("karin")


@pytest.mark.parametrize(
    ("level", "rights"),
    [
        ("facilitate", {Right.SEE, Right.STEER, Right.READ, Right.TAKE}),
        ("look", {Right.SEE, Right.READ}),
        ("take", {Right.READ, Right.TAKE}),
    ],
)
def test_a_level_gives_its_rights_until_it_is_taken_back(
    bare_session: LiveSession, karin: User, level: str, rights: set[Right]
):
    sharing.share_session(session=bare_session, name="karin", level="take")
    sharing.share_session(session=bare_session, name=" karin ", level=level)
    shared = access.rights_on(bare_session, karin)
    listed = list(sessions.list_sessions(user=karin))
    sharing.stop_sharing(session=bare_session, name="karin")

    assert (shared, listed) == (rights, [bare_session])
    assert access.rights_on(bare_session, karin) == set()
    assert list(sessions.list_sessions(user=karin)) == []


def test_a_right_that_was_not_shared_is_refused_in_a_sentence(
    bare_session: LiveSession, karin: User
):
    sharing.share_session(session=bare_session, name="karin", level="look")

    with pytest.raises(PollsError) as refused:
        access.desk_session(code=bare_session.code, user=karin)

    assert (refused.value.code, str(refused.value.message)) == (
        *("session.level", "Deze sessie is met je gedeeld, maar niet hiervoor."),
    )


@pytest.mark.parametrize(
    ("name", "level", "code"),
    [
        ("", "look", "share.colleague"),
        ("nobody", "look", "share.colleague"),
        ("trainer", "look", "share.colleague"),  # whose it is
        ("off", "look", "share.colleague"),
        ("karin", "", "share.level"),
        ("karin", "own", "share.level"),
    ],
)
def test_what_cannot_be_shared_changes_nothing(
    bare_session: LiveSession, karin: User, name: str, level: str, code: str
):
    User.objects.create_user("off", is_active=False)
    sharing.share_session(session=bare_session, name="karin", level="take")

    with pytest.raises(PollsError) as refused:
        sharing.share_session(session=bare_session, name=name, level=level)

    assert refused.value.code == code
    assert list(SessionShare.objects.values_list("user__username", "level")) == [("karin", "take")]


def test_rights_of_many_sessions_take_one_query(
    bare_session: LiveSession, karin: User, django_assert_num_queries: object
):
    sharing.share_session(session=bare_session, name="karin", level="look")

    with django_assert_num_queries(1):  # type: ignore[operator]
        found = access.find_rights(sessions=[bare_session] * 30, user=karin)

    assert found == {bare_session.pk: {Right.SEE, Right.READ}}
