"""A program that asks too often hears so at once; nobody else waits for it."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
import pytest_asyncio
from django.contrib.auth.models import User
from django.test import Client

from polls.realtime import limits
from tests.workshop.serving.out_of_reach import out_of_reach
from tests.workshop.serving.test_handler import handler, lane
from workshop.accounts import tokens
from workshop.models import ApiToken
from workshop.serving import programs
from workshop.serving.handler import Handler
from workshop.serving.known import Known

__all__ = ["handler"]
pytestmark = pytest.mark.django_db(transaction=True)
WORKSHOPS = "/api/v1/workshops"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """Time stands still, so that it is known how many of a flood come in."""
    clock = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: clock.now))
    return clock


@pytest_asyncio.fixture
async def program(handler: Handler) -> Any:
    transport = httpx.ASGITransport(app=handler)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        yield client


def make(user: User) -> dict[str, str]:
    token = tokens.make_token(user=user, name="proef", scope="write", by="trainer")
    return {"Authorization": f"Bearer {token}"}


@pytest.fixture
def ours(trainer: User) -> dict[str, str]:
    return make(trainer)


@pytest.fixture
def theirs(trainer: User) -> dict[str, str]:
    return make(trainer)


async def flood(program: httpx.AsyncClient, times: int, headers: Any) -> list[httpx.Response]:
    return await asyncio.gather(
        *(program.get(WORKSHOPS, headers=headers) for _time in range(times))
    )


async def test_a_thousand_at_once_are_a_few_and_the_rest_hears_to_wait(
    handler: Handler, program: httpx.AsyncClient, ours: Any, theirs: Any, clock: SimpleNamespace
):
    for headers in (ours, theirs):
        await program.get(WORKSHOPS, headers=headers)

    replies = await flood(program, 1000, ours)
    other = await program.get(WORKSHOPS, headers=theirs)
    page = await program.get("/")

    refused = [reply for reply in replies if reply.status_code == 429]
    assert len(refused) >= 1000 - programs.BURST
    assert {reply.status_code for reply in replies} - {429, 503} == {200}
    assert refused[0].json()["error"]["code"] == "request.wait"
    assert refused[0].headers["Retry-After"] == "1"
    assert (other.status_code, page.status_code) == (200, 200)
    assert lane(handler, "desk").made == []
    assert len(lane(handler, "program").made) <= lane(handler, "program").threads


async def test_who_waits_as_told_comes_in(
    program: httpx.AsyncClient, ours: Any, clock: SimpleNamespace
):
    await program.get(WORKSHOPS, headers=ours)
    for _time in range(int(programs.BURST)):
        await program.get(WORKSHOPS, headers=ours)
    before = await program.get(WORKSHOPS, headers=ours)

    clock.now += int(before.headers["Retry-After"])
    after = await program.get(WORKSHOPS, headers=ours)

    assert (before.status_code, after.status_code) == (429, 200)


@pytest.mark.parametrize(
    ("asked", "said"), [("en-GB,nl;q=0.5", "This program"), ("fr", "Dit programma"), ("", "Dit ")]
)
async def test_the_sentence_is_in_the_language_that_was_asked_for(
    program: httpx.AsyncClient, clock: SimpleNamespace, asked: str, said: str
):
    headers = {"Accept-Language": asked}
    for _time in range(int(programs.BURST)):
        await program.get(WORKSHOPS, headers=headers)

    reply = await program.get(WORKSHOPS, headers=headers)

    assert reply.status_code == 429
    assert reply.json()["error"]["message"].startswith(said)


async def test_made_up_tokens_count_as_one_and_keep_no_other_out(
    program: httpx.AsyncClient, ours: Any, clock: SimpleNamespace
):
    await program.get(WORKSHOPS, headers=ours)
    tries = [{"Authorization": f"Bearer polshoogte_{number}"} for number in range(200)]

    refused = [(await program.get(WORKSHOPS, headers=each)).status_code for each in tries]

    assert refused.count(401) == programs.BURST - 1  # one was ours, before it was known
    assert refused.count(429) == 200 - refused.count(401)
    assert (await program.get(WORKSHOPS, headers=ours)).status_code == 200


async def test_a_token_that_ended_is_a_stranger_again(
    handler: Handler, program: httpx.AsyncClient, ours: Any
):
    await program.get(WORKSHOPS, headers=ours)
    known = programs.bearer_of({"headers": [(b"authorization", ours["Authorization"].encode())]})
    was_known = known in handler.admission.known
    await ApiToken.objects.all().adelete()

    reply = await program.get(WORKSHOPS, headers=ours)

    assert was_known
    assert reply.status_code == 401
    assert known not in handler.admission.known


async def test_a_file_comes_in_with_a_token_only(program: httpx.AsyncClient, ours: Any):
    """Of a stranger no more is read than a form has."""
    large = {"file": ("deck.md", b"\0" * 200_000)}

    known = await program.post(WORKSHOPS, files=large, headers=ours)
    stranger = await program.post(WORKSHOPS, files=large)

    assert known.json()["error"]["code"].startswith("file.")
    assert (stranger.status_code, stranger.json()["error"]["code"]) == (401, "token.unknown")
    assert stranger.headers["WWW-Authenticate"].startswith("Bearer")


async def test_a_database_that_is_away_is_no_wrong_token(
    handler: Handler, program: httpx.AsyncClient, ours: Any, theirs: Any
):
    """Neither for what is read at once, nor for a file, of which it decides how much is read."""
    large = {"file": ("deck.md", b"\0" * 200_000)}
    english = {"Accept-Language": "en"}
    await program.get(WORKSHOPS, headers=theirs)  # it is known since

    async with out_of_reach("workshop_apitoken"):
        away = [
            await program.get(WORKSHOPS, headers=ours),
            await program.post(WORKSHOPS, files=large, headers=ours),
            await program.post(WORKSHOPS, files=large, headers=ours | english),
            await program.get(WORKSHOPS, headers=theirs),
        ]
    back = await program.get(WORKSHOPS, headers=ours)

    assert [reply.status_code for reply in away] == [503] * 4
    assert {reply.json()["error"]["code"] for reply in away} == {"server.not_stored"}
    assert away[1].json()["error"]["message"].startswith("De database antwoordt niet.")
    assert away[2].json()["error"]["message"].startswith("The database does not answer.")
    assert (away[1].headers["Retry-After"], away[1].headers["Connection"]) == ("3", "close")
    assert back.status_code == 200


async def test_a_full_lane_says_so_in_json(handler: Handler, program: httpx.AsyncClient, ours: Any):
    await program.get(WORKSHOPS, headers=ours)
    lane(handler, "program").each = 0

    reply = await program.get(WORKSHOPS, headers=ours)

    assert (reply.status_code, reply.json()["error"]["code"]) == (503, "server.busy")


@pytest.mark.parametrize(
    ("method", "path", "name"),
    [
        ("GET", "/api/v1/workshops", "program"),
        ("POST", "/api/v1/workshops", "file"),
        ("POST", "/api/v1/sessions/12345678/next", "program"),
        ("GET", "/api/v1/sessions/12345678/results", "result"),
    ],
)
async def test_what_takes_long_has_a_lane_of_its_own(
    handler: Handler, program: httpx.AsyncClient, ours: Any, method: str, path: str, name: str
):
    await program.request(method, path, headers=ours)

    used = [each for each in handler.admission.lanes.values() if each.made]
    assert {each.name for each in used} == {"stranger", name}  # the first to look the token up


def test_so_many_callers_are_counted():
    callers = programs.Callers(Known())

    for number in range(programs.MOST + 10):
        callers.may_ask({"headers": [], "client": (f"10.{number >> 8}.{number & 255}.1", 1)})

    assert len(callers.buckets) == programs.MOST


def test_a_login_is_never_taken_for_a_token(trainer: User):
    client = Client()
    client.force_login(trainer)
    key = client.cookies["sessionid"].value
    known = Known()
    known.add(key)

    scope = {"headers": [(b"authorization", key.encode())]}

    assert key in known
    assert programs.bearer_of(scope) not in known
    assert programs.bearer_of({"headers": []}) == ""
