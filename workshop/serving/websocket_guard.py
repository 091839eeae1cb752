"""The door in front of what does not pass Django's middleware: host names and origins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable
from functools import lru_cache
from typing import Any

from channels.security.websocket import WebsocketDenier
from django.conf import settings
from django.http.request import split_domain_port, validate_host

from polls import network
from workshop import platforms
from workshop.serving import mounting

Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]
RESERVE = 256  # files that stay free for the database, pages and polls
AGAIN = b"5"  # seconds
LOGGED_IN = "/ws/desk/"
OF_ONE_PLACE = 0.9  # of all: the rest is for whoever comes from elsewhere
SECURE = {"https": "https", "wss": "https", "http": "http", "ws": "http"}


def same_site(scope: dict[str, Any]) -> bool:
    """Whether a socket was opened by a page of this site: scheme, host and port are equal.

    Browsers always send an Origin with a websocket, so one without is a program, and carries
    no one's cookies but its own. Phones and screens may be programs; a desk is a browser.
    """
    headers = dict(scope["headers"])
    host = headers.get(b"host", b"").decode("latin-1")
    if not is_allowed(host, tuple(settings.ALLOWED_HOSTS)):
        return False
    origin = headers.get(b"origin")
    if origin is None:
        return not mounting.within(scope["path"]).startswith(LOGGED_IN)
    own = SECURE.get(scope["scheme"]), host
    return network.origin_of(origin.decode("latin-1")) == own


@lru_cache(maxsize=64)  # a room of thousands comes by one or two
def is_allowed(host: str, allowed: tuple[str, ...]) -> bool:
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, allowed)


class Seats:
    """How many sockets are open here, and from where."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.names = network.Names()
        self.taken: Counter[bytes] = Counter()  # by place
        self.all = 0

    def are_left(self, place: bytes) -> bool:
        return self.all < self.room and self.taken[place] < self.room * OF_ONE_PLACE

    def take(self, place: bytes) -> None:
        self.taken[place] += 1
        self.all += 1

    def leave(self, place: bytes) -> None:
        self.all -= 1
        self.taken[place] -= 1
        if not self.taken[place]:
            del self.taken[place]


def sockets_of_this_site(application: Application) -> Application:
    """Lets in those who belong here, and no more than this process can hold open."""
    seats = Seats(min(settings.MAX_SOCKETS, platforms.open_files() - RESERVE))

    async def guarded(scope: dict[str, Any], receive: Any, send: Any) -> None:
        place = seats.names.of((scope.get("client") or ("", 0))[0])
        if not same_site(scope):
            await WebsocketDenier()(scope, receive, send)
        elif not seats.are_left(place):
            await refuse_socket(receive, send)
        else:
            seats.take(place)
            try:
                await application(scope, receive, send)
            finally:
                seats.leave(place)

    return guarded


async def refuse_socket(receive: Any, send: Any) -> None:
    """503 before the handshake: the page then polls, and nobody inside notices."""
    await receive()
    headers = [(b"retry-after", AGAIN), (b"content-length", b"0")]
    await send({"type": "websocket.http.response.start", "status": 503, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": b""})
