"""The page of a colleague who only looks: the slide of now, its note, and not one button."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from polls.models import LiveSession
from polls.sessions import sharing
from tests import acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def looking(session: LiveSession) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("karin"))
    sharing.share_session(session=session, name="karin", level="look")
    return client


def test_it_shows_the_slide_of_now_and_offers_nothing_to_press(
    looking: Client, session: LiveSession
):
    acting.act(session, "begin")
    acting.act(session, "goto", {"slide": "goed"})
    page = looking.get(f"/desk/{session.code}/").content.decode()
    part = looking.get(f"/desk/{session.code}/?part=1").content.decode()

    assert "Je kijkt mee met trainer." in page
    assert f'data-socket="/ws/desk/{session.code}/"' in page
    assert page.count("<fieldset") == page.count('<fieldset class="cohost__views" disabled>') == 1
    assert f"/desk/{session.code}/next/" not in page
    assert session.screen_token not in page  # a link that would outlive the sharing
    assert "34 / 41" in part or " / 41" in part
    assert "<html" not in part
