"""Long polling: phones, screens and desks whose websockets are blocked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.db.backends.utils import CursorWrapper
from django.test import Client

from polls import identity
from polls.realtime import held_polls, http, rooms
from polls.realtime import hub as hubs
from polls.realtime.hub import hub
from tests.polls.realtime.clients import Room, eventually

AWAKE = http.HOLD - 5  # seconds: a poll that nobody wakes is answered later than this

pytestmark = pytest.mark.django_db(transaction=True)


class Poller:
    """A device that polls one address, with its cookies."""

    def __init__(self, room: Room, path: str, cookies: dict[str, str]) -> None:
        site = f"http://127.0.0.1:{room.port}"
        self.client = httpx.AsyncClient(base_url=site, cookies=cookies, timeout=AWAKE)
        self.path = path

    async def get(self, after: Any = None) -> httpx.Response:
        return await self.client.get(self.path, params={} if after is None else {"after": after})

    async def ask(self, after: Any = None) -> Any:
        reply = await self.get(after)
        assert reply.status_code == 200, reply.text
        return reply.json()

    def hold(self, after: Any) -> asyncio.Task[Any]:
        return asyncio.create_task(self.ask(after))

    async def until_answered(self, after: Any, count: int) -> Any:
        """Poll on, as a page does, until this many have answered: a newcomer wakes it too."""
        while True:
            reply = await self.ask(after)
            if reply["frames"][1]["answered"] == count:
                return reply
            after = reply["after"]


@pytest_asyncio.fixture
async def pollers(on_vote: Room) -> AsyncIterator[Pollers]:
    made = Pollers(on_vote)
    yield made
    for poller in made.made:
        await poller.client.aclose()


class Pollers:
    def __init__(self, room: Room) -> None:
        self.room = room
        self.made: list[Poller] = []

    def poller(self, path: str, cookies: dict[str, str] | None = None) -> Poller:
        self.made.append(Poller(self.room, path, cookies or {}))
        return self.made[-1]

    def phone(self) -> Poller:
        code = self.room.session.code
        name = identity.cookie_name(code, https=False)
        return self.poller(f"/{code}/state/", {name: identity.new_cookie(code)})

    def screen(self) -> Poller:
        return self.poller(f"/screen/{self.room.session.screen_token}/state/")

    async def desk(self, user: User | None) -> Poller:
        client = Client()
        if user is not None:
            await sync_to_async(client.force_login)(user)
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        return self.poller(f"/desk/{self.room.session.code}/state/", cookies)


def held(count: int) -> bool:
    return len(next(iter(hub.rooms.values())).polls.futures) == count


@contextmanager
def counted_queries(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every query of every thread, as long as the block lasts."""
    seen: list[str] = []
    execute = CursorWrapper.execute

    def counted(cursor: CursorWrapper, sql: str, params: Any = None) -> Any:
        seen.append(sql)
        return execute(cursor, sql, params)

    with monkeypatch.context() as patch:
        patch.setattr(CursorWrapper, "execute", counted)
        yield seen


