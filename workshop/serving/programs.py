"""Programs at the door: which token one has, and how often it may ask.

Whoever asks too often hears so before anything is read or looked up: that takes no thread and no
query, so that nobody else notices.
"""

from __future__ import annotations

import math
from typing import Any

from django.db import connection

from polls import network
from polls.errors import PollsError
from polls.realtime.limits import Bucket
from workshop.accounts import tokens
from workshop.serving import mounting
from workshop.serving.known import Known

PLACE = "/api/"
RATE = 10.0  # requests a second of one token, or of all that come without one from one place
BURST = 50.0  # requests at once
MOST = 10_000  # callers that are counted; one more pushes the oldest out
WAIT = math.ceil(1 / RATE)  # seconds until there is room for a next one


class Requests(Bucket):
    """How much one caller may ask."""

    __slots__ = ()
    rate = RATE
    burst = BURST


class Callers:
    def __init__(self, known: Known) -> None:
        self.known = known
        self.names = network.Names()
        self.buckets: dict[bytes, Requests] = {}

    def may_ask(self, scope: dict[str, Any]) -> bool:
        """False for whoever has to wait: a token that was right before is a caller of its own,
        all others of one place are one together."""
        bearer = bearer_of(scope)
        if bearer in self.known:
            caller = self.known.digest(bearer)
        else:
            caller = self.names.of((scope.get("client") or ("", 0))[0])
        return self.bucket(caller).take()

    def bucket(self, caller: bytes) -> Requests:
        bucket = self.buckets.get(caller)
        if bucket is None:
            bucket = self.buckets[caller] = Requests()
            while len(self.buckets) > MOST:
                del self.buckets[next(iter(self.buckets))]
        return bucket


def is_program(scope: dict[str, Any]) -> bool:
    return mounting.within(scope["path"]).startswith(PLACE)


def bearer_of(scope: dict[str, Any]) -> str:
    """The Authorization header with its name, so that it is never taken for the key of a login;
    '' without one."""
    found = (value for name, value in scope["headers"] if name == b"authorization")
    value = next(found, b"").decode("latin-1")
    return f"Authorization: {value}" if value else ""


def is_right(bearer: str) -> bool:
    """Whether this header holds a token that works; asked in a thread, of the database. Raises
    its Error when that does not answer."""
    _name, _space, token = bearer.removeprefix("Authorization: ").partition(" ")
    try:
        return bool(tokens.find_token(token))
    except PollsError:
        return False
    finally:
        connection.close_if_unusable_or_obsolete()
