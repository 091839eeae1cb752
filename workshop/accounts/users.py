"""The accounts of trainers: Django's own, without a default password."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

FIRST = "trainer"


def first_trainer() -> User:
    """The oldest active account; on a new installation one is made that has no password."""
    users = get_user_model().objects
    user = users.filter(is_active=True).order_by("pk").first()
    return user or users.create_user(FIRST)
