"""Requests share a few threads, each with a database connection that it keeps."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from django.db import connection

from workshop.serving.handler import KEPT, Handler, close, get_asgi_application

pytestmark = pytest.mark.django_db(transaction=True)


async def get(handler: Any, path: str) -> int:
    transport = httpx.ASGITransport(app=handler)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return (await client.get(path)).status_code


async def test_a_request_finds_the_thread_and_the_connection_of_the_one_before():
    handler = Handler()

    first = await get(handler, "/desk/")
    [thread] = handler.idle
    before = thread.submit(lambda: connection.connection).result()
    second = await get(handler, "/desk/")
    after = thread.submit(lambda: connection.connection).result()

    assert (first, second) == (302, 302)  # to the login page
    assert handler.idle == [thread]
    assert before is after
    close(thread)


async def test_requests_at_once_have_a_thread_each_and_few_are_kept():
    handler = Handler()

    replies = await asyncio.gather(*[get(handler, "/healthz") for _ in range(3 * KEPT)])

    assert replies == [200] * 3 * KEPT
    assert len(handler.idle) == KEPT
    for thread in handler.idle:
        close(thread)


async def test_threads_are_connected_before_the_first_request():
    handler = Handler()

    await handler.prepare()

    assert len(handler.idle) == KEPT
    connected = [
        thread.submit(lambda: connection.connection is not None).result() for thread in handler.idle
    ]
    assert connected == [connection.vendor == "sqlite"] * KEPT  # a pool takes its own back
    for thread in handler.idle:
        close(thread)


async def test_a_page_visits_its_thread_before_its_answer_only_once():
    handler = get_asgi_application()
    [thread] = handler.idle = [ThreadPoolExecutor(1, "request")]
    visits: list[str] = []
    submit = thread.submit

    def note(function, *arguments, **named):
        visits.append("visit")
        return submit(function, *arguments, **named)

    thread.submit = note
    reply = await get(handler, "/healthz")

    assert reply == 200
    assert visits == ["visit"] * 2  # for its answer, and to end it
    close(thread)
