"""The projector's page: for whoever has the link, and nothing private in it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from polls.models import LiveSession
from workshop.facilitating import starting
from workshop.library import deck_versions

pytestmark = pytest.mark.django_db


def test_what_stands_where_nobody_answered_is_in_the_language_of_the_session(
    client: Client, trainer: User
):
    session = starting.start(deck="alle-werkvormen", facilitator=trainer)
    LiveSession.objects.update(language="en")

    page = client.get(f"/screen/{session.screen_token}/").content.decode()

    shows = [show for slide in deck_versions.deck_for(session).slides for show in slide.shows]
    assert shows
    assert page.count("No answers yet") >= len(shows)
    assert "Nog geen antwoorden" not in page


def test_the_page_holds_all_slides_the_code_and_the_qr(client: Client, session: LiveSession):
    page = client.get(f"/screen/{session.screen_token}/").content.decode()

    assert page.count('data-slide="') == 41
    assert f"{session.code[:4]}&nbsp;{session.code[4:]}" in page
    assert 'class="qr"' in page


def test_a_wrong_link_is_not_found(client: Client, session: LiveSession):
    assert client.get(f"/screen/{'x' * 43}/").status_code == 404
    assert client.get(f"/screen/{session.code}/").status_code == 404


def test_notes_and_actions_are_not_on_the_projector(client: Client, session: LiveSession):
    note = "Zeg: welkom"
    path = f"/screen/{session.screen_token}/"

    shown = client.get(path).content.decode()
    client.force_login(session.facilitator)
    steered = client.get(path).content.decode()
    client.force_login(User.objects.create_user("other"))
    stranger = client.get(path).content.decode()

    assert "data-actions" not in shown
    assert "data-actions" not in stranger
    assert "data-actions" in steered
    for page in (shown, steered, stranger):
        assert note not in page
        assert session.label not in page
