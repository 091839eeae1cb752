"""Which questions an action is about."""

from __future__ import annotations

import pytest

from polls.actions.named import find_named
from polls.errors import PollsError
from polls.models import LiveSession
from tests import acting

pytestmark = pytest.mark.django_db


def named(session: LiveSession, *keys: str) -> list[str]:
    with acting.changing(session) as change:
        return list(find_named(change, keys))


def test_those_that_the_form_names(session: LiveSession):
    assert named(session, "tip", "goed") == ["tip", "goed"]


def test_else_those_of_the_slide(session: LiveSession):
    acting.act(session, "goto", {"slide": "goed"})

    assert named(session) == ["goed"]


def test_on_a_slide_without_any_there_is_none(session: LiveSession):
    with pytest.raises(PollsError) as refused:
        named(session)

    assert refused.value.code == "question.none"
