"""Links that log somebody in once: an invitation, or the way back in for who lost a password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.urls import reverse
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode


class LoginLinks(PasswordResetTokenGenerator):
    """Links that end with the first login: the time of the last login is part of the hash."""

    key_salt = "workshop.login_link"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        """With the last login to the microsecond: Django's own is still right after another
        login within the same second."""
        return f"{super()._make_hash_value(user, timestamp)}{user.last_login}"


links = LoginLinks()


def link_path(user: User) -> str:
    """The path of a new one-time link for a user, valid PASSWORD_RESET_TIMEOUT seconds."""
    uid = urlsafe_base64_encode(str(user.pk).encode())
    return reverse("login-link", args=[uid, links.make_token(user)])


def invitation_path(user: User) -> str:
    """As link_path, for somebody new: it leads on to a password of their own."""
    return f"{link_path(user)}?invited"


def owner_of_link(uid: str, token: str) -> User | None:
    """Whose unused link this is, locked until the transaction ends: of requests at once one
    finds it unused."""
    users = get_user_model().objects.select_for_update()
    try:
        user = users.filter(pk=int(urlsafe_base64_decode(uid))).first()
    except (ValueError, OverflowError):
        return None
    usable = user is not None and user.is_active and links.check_token(user, token)
    return user if usable else None
