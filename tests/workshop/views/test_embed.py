"""The screen in a frame: in the sites that were listed, and for nobody to steer."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from polls.models import LiveSession
from tests import acting

pytestmark = pytest.mark.django_db
SITES = ["https://teams.microsoft.com", "https://*.cloud.microsoft"]


def policy_of(response: Any) -> dict[str, str]:
    parts = response.headers["Content-Security-Policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


def test_the_listed_sites_may_frame_it(client: Client, session: LiveSession, settings: Any):
    settings.EMBED_ORIGINS = SITES

    page = client.get(f"/embed/{session.screen_token}/")
    screen = client.get(f"/screen/{session.screen_token}/")

    assert policy_of(page)["frame-ancestors"] == " ".join(SITES)
    assert "X-Frame-Options" not in page.headers
    assert policy_of(screen)["frame-ancestors"] == "'none'"
    assert screen.headers["X-Frame-Options"] == "DENY"
    assert {**policy_of(page), "frame-ancestors": ""} == {
        **policy_of(screen),
        "frame-ancestors": "",
    }


def test_without_a_list_nobody_may(client: Client, session: LiveSession, settings: Any):
    settings.EMBED_ORIGINS = []

    page = client.get(f"/embed/{session.screen_token}/")

    assert policy_of(page)["frame-ancestors"] == "'none'"
    assert page.headers["X-Frame-Options"] == "DENY"


def test_its_trainer_steers_nothing_from_it(client: Client, session: LiveSession):
    client.force_login(session.facilitator)

    page = client.get(f"/embed/{session.screen_token}/").content.decode()
    screen = client.get(f"/screen/{session.screen_token}/").content.decode()

    assert f'data-socket="/ws/screen/{session.screen_token}/"' in page
    assert "data-actions" not in page
    assert "data-token" not in page
    assert "data-actions" in screen


def test_a_new_link_of_the_screen_takes_it_away(client: Client, session: LiveSession):
    old = session.screen_token
    acting.act(session, "screen-renew")
    session.refresh_from_db()

    found = [client.get(f"/embed/{token}/").status_code for token in (old, session.screen_token)]

    assert found == [404, 200]
    assert client.post(f"/embed/{session.screen_token}/").status_code == 405
