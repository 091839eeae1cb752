"""A question by subgroup on the projector, by whoever steers."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from polls.actions.base import Role
from polls.actions.performing import perform_action
from polls.errors import PollsError
from polls.models import LiveSession, Question
from tests import acting
from tests.polls.results import grouped

pytestmark = pytest.mark.django_db


def show_as_cohost(session: LiveSession) -> None:
    session.refresh_from_db()
    fields = {"question": "keuze"}
    perform_action(session=session, action="split-show", fields=fields, role=Role.COHOST)


def test_a_co_host_shows_it_only_while_that_is_who_steers(trainer: User):
    session = grouped.make_session(trainer)
    grouped.fill(session)
    grouped.close(session, "keuze")
    acting.act(session, "cohost-invite")

    with pytest.raises(PollsError) as refused:
        show_as_cohost(session)
    acting.act(session, "cohost-slides")
    session.refresh_from_db()
    perform_action(session=session, action="take-over", fields={}, role=Role.COHOST)
    show_as_cohost(session)

    assert refused.value.code == "steer.denied"
    assert Question.objects.get(session=session, key="keuze").split_shown
