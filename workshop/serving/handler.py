"""Django's pages on an ASGI server, each in one thread from the first middleware to the last.

Django's own handler keeps the middleware asynchronous, so that each of them goes to a
thread and back, in a thread and with a database connection that are new for every request.
A change of slide waited as long for that as for all its queries.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import IO, Any

from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler
from django.core.signals import request_started
from django.db import Error, close_old_connections, reset_queries
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from workshop.serving import bodies, refusals
from workshop.serving.admission import Admission
from workshop.serving.lanes import Full, Left
from workshop.serving.programs import WAIT, is_program

# What Django does at the start of a request. By its signal each page would visit its thread
# twice; here it is part of the one visit.
LETTERS = ("utf-8", "utf8", "us-ascii")
BEFORE = (reset_queries, close_old_connections)


class Received:
    """A body that is here as a whole; after it Django hears nothing more of the client.

    A page that was begun is finished also when nobody waits for it any more: its thread
    cannot be stopped, and would not be free for the next one.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file

    async def __call__(self) -> dict[str, Any]:
        return await asyncio.get_running_loop().create_future()


class Handler(ASGIHandler):
    def __init__(self) -> None:
        super().__init__()
        self.load_middleware(is_async=False)
        self.admission = Admission()

    async def prepare(self) -> None:
        """Start the threads and connect them, so that nobody's first action waits for that."""
        await self.admission.connect()

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """First the body, then a thread, then the reply: whoever is slow holds no thread."""
        replies: list[dict[str, Any]] = []
        if is_program(scope) and not self.admission.callers.may_ask(scope):
            await refusals.send_wait(scope, send, WAIT)
            return
        try:
            body = await bodies.read_body(receive, partial(self.admission.is_known, scope, receive))
        except RequestAborted:
            return
        except bodies.TooLarge:
            await refusals.send_too_large(scope, send)
            return
        except Full:  # nobody could look yet whether it may send as much
            await refusals.send_busy(scope, send)
            return
        except Error:
            await refusals.send_away(scope, send)
            return
        try:
            async with (
                self.admission.thread(scope, receive) as thread,
                ThreadSensitiveContext(executor=thread),
            ):
                await self.handle(scope, Received(body), keep_in(replies))
        except Full:
            await refusals.send_busy(scope, send)
        except Left:
            return
        finally:
            body.close()
        for message in replies:
            await send(message)

    async def read_body(self, receive: Any) -> Any:
        return receive.file

    def create_request(self, scope: Any, body_file: Any) -> Any:
        """Forms are in UTF-8: Django would decode them by whatever name it is given."""
        try:
            request = self.request_class(scope, body_file)
        except (LookupError, ValueError):  # an address or a type in letters that do not exist
            return None, HttpResponse("Bad request", "text/plain", status=400)
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in LETTERS:
            return None, HttpResponse("Unsupported charset", "text/plain", status=415)
        return request, None

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        return await sync_to_async(self.respond)(request)

    def respond(self, request: HttpRequest) -> HttpResponseBase:
        for prepare in BEFORE:
            prepare()
        response = self.get_response(request)
        self.admission.remember(request, response)
        return response


def keep_in(replies: list[dict[str, Any]]) -> Any:
    async def keep(message: dict[str, Any]) -> None:
        replies.append(message)

    return keep


def get_asgi_application() -> Handler:
    for prepare in BEFORE:
        request_started.disconnect(prepare)
    return Handler()
