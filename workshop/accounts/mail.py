"""Mail to trainers, when EMAIL_URL is set: an invitation, or the way to a new password."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from polls.errors import PollsError

SCHEMES = ("smtp", "submission", "console")
logger = logging.getLogger(__name__)


def is_set() -> bool:
    return bool(settings.EMAIL_URL)


def send_invitation(user: User, link: str) -> None:
    subject = _("Je account bij Polshoogte")
    text = _(
        "Hallo %(name)s,\n\n"
        "Met deze link log je in bij Polshoogte. Hij werkt één keer, %(hours)s\u00a0uur lang:\n\n"
        "%(link)s\n\n"
        "Verwachtte je dit niet? Dan hoef je niets te doen."
    )
    send(user, subject, text, link)


def send_new_password(user: User, link: str) -> None:
    subject = _("Een nieuw wachtwoord voor Polshoogte")
    text = _(
        "Hallo %(name)s,\n\n"
        "Met deze link kies je een nieuw wachtwoord. "
        "Hij werkt één keer, %(hours)s\u00a0uur lang:\n\n"
        "%(link)s\n\n"
        "Vroeg je hier niet om? Dan hoef je niets te doen: je wachtwoord blijft wat het was."
    )
    send(user, subject, text, link)


def send(user: User, subject: str, text: str, link: str) -> None:
    """Raises PollsError when it did not go; the log has neither the address nor the link."""
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    body = text % {"name": user.get_username(), "hours": hours, "link": link}
    message = EmailMessage(
        subject, body, to=[user.email], headers={"Auto-Submitted": "auto-generated"}
    )
    try:
        message.send()
    except (SMTPException, OSError, ValueError) as problem:
        logger.error("Mail could not be sent: %s", type(problem).__name__)
        raise PollsError("mail.failed", _("De mail kon niet worden verstuurd.")) from None
