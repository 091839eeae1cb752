"""What the rows of accounts become; the pages are tested with the views."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django_otp.plugins.otp_totp.models import TOTPDevice

from polls.errors import PollsError
from polls.models import LiveSession
from workshop.accounts import accounts, tokens
from workshop.library import workshops
from workshop.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_an_account_is_listed_with_its_work_and_its_second_factor(session: LiveSession):
    trainer = session.facilitator
    for title in ("Een", "Twee"):
        workshops.create_blank(owner=trainer, title=title)
    tokens.make_token(user=trainer, name="x", scope="read", by="trainer")
    TOTPDevice.objects.create(user=trainer, confirmed=True)
    other = User.objects.create_user("aan-het-begin")
    TOTPDevice.objects.create(user=other, confirmed=False)

    found = [
        (each.username, each.sessions, each.kept_workshops, each.tokens, each.has_factor)
        for each in accounts.list_accounts()
    ]

    assert found == [("aan-het-begin", 0, 0, 0, False), (trainer.username, 1, 2, 1, True)]


def test_a_refused_change_leaves_everything(trainer: User):
    admin = User.objects.create_superuser("beheer")

    with pytest.raises(PollsError) as refused:
        accounts.change_account(pk=admin.pk, change="trainer", by="beheer")

    admin.refresh_from_db()
    assert (refused.value.code, admin.is_superuser) == ("account.last", True)
    assert not AuditEntry.objects.exists()


def test_an_account_that_is_not_there_cannot_be_found():
    with pytest.raises(PollsError) as refused:
        accounts.find_account(12345)

    assert refused.value.code == "account.unknown"
