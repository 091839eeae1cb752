"""The page of what new sessions start with."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from workshop.library import defaults, house_styles
from workshop.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("beheer"))
    return client


def test_an_administrator_says_it_and_the_form_to_start_begins_with_it(admin: Client):
    fields = {"keep_days": "30", "approval": "all", "minimum": "6", "language": "en"}
    page = admin.post("/accounts/defaults/", fields, follow=True).content.decode()

    assert "Bewaard. Nieuwe sessies beginnen hiermee." in page
    assert ('value="30"' in page, 'value="all" selected' in page) == (True, True)
    assert '<option value="en" lang="en" selected>' in admin.get("/desk/").content.decode()
    assert [entry.about for entry in AuditEntry.objects.all()] == ["defaults of new sessions"]


def test_what_cannot_be_is_said(admin: Client):
    page = admin.post("/accounts/defaults/", {"minimum": "1"}, follow=True).content.decode()

    assert "Kies minstens 3" in page
    assert defaults.read().minimum is None


def test_only_an_administrator_chooses_the_style_of_all(admin: Client):
    address, colors = "/house-style/?team=organisation", {"main": "#154273", "accent": "#e17000"}
    trainer = Client()
    trainer.force_login(User.objects.create_user("karin"))

    assert trainer.post(address, colors).status_code == 404
    assert admin.post(address, {**colors, "cover": "dark"}).headers["location"] == address
    assert house_styles.find_style() is not None
