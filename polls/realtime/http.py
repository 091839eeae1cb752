"""The two addresses that thousands of phones use at once, without Django's middleware.

GET /<code>/state/ is held until something changes and costs no thread and no query
while it waits; POST /<code>/answers/ goes into the same recorder as a socket's frame.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qs, parse_qsl

from django.http import parse_cookie
from django.urls import get_script_prefix
from django.utils import translation
from django.utils.translation import gettext as _

from polls import identity, languages, network, protocol
from polls.errors import PollsError
from polls.protocol import AnswerRequest
from polls.realtime import answering, form_replies, visiting
from polls.realtime.hub import hub
from polls.realtime.rooms import Room
from polls.sessions import own_pace
from polls.whole_numbers import whole_number

logger = logging.getLogger(__name__)

HOLD = 25.0  # seconds that a poll is held when nothing is newer
GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", re.IGNORECASE)
AFTER = re.compile(r"[0-9]{1,18}", re.ASCII)
STATUS = {
    "session": 404,
    "screen": 404,
    "participant": 401,
    "desk": 401,
    "server": 503,
    "question": 409,
    "pace": 409,
    "guess": 429,
    "join": 429,
}
HEADERS = [
    (b"cache-control", b"no-store"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]

JSON = (b"content-type", b"application/json")
PLAIN = (JSON, (b"vary", b"accept-encoding"))
ZIPPED = (*PLAIN, (b"content-encoding", b"gzip"))

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Request:
    """What these two views need of a request."""

    method: str
    scheme: str
    query: str
    headers: dict[bytes, str]
    body: bytes
    parameters: dict[str, str]
    address: str
    user: Any
    login: str  # the key of the facilitator's login, where there is one
    receive: Receive  # after the body: waits until the client hangs up

    @property
    def wants_json(self) -> bool:
        return "application/json" in self.headers.get(b"accept", "")

    @property
    def unpacks(self) -> bool:
        accepted = self.headers.get(b"accept-encoding", "")
        return GZIP.search(accepted) is not None

    @property
    def after(self) -> str:
        return parse_qs(self.query).get("after", [""])[0]

    @property
    def step(self) -> int | None:
        """The step of a session at one's own pace from which a form was sent."""
        return whole_number(
            parse_qs(self.query).get(form_replies.STEP, [""])[0], highest=form_replies.LAST_STEP
        )

    @property
    def code(self) -> str:
        return self.parameters["code"]

    @property
    def cookies(self) -> dict[str, str]:
        return parse_cookie(self.headers.get(b"cookie", ""))

    @property
    def language(self) -> str:
        """The one chosen on this device, '' when it follows the session."""
        return languages.chosen_language(self.cookies) or ""

    async def hold(self, news: asyncio.Future[None]) -> bool:
        """Wait for news, for HOLD at most; False when the client has left in the meantime."""
        left = asyncio.ensure_future(self.receive())
        try:
            await asyncio.wait((news, left), timeout=HOLD, return_when=asyncio.FIRST_COMPLETED)
            return not left.done()
        finally:
            left.cancel()


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: str | bytes = ""
    headers: tuple[tuple[bytes, bytes], ...] = (JSON,)


GONE = Reply(499)  # nobody reads it
View = Callable[[Request], Awaitable[Reply]]


def make_endpoint(
    view: View, method: str
) -> Callable[[dict[str, Any], Receive, Send], Awaitable[None]]:
    """An ASGI application around a view; the outermost edge, where errors become replies."""

    async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        try:
            request = await read_request(scope, receive)
            if request.method != method:
                reply = Reply(405, headers=((b"allow", method.encode()),))
            else:
                reply = await view(request)
        except PollsError as problem:
            reply = refusal_reply(problem)
        except Exception:
            logger.exception("A request of a phone failed")
            reply = refusal_reply(
                PollsError("server.error", _("Er ging iets mis. Probeer het opnieuw."))
            )
        await send_reply(reply, send)

    return application


async def read_request(scope: dict[str, Any], receive: Receive) -> Request:
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > protocol.MAX_BYTES:
            raise PollsError("answer.too_large", _("Je antwoord is te lang. Maak het korter."))
    return Request(
        method=scope["method"],
        scheme=scope.get("scheme", "http"),
        query=scope["query_string"].decode("latin-1"),
        headers={key: value.decode("latin-1") for key, value in scope["headers"]},
        body=body,
        parameters=scope["url_route"]["kwargs"],
        address=(scope.get("client") or ("", 0))[0],
        user=scope.get("user"),
        login=scope["session"].session_key or "" if "session" in scope else "",
        receive=receive,
    )