@pytest.fixture
def no_heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only messages wake anybody, and nothing but a poll can query."""
    monkeypatch.setattr(hubs, "BEAT", 3600.0)


# Phones


async def test_a_held_poll_costs_no_query_until_something_changes(
    no_heartbeat: None, pollers: Pollers, monkeypatch: pytest.MonkeyPatch
):
    phones = [pollers.phone() for _ in range(20)]
    versions = [(await phone.ask())["version"] for phone in phones]
    with counted_queries(monkeypatch) as queries:
        asked = [phone.hold(version) for phone, version in zip(phones, versions, strict=True)]
        await eventually(lambda: held(20))
        await asyncio.wait(asked, timeout=0.5)
        while_held = list(queries)
        version = await pollers.room.act("close")

        states = await asyncio.gather(*asked)

    assert while_held == []
    assert len(queries) > 0
    assert {state["version"] for state in states} == {version}


async def test_a_poll_that_meets_nothing_new_gets_the_state_it_had(
    pollers: Pollers, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(http, "HOLD", 0.2)
    phone = pollers.phone()
    before = await phone.ask()

    after = await phone.ask(before["version"])

    assert after == before


@pytest.mark.parametrize(
    "after", ["-1", "1.5", "abc", "١٢", "9" * 19, "9" * 5000, "1 OR 1=1", "\0"]
)
async def test_a_version_that_is_no_number_gets_a_clear_refusal(pollers: Pollers, after: str):
    reply = await pollers.phone().get(after)

    assert reply.status_code == 400
    assert reply.json()["code"] == "frame.malformed"
    assert "(after)" in reply.json()["message"]


@pytest.mark.parametrize("after", ["", "0", "000", "999999", "9" * 18])
async def test_a_version_that_is_not_the_newest_is_answered_at_once(
    pollers: Pollers, after: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(http, "HOLD", 2 * AWAKE)

    state = await pollers.phone().ask(after)

    assert state["slide"]["id"] == "goed"


async def test_a_poll_learns_what_its_process_had_not_heard(no_heartbeat: None, pollers: Pollers):
    """Another process told the phone of a version; the message to this one was lost."""
    phone = pollers.phone()
    known = (await phone.ask())["version"]
    with silenced():
        version = await pollers.room.act("close")

    state = await phone.ask(version + 1)

    assert version > known
    assert (state["version"], state["questions"][0]["state"]) == (version, "closed")


@contextmanager
def silenced() -> Iterator[None]:
    """What is committed in this block is told to nobody."""
    loop, hub.loop = hub.loop, None
    layer, hubs.get_channel_layer = hubs.get_channel_layer, Nowhere
    try:
        yield
    finally:
        hub.loop, hubs.get_channel_layer = loop, layer


class Nowhere:
    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        """Lost."""


async def test_a_failed_broadcast_is_made_up_for(pollers: Pollers, monkeypatch: pytest.MonkeyPatch):
    """The database was away just when the state had to be read."""
    phone = pollers.phone()
    asked = phone.hold((await phone.ask())["version"])
    await eventually(lambda: held(1))
    broadcast, failures = rooms.Room.broadcast, iter([RuntimeError("the database is away")])

    async def once_failing(room: rooms.Room) -> int:
        for failure in failures:
            raise failure
        return await broadcast(room)

    monkeypatch.setattr(rooms.Room, "broadcast", once_failing)
    version = await pollers.room.act("close")

    assert (await asked)["version"] == version


async def test_people_who_poll_are_counted_once_and_until_they_leave(
    pollers: Pollers, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(held_polls, "BETWEEN", 0.5)
    screen = await pollers.room.screen()
    phones = [pollers.phone() for _ in range(3)]
    asked = [phone.hold((await phone.ask())["version"]) for phone in [*phones, phones[0]]]
    here = await screen.until(type="pulse", present=3)

    for task in asked:
        task.cancel()
    left = await screen.until(type="pulse", present=0)

    assert (here["joined"], left["joined"]) == (3, 3)


async def test_a_device_that_came_after_the_end_takes_part_once_it_goes_on(pollers: Pollers):
    room, code = pollers.room, pollers.room.session.code
    await room.act("finish")
    late = pollers.phone()
    outside = (await late.ask())["session"]["state"]
    refused = await post(late, code)

    await room.act("reopen")
    await room.act("open", question="goed")
    (question,) = (await late.ask())["questions"]
    stored = await post(late, code, question["round"])

    assert (outside, refused["type"], stored.get("outcome")) == ("ended", "error", "stored")


async def post(phone: Poller, code: str, round: int = 1) -> dict[str, Any]:
    reply = await phone.client.post(
        f"/{code}/answers/",
        json={"question": "goed", "round": round, "value": ["A"]},
        headers={"Accept": "application/json"},
    )
    return dict(reply.json())


# Screens and desks


async def test_a_screen_that_polls_sees_what_a_socket_sees(pollers: Pollers):
    room, screen = pollers.room, pollers.screen()
    phone = await room.phone()
    first = await screen.ask()
    asked = asyncio.create_task(screen.until_answered(first["after"], 1))
    await phone.answer("goed", ["D"])

    hidden = await asked
    await room.act("show", anyway="1")
    shown = await screen.ask(hidden["after"])

    assert [frame["type"] for frame in first["frames"]] == ["state", "results"]
    assert [hidden["frames"][1][name] for name in ("answered", "figure")] == [1, None]
    assert shown["frames"][1]["figure"]["data"][0]["x"] == [0, 0, 0, 1, 0]


async def test_a_desk_that_polls_follows_its_session(pollers: Pollers, trainer: User):
    desk = await pollers.desk(trainer)
    before = await desk.ask()
    asked = desk.hold(before["after"])

    version = await pollers.room.act("goto", slide="minder")

    state = (await asked)["frames"][0]
    assert (state["version"], state["slide"]["id"], len(state["questions"])) == (
        version,
        "minder",
        10,
    )


async def test_a_screen_that_polls_hears_of_newcomers(pollers: Pollers):
    screen = pollers.screen()
    asked = screen.hold((await screen.ask())["after"])

    await pollers.phone().ask()

    assert (await asked)["frames"][0]["session"]["joined"] == 1


async def test_a_held_screen_and_desk_cost_no_query(
    no_heartbeat: None, pollers: Pollers, trainer: User, monkeypatch: pytest.MonkeyPatch
):
    screen, desk = pollers.screen(), await pollers.desk(trainer)
    marks = [(await poller.ask())["after"] for poller in (screen, desk)]
    asked = [screen.hold(marks[0]), desk.hold(marks[1])]
    await eventually(lambda: len(next(iter(hub.rooms.values())).presence.watchers) == 2)
    await asyncio.wait(asked, timeout=0.5)
    with counted_queries(monkeypatch) as queries:
        await next(iter(hub.rooms.values())).pulse()
        await asyncio.wait(asked, timeout=0.5)
        while_held = list(queries)
        await pollers.room.act("close")
        await asyncio.gather(*asked)

    assert while_held == []
    assert len(queries) > 0


async def test_a_poll_without_the_right_to_look_is_refused(pollers: Pollers):
    stranger = await sync_to_async(User.objects.create_user)("stranger")
    refused = [
        pollers.poller(f"/screen/{'x' * 43}/state/"),
        await pollers.desk(None),
        await pollers.desk(stranger),
        pollers.poller(f"/{pollers.room.session.code}/state/"),
        pollers.poller("/10000000/state/"),
    ]

    replies = [await poller.get() for poller in refused]

    assert [(reply.status_code, reply.json()["code"]) for reply in replies] == [
        (404, "screen.unknown"),
        (401, "desk.login"),
        (404, "session.unknown"),
        (401, "participant.unknown"),
        (404, "session.unknown"),
    ]


async def test_a_state_comes_zipped_to_whoever_unpacks_it(pollers: Pollers):
    """With the own answer of a phone as well as without."""
    phone = pollers.phone()
    replies = []
    for _answer in (None, "A"):
        zipped = await phone.client.get(phone.path, headers={"Accept-Encoding": "br, gzip"})
        plain = await phone.client.get(phone.path, headers={"Accept-Encoding": "gzip;q=0, br"})
        replies.append((zipped, plain))
        frame = {"id": str(uuid4()), "question": "goed", "value": ["A"]}
        await phone.client.post(phone.path.replace("state", "answers"), json=frame)

    for zipped, plain in replies:
        assert zipped.headers["content-encoding"] == "gzip"
        assert "content-encoding" not in plain.headers
        assert zipped.headers["vary"] == plain.headers["vary"] == "accept-encoding"
        assert int(zipped.headers["content-length"]) < int(plain.headers["content-length"]) / 2
        assert zipped.json() == plain.json()
    assert [plain.json()["questions"][0]["mine"] for _zipped, plain in replies] == [None, ["A"]]
