"""Which session is the one before: chosen, and taken away again."""

from __future__ import annotations

import pytest

from polls.models import LiveSession
from tests import acting

pytestmark = pytest.mark.django_db


def test_the_session_before_is_chosen_and_taken_away(
    session: LiveSession, earlier_group: LiveSession
):
    acting.act(session, "before", {"code": earlier_group.code})
    session.refresh_from_db()
    chosen = session.before

    acting.act(session, "before", {"code": ""})

    session.refresh_from_db()
    assert (chosen, session.before) == (earlier_group, None)