async def send_reply(reply: Reply, send: Send) -> None:
    body = reply.body.encode() if isinstance(reply.body, str) else reply.body
    headers = [*HEADERS, *reply.headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def refusal_reply(problem: PollsError, id: str | None = None) -> Reply:
    status = STATUS.get(problem.code.split(".")[0], 400)
    return Reply(status, protocol.error_frame(problem, id))


async def find_room(request: Request) -> tuple[Room, str]:
    """The room of a request's code, and the hash by which it knows the device; raises
    PollsError."""
    room, key = await visiting.enter_room(
        code=request.code,
        cookies=request.cookies,
        address=request.address,
        https=request.scheme == "https",
    )
    translation.activate(request.language or (await room.newest()).session.language)
    return room, key


async def find_participant(request: Request) -> tuple[Room, int]:
    """The room and the participant of a request's code and cookie; raises PollsError."""
    room, key = await find_room(request)
    return room, await visiting.recognise_device(room, key, request.address)


def seconds_of_page(request: Request) -> float | None:
    name = identity.cookie_name(request.code, https=request.scheme == "https")
    return identity.cookie_age(request.code, request.cookies.get(name))


async def poll_state(request: Request) -> Reply:
    """The phone's state, at once when it is newer than `after`, else when it changes."""
    after = version_of(request.after)
    room, participant_id = await find_participant(request)
    snapshot = await room.newest()
    if after is not None and after > snapshot.version:  # another process may know more
        await room.snapshots.reload()
    if after == (await room.newest()).version:
        with room.polls.hold(participant_id) as news:
            if not await request.hold(news):
                return GONE
    room.polls.note_end(participant_id)
    room.warnings.newcomers.connected(participant_id)
    snapshot = await room.newest()
    mine = await room.read_mine(snapshot, participant_id)
    room.presence.arrive(participant_id, snapshot.rounds, mine)
    frames = room.frames_of(snapshot, request.language)
    if request.unpacks:
        return Reply(200, frames.zip_for(mine), ZIPPED)
    return Reply(200, frames.frame_for(mine), PLAIN)


def version_of(text: str) -> int | None:
    if text and not AFTER.fullmatch(text):
        raise protocol.malformed_frame("after")
    return int(text) if text else None


async def post_answer(request: Request) -> Reply:
    """Store an answer: JSON as on the socket, or a form that goes back to the page."""
    check_origin(request)
    try:
        room, key = await find_room(request)
        given = parse_answer(request)
        # Before it makes the device a participant.
        answering.read_answer(await room.newest(), given)
        participant_id = await visiting.recognise_device(room, key, request.address, answering=True)
        answer = answering.prepare_answer(await room.newest(), participant_id, given)
        outcome = await answering.await_outcome(
            room, answer, since=partial(seconds_of_page, request)
        )
    except PollsError as problem:
        if request.wants_json:
            return refusal_reply(problem, protocol.echoed_id(request.body.decode(errors="replace")))
        return redirect_back(
            request, form_replies.refused_query(problem, request.code, request.step)
        )
    if request.wants_json:
        return Reply(200, protocol.ack_frame(answer.id, outcome))
    return redirect_back(request, form_replies.stored_query(request.step))


async def post_done(request: Request) -> Reply:
    """Somebody is done with the questions at their own pace: back to the page, which thanks or
    says what is still to be answered."""
    check_origin(request)
    try:
        room, participant_id = await find_participant(request)
        snapshot = await room.newest()
        mine = await room.read_mine(snapshot, participant_id)
        own_pace.ensure_done(snapshot.session, snapshot.questions, mine)
        await hub.recorder.farewells.ask(participant_id)
    except PollsError as problem:
        if request.wants_json:
            return refusal_reply(problem)
        return redirect_back(
            request, form_replies.refused_query(problem, request.code, request.step)
        )
    if request.wants_json:
        return Reply(204)
    return redirect_back(request, form_replies.done_query())


def parse_answer(request: Request) -> AnswerRequest:
    if request.headers.get(b"content-type", "").startswith("application/json"):
        return protocol.answer_request(protocol.decode_object(request.body))
    try:
        fields = parse_qsl(request.body.decode(), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise protocol.malformed_frame(_("geen UTF-8")) from None
    return protocol.parse_form(fields)


def check_origin(request: Request) -> None:
    """A page of another site cannot post here in a participant's name."""
    origin = request.headers.get(b"origin")
    if origin is None:
        return
    site = network.origin_of(origin)
    if site is None or site[1] != request.headers.get(b"host"):
        raise PollsError("participant.origin", _("Dit formulier hoort niet bij deze site."))


def redirect_back(request: Request, query: str) -> Reply:
    location = f"{get_script_prefix()}{request.code}/{query}".encode()
    return Reply(303, headers=((b"location", location),))


phone_state = make_endpoint(poll_state, "GET")
phone_answers = make_endpoint(post_answer, "POST")
phone_done = make_endpoint(post_done, "POST")
