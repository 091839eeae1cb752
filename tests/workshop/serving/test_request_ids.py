"""Each request has a name: the proxy's, when it is one that a proxy makes."""

from __future__ import annotations

from typing import Any

import pytest

from workshop.serving.request_ids import current, with_request_id


async def name_of(given: bytes | None) -> tuple[str, list[Any]]:
    """What code within is told, and the headers that leave."""
    seen: list[str] = []
    sent: list[Any] = []

    async def page(scope: Any, receive: Any, send: Any) -> None:
        seen.append(current.get())
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Any) -> None:
        sent.extend(message["headers"])

    headers = [(b"x-request-id", given)] if given is not None else []
    await with_request_id(page)({"type": "http", "headers": headers}, None, send)
    return seen[0], sent


async def test_the_name_of_a_proxy_is_taken_and_told():
    given = "0123456789abcdef" * 2

    assert await name_of(given.encode()) == (given, [(b"x-request-id", given.encode())])


@pytest.mark.parametrize("given", [None, b"", b"piet@example.org", b"0" * 33, b"A" * 32])
async def test_words_of_a_stranger_are_no_name(given: bytes | None):
    first, _sent = await name_of(given)
    second, _sent = await name_of(given)

    assert len(first) == 32
    assert first != second
    assert first.encode() != given
