"""The page of a phone as Django made it once, for all phones that get the same.

A thousand phones that join within a minute, or load their page again, ask for one page: of all
who answered nothing yet it differs in its cookie only. What is asked in any other way goes on to
Django, and so does whoever is logged in.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from polls import database, languages
from polls.realtime.visiting import Visit
from polls.views.snapshot import Snapshot
from workshop.serving import admission, mounting
from workshop.views.phone import keep_cookie

Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
Key = tuple[str, bytes, str, bool]  # scheme, host, chosen language, whether it unpacks

MOST = 20  # ways of asking for one page


@dataclass(frozen=True, slots=True)
class ReadyPage:
    snapshot: Snapshot
    headers: Headers
    body: bytes


def with_ready_pages(application: Application) -> Application:
    """The first of its kind goes to Django, and what comes back is kept for the others."""

    async def answered(scope: dict[str, Any], receive: Any, send: Any) -> None:
        visit = await find_visit(scope)
        if visit is None:
            await application(scope, receive, send)
            return
        key = key_of(scope)
        if making := visit.room.pages_in_making.get(key):
            await making.wait()  # thousands may ask before the first has it
        page = visit.room.ready_pages.get(key)
        if page is not None and page.snapshot is visit.snapshot:
            await send_page(page, visit, scope, send)
        else:
            await ask(application, scope, receive, send, visit, key)

    return answered


async def find_visit(scope: dict[str, Any]) -> Visit | None:
    """Who asks for a page that others get too, as long as nothing about it is special."""
    path = mounting.within(scope["path"])
    found = admission.PHONE.fullmatch(path) if scope["method"] == "GET" else None
    if found is None or found["rest"] or scope["query_string"] or database.place.gone():
        return None
    names = {name for name, _value in scope["headers"]}
    cookies = admission.cookies_of(scope)
    if b"content-length" in names or b"transfer-encoding" in names:
        return None
    if settings.SESSION_COOKIE_NAME in cookies:
        return None
    if not await admission.await_arrival(scope, cookies, found):
        return None
    visit: Visit = scope["arrived"]
    # Whoever has answered sees that, and a session that ended says who missed it.
    answered = visit.mine or visit.snapshot.session.state == "ended"
    return None if answered else visit


def key_of(scope: dict[str, Any]) -> Key:
    headers = dict(scope["headers"])
    chosen = languages.chosen_language(admission.cookies_of(scope)) or ""
    unpacks = b"gzip" in headers.get(b"accept-encoding", b"")
    return scope["scheme"], headers.get(b"host", b""), chosen, unpacks


async def ask(
    application: Application, scope: dict[str, Any], receive: Any, send: Any, visit: Visit, key: Key
) -> None:
    messages: list[dict[str, Any]] = []
    made = visit.room.pages_in_making[key] = asyncio.Event()

    async def note(message: dict[str, Any]) -> None:
        messages.append({**message})  # those around us add headers of this reply alone
        if is_last(message):  # nobody waits until this device has read it
            keep_page(visit, key, messages)
            made.set()
        await send(message)

    try:
        await application(scope, receive, note)
    finally:
        made.set()
        if visit.room.pages_in_making.get(key) is made:
            del visit.room.pages_in_making[key]


def is_last(message: dict[str, Any]) -> bool:
    return message["type"] == "http.response.body" and not message.get("more_body")


def keep_page(visit: Visit, key: Key, messages: list[dict[str, Any]]) -> None:
    head, *parts = messages
    if head["status"] != 200:
        return
    headers = [each for each in head["headers"] if each[0].lower() != b"set-cookie"]
    body = b"".join(part.get("body", b"") for part in parts)
    kept = visit.room.ready_pages
    if len(kept) >= MOST:
        kept.clear()
    kept[key] = ReadyPage(visit.snapshot, headers, body)


async def send_page(page: ReadyPage, visit: Visit, scope: dict[str, Any], send: Any) -> None:
    headers = page.headers
    if visit.participant_id is None:
        headers = [*headers, new_cookie(visit, secure=scope["scheme"] == "https")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": page.body})


def new_cookie(visit: Visit, *, secure: bool) -> tuple[bytes, bytes]:
    carrier = HttpResponse()
    keep_cookie(carrier, visit.snapshot.session.code, secure=secure)
    return b"set-cookie", carrier.cookies.output(header="").strip().encode()
