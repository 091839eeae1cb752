"""Which lane a page takes: of a facilitator, of a phone that joins, or of anybody."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import Error, connection
from django.http import HttpRequest, parse_cookie
from django.http.response import HttpResponseBase

from polls import database, network
from polls.errors import PollsError
from polls.realtime import visiting
from polls.sessions import access
from workshop.serving import mounting, probes, programs
from workshop.serving.known import Known
from workshop.serving.lanes import Lane, Receive, Thread

PHONE = re.compile(r"/(?P<code>[0-9]{8})/(?P<rest>(takeaway/)?)", re.ASCII)
LINK = re.compile(r"/(screen|cohost)/[^/]+/")
EMBED = re.compile(r"/embed/[^/]+/")  # which everybody at home opens at once
SHARED = re.compile(r"/report/[^/]+/")  # which anyone may have, and which takes a process to make
PASSWORDS = ("/desk/login/", "/desk/account/password/")
RESULTS = re.compile(r"/api/v1/sessions/[^/]+/results")
FILES = re.compile(r"/workshops/([^/]+/pictures/)?")
LONG = re.compile(
    r"/desk/[^/]+/(report|memory|export)/.*|/(compare|tips)/.*|/workshops/[^/]+/download/.*"
)


def make_lanes() -> dict[str, Lane]:
    """The lanes of a process; docs/security.md has the same numbers, and what they hold off."""
    made = (
        Lane("desk", threads=4, queue=200),
        Lane("long", threads=3, queue=50),
        Lane("reader", threads=1, queue=20, each=10),
        Lane("phone", threads=4, queue=5_000),
        Lane("enter", threads=2, queue=1_000, each=400),
        Lane("password", threads=2, queue=40, each=10),
        Lane("health", threads=1, queue=20),
        Lane("program", threads=2, queue=100, each=20),
        Lane("result", threads=1, queue=20, each=4),
        Lane("file", threads=1, queue=10, each=2),
        Lane("stranger", threads=3, queue=200, each=50),
    )
    return {lane.name: lane for lane in made}


CONNECTED = ("desk", "password", "stranger")  # before anybody waits for it


class Admission:
    def __init__(self) -> None:
        self.lanes = make_lanes()
        self.known = Known()
        self.callers = programs.Callers(self.known)

    async def connect(self) -> None:
        for name in CONNECTED:
            lane = self.lanes[name]
            while len(lane.made) < lane.threads:
                thread = lane.make()
                lane.idle.append(thread)
                await asyncio.wrap_future(thread.submit(database.connect_thread))

    @asynccontextmanager
    async def thread(self, scope: dict[str, Any], receive: Receive) -> AsyncIterator[Thread]:
        place = network.network_of(address_of(scope))
        if programs.is_program(scope):
            async with self.program_thread(scope, place, receive) as thread:
                yield thread
            return
        cookies = cookies_of(scope)
        with suppress(Error):  # the page meets it again, and says so
            await self.recognise(login_of(cookies), is_login, place, receive)
        lane = self.lanes[await self.lane(scope, cookies)]
        async with lane.thread(place, receive) as thread:
            yield thread

    @asynccontextmanager
    async def program_thread(
        self, scope: dict[str, Any], place: str, receive: Receive
    ) -> AsyncIterator[Thread]:
        """What each token has of a lane is its own; programs share no thread with people."""
        bearer, known = programs.bearer_of(scope), False
        with suppress(Error):
            known = await self.recognise(bearer, programs.is_right, place, receive)
        lane = self.lanes[program_lane(scope) if known else "stranger"]
        async with lane.thread(bearer if known else place, receive) as thread:
            yield thread

    async def is_known(self, scope: dict[str, Any], receive: Receive) -> bool:
        """Whether a request comes from somebody who is logged in, or from their program; raises
        an Error of the database that does not say."""
        place = network.network_of(address_of(scope))
        if programs.is_program(scope):
            bearer = programs.bearer_of(scope)
            return await self.recognise(bearer, programs.is_right, place, receive)
        return await self.recognise(login_of(cookies_of(scope)), is_login, place, receive)

    async def recognise(
        self, secret: str, is_right: Callable[[str], bool], place: str, receive: Receive
    ) -> bool:
        """Whether a login or a token is right: looked up as a stranger the first time. Raises
        an Error of the database."""
        if not secret or secret in self.known:
            return bool(secret)
        async with self.lanes["stranger"].thread(place, receive) as thread:
            found = await asyncio.wrap_future(thread.submit(is_right, secret))
        if found:
            self.known.add(secret)
        return found

    async def lane(self, scope: dict[str, Any], cookies: dict[str, str]) -> str:
        path = mounting.within(scope["path"])
        if path in probes.PATHS:
            return "health"
        if SHARED.fullmatch(path):
            return "reader"
        if path in PASSWORDS and scope["method"] == "POST":
            return "password"
        if login_of(cookies) in self.known:
            brings = scope["method"] == "POST" and FILES.fullmatch(path)
            return "long" if brings or LONG.fullmatch(path) else "desk"
        if path == "/" or EMBED.fullmatch(path):
            return "enter"
        if phone := PHONE.fullmatch(path):
            return "phone" if await await_arrival(scope, cookies, phone) else "stranger"
        if (link := LINK.match(path)) and link[0] in self.known:
            return "desk"
        return "stranger"

    def remember(self, request: HttpRequest, response: HttpResponseBase) -> None:
        """Called in the page's thread, with what it turned out to be."""
        if request.path_info.startswith(programs.PLACE):
            if response.status_code == 401:
                self.known.discard(programs.bearer_of(vars(request)["scope"]))
            return
        session = getattr(request, "session", None)
        if session is not None and session.accessed and session.session_key:
            seen = getattr(request, "_cached_user", None)  # only if the page asked who it is
            if SESSION_KEY in session and getattr(seen, "is_authenticated", True):
                self.known.add(session.session_key)
            else:
                self.known.discard(session.session_key)
        if response.status_code == 200 and (link := LINK.match(request.path_info)):
            self.known.add(link[0])


async def await_arrival(
    scope: dict[str, Any], cookies: dict[str, str], phone: re.Match[str]
) -> bool:
    """Do the waiting of a phone's page before it has a thread; the view finds it in its scope."""
    if "arrived" in scope:  # somebody in front of us has waited already
        return not isinstance(scope["arrived"], PollsError)
    come = visiting.find_session if phone["rest"] else visiting.visit_session
    try:
        scope["arrived"] = await come(
            code=phone["code"],
            cookies=cookies,
            address=address_of(scope),
            https=scope.get("scheme") == "https",
        )
    except PollsError as problem:
        scope["arrived"] = problem
        return False
    except Error:  # the view meets it again, and says so as for every page
        return False
    return True


def program_lane(scope: dict[str, Any]) -> str:
    path = mounting.within(scope["path"])
    if RESULTS.fullmatch(path):
        return "result"
    brings = scope["method"] == "POST" and path == "/api/v1/workshops"
    return "file" if brings else "program"


def login_of(cookies: dict[str, str]) -> str:
    return cookies.get(settings.SESSION_COOKIE_NAME, "")


def is_login(key: str) -> bool:
    try:
        return bool(access.user_of(login=key).is_authenticated)
    finally:
        connection.close_if_unusable_or_obsolete()


def address_of(scope: dict[str, Any]) -> str:
    return (scope.get("client") or ("", 0))[0]


def cookies_of(scope: dict[str, Any]) -> dict[str, str]:
    found = [value for name, value in scope["headers"] if name == b"cookie"]
    return parse_cookie(b"; ".join(found).decode("latin-1"))
