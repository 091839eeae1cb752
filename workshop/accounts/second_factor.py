"""The second factor of a trainer: six digits of an authenticator app (TOTP, RFC 6238)."""

from __future__ import annotations

from base64 import b32encode
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django_otp import match_token
from django_otp.plugins.otp_totp.models import TOTPDevice

from workshop.accounts import password_login
from workshop.models import RequiredFactor


def is_on(user: Any) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def is_required(user: Any) -> bool:
    """Whether an administrator said so; of who signs in at the provider that sees to it."""
    asked = RequiredFactor.objects.filter(user=user).exists()
    return asked and password_login.may_have(user)


def is_due(user: Any) -> bool:
    """Whether somebody has to set it up before they are in."""
    return is_required(user) and not is_on(user)


def verify_token(user: Any, token: str) -> bool:
    """Each code works once; after a wrong one the next try has to wait ever longer."""
    return match_token(user, token) is not None


@transaction.atomic
def prepare_device(user: Any) -> TOTPDevice:
    """The device that waits to be confirmed with its first code; two tabs get the same one."""
    get_user_model().objects.select_for_update().get(pk=user.pk)
    device, _made = TOTPDevice.objects.get_or_create(user=user, confirmed=False)
    return device


def written_secret(device: TOTPDevice) -> str:
    """The key as it is typed into an app that cannot scan: in groups of four."""
    text = b32encode(device.bin_key).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


@transaction.atomic
def switch_on(user: Any, token: str) -> bool:
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None or not device.verify_token(token):
        return False
    device.confirmed = True
    device.save()
    return True


def switch_off(user: Any, token: str) -> bool:
    if not verify_token(user, token):
        return False
    TOTPDevice.objects.filter(user=user).delete()
    return True
