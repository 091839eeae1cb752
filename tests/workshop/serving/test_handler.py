"""Pages share a few threads, each with a database connection that it keeps."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection, connections
from django.http import HttpRequest, HttpResponse
from django.test import Client

from polls import identity
from polls.models import LiveSession
from polls.realtime.hub import hub
from tests.workshop.serving.out_of_reach import out_of_reach
from workshop.serving import bodies
from workshop.serving.handler import Handler, get_asgi_application
from workshop.serving.lanes import Lane

pytestmark = pytest.mark.django_db(transaction=True)
ENCODED = "application/x-www-form-urlencoded"


@pytest_asyncio.fixture
async def handler() -> AsyncIterator[Handler]:
    made = get_asgi_application()
    yield made
    for lane in made.admission.lanes.values():
        for thread in lane.made:
            thread.submit(connections.close_all)
            thread.shutdown()


async def ask(handler: Any, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=handler)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return await client.request(method, path, headers=headers)


async def get(handler: Any, path: str) -> int:
    return (await ask(handler, path)).status_code


def lane(handler: Handler, name: str) -> Lane:
    return handler.admission.lanes[name]


async def test_a_request_finds_the_thread_and_the_connection_of_the_one_before(handler: Handler):
    first = await get(handler, "/desk/")
    [thread] = lane(handler, "stranger").idle
    before = thread.submit(lambda: connection.connection).result()
    second = await get(handler, "/desk/")
    after = thread.submit(lambda: connection.connection).result()

    assert (first, second) == (302, 302)  # to the login page
    assert lane(handler, "stranger").idle == [thread]
    assert before is after


async def test_requests_at_once_share_the_threads_of_their_lane(handler: Handler):
    before = threading.active_count()

    replies = await asyncio.gather(*[get(handler, "/desk/login/") for _ in range(40)])

    strangers = lane(handler, "stranger")
    assert replies == [200] * 40
    assert len(strangers.idle) == len(strangers.made) == strangers.threads
    assert threading.active_count() - before <= strangers.threads + 2  # and two for hashes
    assert strangers.places.total() == 0


async def test_threads_are_connected_before_the_first_request(handler: Handler):
    await handler.prepare()

    threads = lane(handler, "desk").idle
    assert len(threads) == lane(handler, "desk").threads
    connected = [
        thread.submit(lambda: connection.connection is not None).result() for thread in threads
    ]
    assert connected == [connection.vendor == "sqlite"] * len(threads)  # a pool takes its own back


async def test_a_page_visits_its_thread_before_its_answer_only_once(handler: Handler):
    health = lane(handler, "health")
    thread = health.make()
    health.idle.append(thread)
    visits: list[str] = []
    submit = thread.submit

    def note(function, *arguments, **named):
        visits.append("visit")
        return submit(function, *arguments, **named)

    thread.submit = note
    reply = await get(handler, "/healthz")

    assert reply == 200
    assert visits == ["visit"] * 2  # for its answer, and to end it


async def test_who_floods_is_refused_and_hears_when_to_come_back(handler: Handler):
    flood = [ask(handler, "/desk/login/") for _ in range(200)]

    replies = await asyncio.gather(*flood)

    refused = [reply for reply in replies if reply.status_code == 503]
    assert {reply.status_code for reply in replies} == {200, 503}
    assert len(replies) - len(refused) == lane(handler, "stranger").each
    assert {reply.headers["Retry-After"] for reply in refused} == {"3"}
    assert 'http-equiv="refresh"' in refused[0].text
    assert await get(handler, "/desk/login/") == 200


async def test_a_refused_script_gets_json_and_a_refused_form_does_not_ask_again(handler: Handler):
    lane(handler, "stranger").queue = 0

    script = await ask(handler, "/desk/login/", Accept="application/json")
    form = await ask(handler, "/language/", "POST")

    assert script.json() == {
        "error": {"code": "server.busy", "message": "Het is druk. Probeer het zo opnieuw."}
    }
    assert form.status_code == 503
    assert "http-equiv" not in form.text


class Slow:
    """A view that holds its threads until it is let go."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        assert self.go.wait(30)
        return HttpResponse("done")


