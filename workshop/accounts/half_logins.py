"""Whoever is known, and has to set up a second factor before they are logged in.

Who that is stands in the session of their browser for a quarter of an hour, under a name of its
own: to every page and socket they are not logged in.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.utils import timezone

from workshop.accounts import second_factor

PLACE = "half_login"  # in the session
LONGEST = 15 * 60  # seconds


@dataclass(frozen=True, slots=True)
class HalfLogin:
    """By what somebody is known (`password` or `link`), where they go on, and until when; `proof`
    is other than before once their password is."""

    user: int
    proof: str
    until: float
    how: str
    onward: str


def keep(session: Any, user: User, *, how: str, onward: str) -> None:
    until = timezone.now().timestamp() + LONGEST
    proof = user.get_session_auth_hash()
    session[PLACE] = asdict(HalfLogin(user.pk, proof, until, how, onward))


def find(session: Any) -> tuple[User, HalfLogin] | None:
    """Who is half logged in here, as long as that holds."""
    if PLACE not in session:
        return None
    half = HalfLogin(**session[PLACE])
    user = get_user_model().objects.filter(pk=half.user, is_active=True).first()
    if user is None or half.until < timezone.now().timestamp():
        return None
    holds = user.get_session_auth_hash() == half.proof and second_factor.is_due(user)
    return (user, half) if holds else None
