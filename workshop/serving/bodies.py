"""How much a body may hold: what its address takes, and of strangers only what a form has."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Awaitable, Callable
from typing import IO, Any

from django.core.exceptions import RequestAborted

from workshop.serving import mounting

MIB = 1024 * 1024
MOST = MIB  # bytes, where nothing is said
STRANGER = 64 * 1024  # bytes of somebody who is not logged in
DIGITS = 16  # of a length that can be meant
ENDLESS = 10**DIGITS
TIME, PACE = (
    20.0,
    64 * 1024.0,
)  # seconds for any body, and bytes a second that it then has to come in

IN_MEMORY = 2 * MIB  # bytes; a larger body stands on disk

# Addresses that take more, for whoever is logged in: files, and the whole text of a deck. Each
# takes more than the page behind it does, so that what is too large is told in a sentence.
LARGE: tuple[tuple[re.Pattern[bytes], int], ...] = (
    (re.compile(rb"/(?:workshops/(?:[^/]+/pictures/)?|house-style/)"), 64 * MIB),
    (re.compile(rb"/workshops/[^/]+/(?:text|steps)/"), 16 * MIB),
    (re.compile(rb"/api/v1/workshops"), 64 * MIB),
    (re.compile(rb"/api/v1/workshops/[^/]+/deck\.md"), 16 * MIB),
)

Receive = Callable[[], Awaitable[Any]]


class TooLarge(Exception):
    """More than whoever sends it may send."""


def largest_body(url: bytes) -> int:
    path = mounting.within(url.partition(b"?")[0].decode("latin-1")).encode("latin-1")
    return next((size for pattern, size in LARGE if pattern.fullmatch(path)), MOST)


def time_for(length: int) -> float:
    """Seconds: a body that is in no hurry holds a connection, and what came in of it."""
    return TIME + length / PACE


async def read_body(receive: Receive, may_send_more: Callable[[], Awaitable[bool]]) -> IO[bytes]:
    """The whole body, in memory as long as it is small.

    `may_send_more` is asked once it is more than a stranger's; raises TooLarge, or
    RequestAborted when the client leaves before the end.
    """
    body = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    size, trusted, more = 0, False, True
    try:
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise RequestAborted
            size += body.write(message.get("body", b""))
            if size > STRANGER and not trusted:
                trusted = await may_send_more()
                if not trusted:
                    raise TooLarge
            more = message.get("more_body", False)
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body
