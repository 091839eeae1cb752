"""Who a participant is: a random key on one device, known here only by its hash."""

from __future__ import annotations

import hashlib
import secrets
import time
from base64 import urlsafe_b64encode
from functools import lru_cache

from django.conf import settings
from django.core import signing

from polls.whole_numbers import whole_number

KEY_BYTES = 16
LAST_SECOND = 10**12  # no clock shows it
CODE_DIGITS = 8


def new_code() -> str:
    """Eight digits, the first not zero so that the code reads the same everywhere."""
    return str(secrets.randbelow(9 * 10 ** (CODE_DIGITS - 1)) + 10 ** (CODE_DIGITS - 1))


def new_token() -> str:
    """A link that cannot be guessed: 256 bits, as text for a URL."""
    return secrets.token_urlsafe(32)


def new_epoch() -> str:
    return secrets.token_hex(8)


def cookie_name(code: str, *, https: bool) -> str:
    """The cookie of one session; its prefix needs HTTPS, a laptop's hotspot has none."""
    return f"{settings.SECURE_PREFIX if https else ''}deelnemer-{code}"


@lru_cache(maxsize=1024)
def cookie_signer(code: str) -> signing.Signer:
    return signing.Signer(salt=f"polls.participant.{code}")


def new_cookie(code: str, made: float | None = None) -> str:
    """A random key, and the second in which it was made; kept on the device alone."""
    key = urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode().rstrip("=")
    return cookie_signer(code).sign(f"{key}.{int(time.time() if made is None else made)}")


def cookie_age(code: str, cookie: str | None) -> float | None:
    """The seconds since a cookie was made; None for one without its moment, or not of ours."""
    try:
        made = cookie_signer(code).unsign(cookie or "").rpartition(".")[2]
    except signing.BadSignature:
        return None
    second = whole_number(made, highest=LAST_SECOND)
    return None if second is None else time.time() - second


def key_hash(code: str, cookie: str | None) -> str | None:
    """The hash under which a device is stored; None for a cookie that we did not make."""
    if not cookie:
        return None
    try:
        key = cookie_signer(code).unsign(cookie)
    except signing.BadSignature:
        return None
    return hashlib.sha256(f"{code}:{key}".encode()).hexdigest()
