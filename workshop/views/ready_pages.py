"""The page of a phone as Django made it once, for all phones that get the same.

A thousand phones that join within a minute, or load their page again, ask for one page: of all
who answered nothing yet it differs in its cookie only, of the others in the forms with what they
answered. What is asked in any other way goes on to Django, and so does whoever is logged in.
"""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation
from django.utils.text import compress_string

from polls import database, languages
from polls.realtime.visiting import Visit
from polls.views import phone as phone_view
from polls.views.snapshot import Snapshot
from workshop.facilitating import presentation
from workshop.serving import admission, mounting
from workshop.views import own_pace
from workshop.views.phone import COOKIE_AGE, draw_answers, keep_cookie

Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]
Key = tuple[str, bytes, str, bool]  # scheme, host, chosen language, whether it unpacks

MOST = 200  # pages of a room: for each way of asking, and for those who answered the same
RANDOM = 100  # bytes at most that hide what the length of a packed page tells, as Django has it
PACKED = (b"content-encoding", b"gzip")
LENGTH = b"content-length"


@dataclass(frozen=True)
class ReadyPage:
    snapshot: Snapshot
    headers: Headers
    body: bytes

    @property
    def is_packed(self) -> bool:
        return any((name.lower(), value) == PACKED for name, value in self.headers)

    @cached_property
    def text(self) -> str:
        return (gzip.decompress(self.body) if self.is_packed else self.body).decode()


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
        page = find_page(visit, key)
        if page is None and visit.mine:  # that of whoever answered nothing is where theirs begins
            await ask(application, as_nobody(scope, visit), empty(), ignore, visit, key)
            page = find_page(visit, key)
        if page is not None and visit.mine:
            page = find_own_page(page, visit, key)
        if page is not None:
            await send_page(page, visit, scope, send)
        elif visit.mine:
            await application(scope, receive, send)
        else:
            await ask(application, scope, receive, send, visit, key)

    return answered


def find_page(visit: Visit, key: Any) -> ReadyPage | None:
    page: ReadyPage | None = visit.room.ready_pages.get(key)
    return page if page is not None and page.snapshot is visit.snapshot else None


def find_own_page(page: ReadyPage, visit: Visit, key: Key) -> ReadyPage | None:
    """The page of a phone that has answered: many answered the same."""
    own_key = key, repr(visit.mine)
    own = find_page(visit, own_key)
    if own is None and (own := draw_own_page(page, visit, key)) is not None:
        keep(visit, own_key, own)
    return own


def draw_own_page(page: ReadyPage, visit: Visit, key: Key) -> ReadyPage | None:
    """The page of everybody with the forms of this phone; None where they do not stand in it."""
    snapshot, (_scheme, _host, chosen, _unpacks) = visit.snapshot, key
    spoken = chosen or snapshot.session.language
    drawn = phone_view.draw_page(snapshot, presentation, spoken)
    phone = phone_view.phone_state(snapshot, drawn, visit.mine)
    with translation.override(spoken):
        draw_answers(phone, snapshot)
    forms = [(drawn.slide, phone["slide"]["html"])]
    if phone["aside"]:
        forms.append((drawn.audience_questions, phone["aside"]["html"]))
    text = page.text
    for before, after in forms:
        if before not in text:
            return None
        text = text.replace(before, after, 1)
    body = text.encode()
    if page.is_packed:
        body = compress_string(body, max_random_bytes=RANDOM)
    headers = [each for each in page.headers if each[0].lower() != LENGTH]
    return ReadyPage(snapshot, [*headers, (LENGTH, b"%d" % len(body))], body)


def as_nobody(scope: dict[str, Any], visit: Visit) -> dict[str, Any]:
    """The same request from a device that is new."""
    headers = [each for each in scope["headers"] if each[0] != b"cookie"]
    if chosen := languages.chosen_language(admission.cookies_of(scope)):
        headers.append((b"cookie", f"{settings.LANGUAGE_COOKIE_NAME}={chosen}".encode()))
    return {**scope, "headers": headers, "arrived": Visit(visit.room, visit.snapshot)}


def empty() -> Callable[[], Awaitable[dict[str, Any]]]:
    """A request without a body, from somebody who stays."""
    messages = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> dict[str, Any]:
        for message in messages:
            return message
        return await asyncio.get_running_loop().create_future()

    return receive


async def ignore(_message: dict[str, Any]) -> None:
    pass


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
    session = visit.snapshot.session
    # A session that ended says who missed it; at their own pace people are at different steps.
    known = session.own_pace and visit.participant_id is not None
    return None if known or session.state == "ended" else visit


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
    keep(visit, key, ReadyPage(visit.snapshot, headers, body))


def keep(visit: Visit, key: Any, page: ReadyPage) -> None:
    kept = visit.room.ready_pages
    if len(kept) >= MOST:
        kept.clear()
    kept[key] = page


async def send_page(page: ReadyPage, visit: Visit, scope: dict[str, Any], send: Any) -> None:
    headers = page.headers
    if visit.participant_id is None:
        headers = [*headers, new_cookie(visit, secure=scope["scheme"] == "https")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": page.body})


def new_cookie(visit: Visit, *, secure: bool) -> tuple[bytes, bytes]:
    carrier = HttpResponse()
    session = visit.snapshot.session
    age = own_pace.cookie_age(session) if session.own_pace else COOKIE_AGE
    keep_cookie(carrier, session.code, secure=secure, age=age)
    return b"set-cookie", carrier.cookies.output(header="").strip().encode()
