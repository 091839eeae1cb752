"""A name for each request, by which lines of logs and the proxy's are found together."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from random import Random
from typing import Any

Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]
HEADER = b"x-request-id"
MADE_BY_A_PROXY = re.compile(rb"[0-9a-f]{32}")  # such as nginx's $request_id; nobody's words

# A name is no secret, and the system's own random bytes cost a tenth of a phone's socket.
names = Random()  # noqa: S311

current: ContextVar[str] = ContextVar("request_id", default="")


def make_name() -> bytes:
    return b"%032x" % names.getrandbits(128)


def with_request_id(application: Application) -> Application:
    """Names what happens within; over HTTP the reply says the name too."""

    async def named(scope: dict[str, Any], receive: Any, send: Any) -> None:
        given = dict(scope["headers"]).get(HEADER, b"")
        name = given if MADE_BY_A_PROXY.fullmatch(given) else make_name()
        current.set(name.decode())

        async def send_with(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), (HEADER, name)]
            await send(message)

        await application(scope, receive, send_with if scope["type"] == "http" else send)

    return named
