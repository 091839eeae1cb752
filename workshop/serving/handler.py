"""Django's pages on an ASGI server, each in one thread from the first middleware to the last.

Django's own handler keeps the middleware asynchronous, so that each of them goes to a
thread and back, in a thread and with a database connection that are new for every request.
A change of slide waited as long for that as for all its queries.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django
from asgiref.sync import ThreadSensitiveContext, sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.core.signals import request_started
from django.db import close_old_connections, connections, reset_queries
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from polls import database

# What Django does at the start of a request. By its signal each page would visit its thread
# twice; here it is part of the one visit.
BEFORE = (reset_queries, close_old_connections)
KEPT = 8  # threads, with their database connections, that wait for the next request


class Handler(ASGIHandler):
    def __init__(self) -> None:
        super().__init__()
        self.load_middleware(is_async=False)
        self.idle: list[ThreadPoolExecutor] = []

    async def prepare(self) -> None:
        """Start the threads and connect them, so that nobody's first action waits for that."""
        while len(self.idle) < KEPT:
            thread = ThreadPoolExecutor(1, "request")
            self.idle.append(thread)
            await asyncio.wrap_future(thread.submit(database.connect))

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        thread = self.idle.pop() if self.idle else ThreadPoolExecutor(1, "request")
        try:
            async with ThreadSensitiveContext(executor=thread):
                await self.handle(scope, receive, send)
        finally:
            self.idle.append(thread)
            if len(self.idle) > KEPT:
                close(self.idle.pop(0))

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        return await sync_to_async(self.respond)(request)

    def respond(self, request: HttpRequest) -> HttpResponseBase:
        for prepare in BEFORE:
            prepare()
        return self.get_response(request)


def close(thread: ThreadPoolExecutor) -> None:
    thread.submit(connections.close_all)
    thread.shutdown(wait=False)


def get_asgi_application() -> Handler:
    django.setup(set_prefix=False)
    for prepare in BEFORE:
        request_started.disconnect(prepare)
    return Handler()
