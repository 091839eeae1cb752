"""The projector's page: for whoever has the link, and nothing private in it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from polls.models import LiveSession

pytestmark = pytest.mark.django_db


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