async def busy_with_strangers(
    handler: Handler, monkeypatch: pytest.MonkeyPatch
) -> tuple[Slow, Any]:
    slow = Slow()
    respond = handler.respond

    def held(request: HttpRequest) -> Any:
        return slow(request) if request.path == "/held/" else respond(request)

    monkeypatch.setattr(handler, "respond", held)
    flood = asyncio.gather(*[ask(handler, "/held/") for _ in range(100)])
    while not lane(handler, "stranger").is_full("127.0.0.1"):  # noqa: ASYNC110
        await asyncio.sleep(0)
    return slow, flood


async def test_strangers_keep_out_no_phone_no_facilitator_and_no_look_at_its_health(
    handler: Handler, session: LiveSession, live_hub: Any, monkeypatch: pytest.MonkeyPatch
):
    desk = await logged_in(session)
    assert (await ask(handler, "/desk/", Cookie=desk)).status_code == 200  # it is known since
    slow, flood = await busy_with_strangers(handler, monkeypatch)

    stranger = await get(handler, "/desk/login/")
    phone = await get(handler, f"/{session.code}/")
    door = await get(handler, "/")
    trainer = (await ask(handler, f"/desk/{session.code}/", Cookie=desk)).status_code
    health = await get(handler, "/healthz")
    slow.go.set()
    await flood

    assert stranger == 503
    assert (phone, door, trainer, health) == (200,) * 4


async def logged_in(session: LiveSession) -> str:
    def login() -> str:
        client = Client()
        client.force_login(session.facilitator)
        return f"{settings.SESSION_COOKIE_NAME}={client.cookies['sessionid'].value}"

    return await asyncio.to_thread(login)


async def test_a_made_up_login_is_a_strangers(
    handler: Handler, session: LiveSession, monkeypatch: pytest.MonkeyPatch
):
    slow, flood = await busy_with_strangers(handler, monkeypatch)

    reply = await ask(handler, "/desk/", Cookie=f"{settings.SESSION_COOKIE_NAME}=made-up")
    slow.go.set()
    await flood

    assert reply.status_code == 503


async def test_a_login_that_ended_is_a_strangers_again(handler: Handler, session: LiveSession):
    desk = await logged_in(session)
    key = desk.partition("=")[2]
    await ask(handler, "/desk/", Cookie=desk)
    known = key in handler.admission.known

    await asyncio.to_thread(User.objects.update, is_active=False)
    await ask(handler, "/desk/", Cookie=desk)

    assert (known, key in handler.admission.known) == (True, False)


async def test_a_link_that_was_right_has_a_facilitators_place(
    handler: Handler, session: LiveSession, live_hub: Any
):
    right, wrong = f"/screen/{session.screen_token}/", "/screen/no-such-link-of-a-screen/"

    for path in (right, wrong):
        await get(handler, path)

    assert [path in handler.admission.known for path in (right, wrong)] == [True, False]


async def test_wrong_codes_wait_without_a_thread(
    handler: Handler, session: LiveSession, live_hub: Any
):
    name = identity.cookie_name(session.code, https=False)
    guesses = [
        asyncio.create_task(get(handler, f"/{code}/")) for code in range(10_000_000, 10_000_200)
    ]
    throttle = hub.guesses.of("127.0.0.1")
    while throttle.waiting < 150:  # noqa: ASYNC110
        await asyncio.sleep(0)

    phone = await ask(
        handler, f"/{session.code}/", Cookie=f"{name}={identity.new_cookie(session.code)}"
    )
    waiting = throttle.waiting
    threads = sum(len(lane.made) for lane in handler.admission.lanes.values())
    for guess in guesses:
        guess.cancel()
    await asyncio.gather(*guesses, return_exceptions=True)

    assert phone.status_code == 200
    assert waiting > 100
    assert threads <= 3 + 4  # strangers who had their turn, and the phone's


async def test_logins_take_the_places_of_passwords(handler: Handler):
    passwords = lane(handler, "password")

    replies = await asyncio.gather(*[ask(handler, "/desk/login/", "POST") for _ in range(30)])
    tried = [str(reply.status_code) for reply in replies]

    assert tried.count("503") == 30 - (passwords.each or 0)
    assert lane(handler, "stranger").made == []


