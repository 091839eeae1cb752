"""The two addresses that thousands of phones use at once, without Django's middleware.

GET /<code>/state/ is held until something changes and costs no thread and no query
while it waits; POST /<code>/answers/ goes into the same recorder as a socket's frame.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from django.http import parse_cookie
from django.utils.translation import gettext as _

from polls import identity, protocol
from polls.domain.participants import Arrival
from polls.errors import PollsError
from polls.protocol import AnswerRequest
from polls.realtime import answering
from polls.realtime.hub import hub
from polls.realtime.rooms import Room

logger = logging.getLogger(__name__)

HOLD = 25.0  # seconds that a poll is held when nothing is newer
STATUS = {"session": 404, "participant": 401, "server": 503, "question": 409}
HEADERS = [
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Request:
    """What these two views need of a request."""

    code: str
    method: str
    scheme: str
    query: str
    headers: dict[bytes, str]
    body: bytes

    @property
    def wants_json(self) -> bool:
        return "application/json" in self.headers.get(b"accept", "")


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: str = ""
    headers: tuple[tuple[bytes, bytes], ...] = ((b"content-type", b"application/json"),)


View = Callable[[Request], Awaitable[Reply]]


def endpoint(view: View, method: str) -> Callable[[dict[str, Any], Receive, Send], Awaitable[None]]:
    """An ASGI application around a view; the outermost edge, where errors become replies."""

    async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        try:
            request = await read_request(scope, receive)
            if request.method != method:
                reply = Reply(405, headers=((b"allow", method.encode()),))
            else:
                reply = await view(request)
        except PollsError as problem:
            reply = refusal(problem)
        except Exception:
            logger.exception("A request of a phone failed")
            reply = refusal(PollsError("server.error", _("Er ging iets mis. Probeer het opnieuw.")))
        await respond(reply, send)

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
        code=scope["url_route"]["kwargs"]["code"],
        method=scope["method"],
        scheme=scope.get("scheme", "http"),
        query=scope["query_string"].decode("latin-1"),
        headers={key: value.decode("latin-1") for key, value in scope["headers"]},
        body=body,
    )


async def respond(reply: Reply, send: Send) -> None:
    body = reply.body.encode()
    headers = [*HEADERS, *reply.headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def refusal(problem: PollsError, id: str | None = None) -> Reply:
    status = STATUS.get(problem.code.split(".")[0], 400)
    return Reply(status, protocol.error(problem, id))


async def participant(request: Request) -> tuple[Room, int]:
    """The room and the participant of a request's code and cookie; raises PollsError."""
    session_id = await hub.session_id(request.code)
    cookies = parse_cookie(request.headers.get(b"cookie", ""))
    name = identity.cookie_name(request.code, https=request.scheme == "https")
    key_hash = identity.key_hash(request.code, cookies.get(name))
    if key_hash is None:
        raise PollsError(
            "participant.unknown", _("We herkennen dit toestel niet. Ververs de pagina.")
        )
    room = hub.room(session_id)
    if key_hash not in room.known_people:
        arrival = Arrival(session_id, key_hash)
        room.known_people[key_hash] = await hub.recorder.arrivals.ask(arrival)
    return room, room.known_people[key_hash]


async def poll_state(request: Request) -> Reply:
    """The phone's state, at once when it is newer than `after`, else when it changes."""
    room, participant_id = await participant(request)
    after = parse_qs(request.query).get("after", [""])[0]
    if after.isdecimal():
        await room.newest()
        await room.wait_newer(int(after), HOLD)
    snapshot = await room.newest()
    mine = await room.mine(snapshot, participant_id)
    return Reply(200, room.frames(snapshot).frame(mine))


async def post_answer(request: Request) -> Reply:
    """Store an answer: JSON as on the socket, or a form that goes back to the page."""
    check_origin(request)
    try:
        room, participant_id = await participant(request)
        answer = answering.prepare(await room.newest(), participant_id, parse_answer(request))
        outcome = await answering.ask(room, answer)
    except PollsError as problem:
        if request.wants_json:
            return refusal(problem, protocol.echoed_id(request.body.decode(errors="replace")))
        return back(request, f"?fout={problem.code}")
    if request.wants_json:
        return Reply(200, protocol.ack(answer.id, outcome))
    return back(request, "?bewaard=1")


def parse_answer(request: Request) -> AnswerRequest:
    if request.headers.get(b"content-type", "").startswith("application/json"):
        return protocol.answer_request(protocol.decode_object(request.body))
    try:
        fields = parse_qsl(request.body.decode(), keep_blank_values=True, errors="strict")
    except UnicodeDecodeError:
        raise protocol.malformed("geen UTF-8") from None
    return protocol.parse_form(fields)


def check_origin(request: Request) -> None:
    """A page of another site cannot post here in a participant's name."""
    origin = request.headers.get(b"origin")
    if origin is None:
        return
    if urlsplit(origin).netloc != request.headers.get(b"host"):
        raise PollsError("participant.origin", _("Dit formulier hoort niet bij deze site."))


def back(request: Request, query: str) -> Reply:
    location = f"/{request.code}/{query}".encode()
    return Reply(303, headers=((b"location", location),))


phone_state = endpoint(poll_state, "GET")
phone_answers = endpoint(post_answer, "POST")
