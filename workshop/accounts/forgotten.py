"""A forgotten password: a link by mail to choose a new one, and nothing that tells who is here.

The account is looked up and the mail is sent after the page was answered, so neither what the page
says nor how long it takes is different for a name that does not exist.
"""

from __future__ import annotations

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from threading import BoundedSemaphore

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.db import connections, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.http import urlsafe_base64_encode

from polls.errors import PollsError
from workshop.accounts import mail, password_login
from workshop.models import WrongPasswords

BETWEEN = timedelta(minutes=5)  # two mails to one account
WAITING = 100  # mails that wait to be sent; more are left out
place = ThreadPoolExecutor(1, "mail")
room = BoundedSemaphore(WAITING)
logger = logging.getLogger(__name__)


def is_possible() -> bool:
    return mail.is_set() and not password_login.is_off()


def send_later(name: str, *, site: str, language: str) -> Future[None] | None:
    """Mail whoever has this name or address, if anybody does."""
    if not room.acquire(blocking=False):
        logger.error("More than %d mails wait to be sent; one was left out", WAITING)
        return None
    return place.submit(send_links, name, site, language)


def send_links(name: str, site: str, language: str) -> None:
    try:
        with translation.override(language):
            for user in find_accounts(name):
                if may_mail(user):
                    mail.send_new_password(user, site + link_path(user))
    except PollsError:
        pass  # the log says it; whoever asked may not hear the difference
    except Exception:
        logger.exception("A mail about a forgotten password was not sent")
    finally:
        room.release()
        connections.close_all()


def find_accounts(name: str) -> list[User]:
    whose = Q(username=name) | Q(email__iexact=name)
    users = get_user_model().objects.filter(whose, is_active=True).exclude(email="")
    return [user for user in users if password_login.may_have(user)]


@transaction.atomic
def may_mail(user: User) -> bool:
    """Once in five minutes, whoever asks from wherever."""
    now = timezone.now()
    who = salted_hmac("workshop.forgotten", str(user.pk), algorithm="sha256").hexdigest()
    row, made = WrongPasswords.objects.get_or_create(
        who=who, defaults={"wait_until": now + BETWEEN}
    )
    if not made and row.last <= now < row.wait_until:  # else the clock was set back since
        return False
    WrongPasswords.objects.filter(who=who).update(wait_until=now + BETWEEN, last=now)
    return True


def link_path(user: User) -> str:
    """Ends when it is used, with the next login, and after a day; it logs nobody in, so a second
    factor is still asked for."""
    uid = urlsafe_base64_encode(str(user.pk).encode())
    return reverse("new-password", args=[uid, default_token_generator.make_token(user)])