async def test_reports_by_a_link_wait_for_each_other_and_for_nobody_else(
    handler: Handler, session: LiveSession
):
    desk = await logged_in(session)

    replies = await asyncio.gather(
        *[ask(handler, "/report/unknown/") for _ in range(5)],
        *[ask(handler, "/report/unknown/", Cookie=desk) for _ in range(5)],
    )

    assert [reply.status_code for reply in replies] == [404] * 10
    assert len(lane(handler, "reader").made) == 1


async def send(handler: Handler, size: int, **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=handler)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        return await client.post("/language/", content=b"a" * size, headers=headers)


async def post(handler: Handler, size: int, **headers: str) -> int:
    return (await send(handler, size, **headers)).status_code


async def test_a_large_body_is_taken_only_when_logged_in(handler: Handler, session: LiveSession):
    size = bodies.STRANGER
    desk = await logged_in(session)

    statuses = [
        await post(handler, size),
        await post(handler, size + 1),
        await post(handler, size + 1, Cookie=f"{settings.SESSION_COOKIE_NAME}=made-up"),
        await post(handler, size + 1, Cookie=desk),
    ]

    assert statuses == [302, 413, 413, 302]


async def test_a_database_that_is_away_is_no_stranger(handler: Handler, session: LiveSession):
    """Who brings much is told so, instead of that it is too large for them."""
    desk = await logged_in(session)
    script = {"Cookie": desk, "Accept": "application/json"}
    size = bodies.STRANGER + 1

    async with out_of_reach("django_session"):
        refused = await send(handler, size, Cookie=desk)
        told = await send(handler, size, **script)
        english = await send(handler, size, Cookie=f"{desk}; taal=en")
    taken = await send(handler, size, Cookie=desk)

    assert (refused.status_code, "De database is weg" in refused.text) == (503, True)
    assert (told.status_code, told.json()["error"]["code"]) == (503, "server.not_stored")
    assert "The database is gone" in english.text
    assert taken.status_code == 302


async def test_a_body_that_is_not_there_yet_holds_no_thread(handler: Handler):
    never = asyncio.get_running_loop().create_future()

    async def receive() -> Any:
        return await never

    scope = {"type": "http", "method": "POST", "path": "/language/", "headers": []}
    slow = asyncio.create_task(handler(scope, receive, None))
    for _turn in range(10):
        await asyncio.sleep(0)
    threads = sum(len(lane.made) for lane in handler.admission.lanes.values())
    slow.cancel()

    assert threads == 0


@pytest.mark.parametrize("charset", ["rot13", "hex", "no-such-thing", "utf-16"])
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "text/plain", ENCODED])
async def test_letters_that_we_do_not_read_are_refused(handler: Handler, kind: str, charset: str):
    reply = await post(handler, 10, **{"Content-Type": f"{kind}; charset={charset}"})
    control = await post(handler, 10, **{"Content-Type": f"{kind}; charset=UTF-8"})

    assert reply == 415
    assert control in (302, 400)  # 400 for a multipart body that is none


async def test_a_type_in_letters_that_do_not_exist_is_refused(handler: Handler):
    types = ["text/plain; charset*=rot13''%ff", "multipart/form-data; boundary*=hex''%ff"]

    replies = [await post(handler, 10, **{"Content-Type": each}) for each in types]

    assert set(replies) <= {400, 415}


@pytest.mark.parametrize("header", ["filename*=rot13''%ff", "name*=hex''%ff"])
async def test_a_part_in_letters_that_do_not_exist_is_no_error_of_ours(
    handler: Handler, header: str
):
    part = (
        f'--x\r\nContent-Disposition: form-data; name="language"; {header}\r\n\r\nen\r\n--x--\r\n'
    )
    transport = httpx.ASGITransport(app=handler)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        reply = await client.post(
            "/language/",
            content=part.encode(),
            headers={"Content-Type": "multipart/form-data; boundary=x"},
        )

    assert reply.status_code in (302, 400)


async def test_a_line_of_letters_that_are_none_is_refused_without_noise(
    handler: Handler, caplog: pytest.LogCaptureFixture
):
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"code=\xff\xfe",
        "headers": [],
    }
    replies: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        replies.append(message)

    await handler(scope, receive, send)

    assert replies[0]["status"] == 400
    assert [record for record in caplog.records if record.exc_info] == []
