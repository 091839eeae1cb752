"""Mail, taken by a real SMTP server."""

from __future__ import annotations

from email.header import decode_header, make_header
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import translation

from polls.errors import PollsError
from tests.workshop.conftest import Mailbox, text_of
from workshop.accounts import mail

LINK = "https://workshop.example.nl/desk/login/x/y/?invited"


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("nl", "Je account bij Polshoogte", "Hij werkt één keer, 24\u00a0uur lang"),
        ("en", "Your account at Polshoogte", "It works once, for 24\u00a0hours"),
    ],
)
def test_an_invitation_has_the_link_and_the_language(
    mailbox: Mailbox, language: str, subject: str, words: str
):
    with translation.override(language):
        mail.send_invitation(User(username="piet", email="piet@example.org"), LINK)

    (message,) = mailbox.messages
    text = text_of(message)
    assert str(make_header(decode_header(message["Subject"]))) == subject
    assert (message["To"], message["From"]) == ("piet@example.org", "polshoogte@localhost")
    assert message["Auto-Submitted"] == "auto-generated"
    assert "piet" in text
    assert words in text
    assert LINK in text.splitlines()


def test_mail_that_does_not_go_is_said_without_the_address_or_the_link(
    mailbox: Mailbox, settings: Any, caplog: Any
):
    settings.EMAIL_PORT = 9

    with pytest.raises(PollsError) as refused:
        mail.send_invitation(User(username="piet", email="piet@example.org"), LINK)

    assert refused.value.code == "mail.failed"
    assert [record.getMessage() for record in caplog.records] == [
        "Mail could not be sent: ConnectionRefusedError"
    ]


def test_a_name_with_a_line_break_makes_no_header(mailbox: Mailbox):
    with pytest.raises(PollsError):
        mail.send_invitation(User(username="x", email="a@example.org\nBcc: b@example.org"), LINK)

    assert mailbox.messages == []


def test_without_mail_there_is_none():
    assert not mail.is_set()
