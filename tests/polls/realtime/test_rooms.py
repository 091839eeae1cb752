"""A room with nothing behind it but a port: how much work one broadcast is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from polls import protocol
from polls.models import LiveSession
from polls.realtime.most_present import HOLDS
from polls.realtime.port import Rounds
from polls.realtime.rooms import Room
from polls.realtime.sockets import Message, Socket
from polls.sessions.sessions import Versions
from polls.views.news import News, read_change
from polls.views.snapshot import Mine, Snapshot
from tests import acting, seen
from workshop.facilitating import presentation

PHONES = 200


class Bench:
    """A port that counts what it is asked, and answers from what it was given."""

    process = "here"
    renderer = presentation

    def __init__(self, snapshot: Snapshot, everyones: dict[int, Mine]) -> None:
        self.snapshot = snapshot
        self.everyones = everyones
        self.reads: list[str] = []
        self.tasks: list[asyncio.Task[None]] = []

    async def read(self, function: Callable[..., Any], **arguments: Any) -> Any:
        self.reads.append(f"{function.__module__}.{function.__name__}")
        known = {"load_snapshot": self.snapshot, "read_answers": self.everyones}
        return known.get(function.__name__)

    async def read_mine(self, rounds: Rounds, participant_id: int) -> Mine:
        return self.everyones.get(participant_id, {})

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self.tasks.append(asyncio.get_running_loop().create_task(work))

    def forget_room(self, session_id: int) -> None:
        """The session is not deleted."""

    async def tell_answered(self, session_id: int, question_ids: list[int]) -> None:
        """There is no other process."""


@pytest.fixture
def told(session: LiveSession) -> News:
    """On a slide with a question, which the first of the phones answered."""
    acting.act(session, "goto", {"slide": "goed"})
    news = read_change(session, presentation)
    [question] = news.snapshot.current
    return news._replace(mine={1: {question.pk: (["A"], 3)}})


@pytest.fixture
def encoded(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Everything that is made into JSON."""
    found: list[Any] = []
    encode = protocol.encode_json

    def counted(message: Any) -> str:
        found.append(message)
        return encode(message)

    monkeypatch.setattr(protocol, "encode_json", counted)
    return found


def connect(room: Room) -> dict[int, list[Message]]:
    """PHONES phones, by participant what each was sent."""
    received: dict[int, list[Message]] = {person: [] for person in range(1, PHONES + 1)}
    for person, messages in received.items():

        async def send(message: Message, messages: list[Message] = messages) -> None:
            messages.append(message)

        room.presence.phones.add(Socket(send, nothing, person))
    return received


async def nothing(*_arguments: Any) -> None:
    """Nobody is dropped here."""


@pytest.mark.django_db
def test_a_broadcast_is_encoded_and_read_as_often_for_two_hundred_phones_as_for_one(
    told: News, encoded: list[Any]
):
    async def scenario() -> tuple[list[str], dict[int, list[Message]]]:
        port = Bench(told.snapshot, told.mine)
        room = Room(told.snapshot.session.pk, port)
        received = connect(room)
        room.hear_version(told.snapshot.version)
        await asyncio.gather(*port.tasks)
        return port.reads, received

    reads, received = asyncio.run(scenario())

    assert reads == ["polls.views.news.load_snapshot", "polls.sessions.participants.read_answers"]
    assert len(encoded) == 1 + 2 + 2  # head; questions and aside, for one who answered and all
    assert {len(messages) for messages in received.values()} == {1}
    assert len({id(messages[0]) for messages in received.values()}) == 2
    [own], [other] = received[1], received[2]
    assert [json.loads(each["text"])["questions"][0]["mine"] for each in (own, other)] == [
        ["A"],
        None,
    ]


@pytest.mark.django_db
def test_news_of_an_action_here_costs_no_read_at_all(told: News, encoded: list[Any]):
    async def scenario() -> list[str]:
        port = Bench(told.snapshot, {})
        room = Room(told.snapshot.session.pk, port)
        connect(room)
        room.accept_news(told)
        room.hear_version(told.snapshot.version)
        await asyncio.gather(*port.tasks)
        return port.reads

    assert asyncio.run(scenario()) == []
    assert len(encoded) == 5


@pytest.mark.django_db
def test_a_backup_that_was_put_back_is_believed(session: LiveSession, told: News):
    older, newer = seen.load(session), told.snapshot
    older.session.version = newer.version - 1
    room = Room(session.pk, Bench(older, {}))
    room.snapshots.accept_loaded(newer, 0)
    room.snapshots.known = newer.version + 1

    room.snapshots.accept_loaded(older, newer.version)
    waits_for_newer = room.snapshots.latest
    room.snapshots.accept_loaded(older, newer.version + 1)

    assert waits_for_newer is newer
    assert room.snapshots.fresh is older
    assert room.snapshots.sent == older.version


async def test_the_most_present_is_written_when_it_grows_and_at_no_other_beat(told: News):
    bench = Bench(told.snapshot, {})
    room = Room(told.snapshot.session.pk, bench)
    connect(room)
    for most in [0] * HOLDS + [PHONES] * 9:
        room.note_most_present(Versions(1, {}, PHONES, most_present=most))
    room.note_most_present(Versions(1, {}, PHONES, most_present=None))
    await asyncio.gather(*bench.tasks)

    assert bench.reads == ["polls.sessions.sessions.keep_most_present"]
