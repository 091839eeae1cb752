"""The door in front of what does not pass Django's middleware: host names and origins."""

from __future__ import annotations

import resource
from collections.abc import Awaitable, Callable
from typing import Any

from channels.security.websocket import WebsocketDenier
from django.conf import settings
from django.http.request import split_domain_port, validate_host

from polls import network

Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]
RESERVE = 256  # files that stay free for the database, pages and polls
AGAIN = b"5"  # seconds
LOGGED_IN = "/ws/desk/"
SECURE = {"https": "https", "wss": "https", "http": "http", "ws": "http"}


def same_site(scope: dict[str, Any]) -> bool:
    """Whether a socket was opened by a page of this site: scheme, host and port are equal.

    Browsers always send an Origin with a websocket, so one without is a program, and carries
    no one's cookies but its own. Phones and screens may be programs; a desk is a browser.
    """
    headers = dict(scope["headers"])
    host = headers.get(b"host", b"").decode("latin-1")
    domain, _port = split_domain_port(host)
    if not domain or not validate_host(domain, settings.ALLOWED_HOSTS):
        return False
    origin = headers.get(b"origin")
    if origin is None:
        return not scope["path"].startswith(LOGGED_IN)
    own = SECURE.get(scope["scheme"]), host
    return network.origin_of(origin.decode("latin-1")) == own


def sockets_of_this_site(application: Application) -> Application:
    """Lets in those who belong here, and no more than this process can hold open."""
    room_for = min(settings.MAX_SOCKETS, resource.getrlimit(resource.RLIMIT_NOFILE)[0] - RESERVE)
    inside = 0

    async def guarded(scope: dict[str, Any], receive: Any, send: Any) -> None:
        nonlocal inside
        if not same_site(scope):
            await WebsocketDenier()(scope, receive, send)
        elif inside >= room_for:
            await refuse_socket(receive, send)
        else:
            inside += 1
            try:
                await application(scope, receive, send)
            finally:
                inside -= 1

    return guarded


async def refuse_socket(receive: Any, send: Any) -> None:
    """503 before the handshake: the page then polls, and nobody inside notices."""
    await receive()
    headers = [(b"retry-after", AGAIN), (b"content-length", b"0")]
    await send({"type": "websocket.http.response.start", "status": 503, "headers": headers})
    await send({"type": "websocket.http.response.body", "body": b""})
