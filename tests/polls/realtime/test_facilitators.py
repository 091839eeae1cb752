"""Several facilitators at once: one state, which all of them see, and a way back."""

from __future__ import annotations

import asyncio
import random
import threading
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.http import HttpRequest

from polls.actions import action_log
from polls.models import LiveSession
from polls.views import desk as desk_view
from tests import seen
from tests.polls.realtime.clients import PATIENCE, Room
from tests.polls.realtime.hosts import Host, cards, question
from workshop.views import desk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo for as long as a slow machine takes."""
    monkeypatch.setattr(action_log, "UNDO", timedelta(hours=1))


@dataclass
class Meeting:
    """Two requests that both have read the session before either of them changes it."""

    met: threading.Barrier
    on: bool = True


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> Meeting:
    held = Meeting(threading.Barrier(2, timeout=PATIENCE))
    read = desk.own_session

    def own_session(request: HttpRequest, *asked: Any) -> LiveSession:
        found = read(request, *asked)
        if held.on:
            held.met.wait()
        return found

    monkeypatch.setattr(desk, "own_session", own_session)
    return held


def truth(room: Room) -> dict[str, Any]:
    """What every desk must show, but for the clocks and for what only the hub can warn of."""
    return timeless(desk_view.desk_state(seen.load(room.session)))


def timeless(frame: dict[str, Any]) -> dict[str, Any]:
    session = {**frame["session"], "seconds": 0, "present": 0, "joined": 0, "timer": None}
    kept = {name: value for name, value in frame.items() if name != "warnings"}
    return {**kept, "session": session, "slide": {**frame["slide"], "seconds": 0}}


def standing(room: Room) -> dict[str, Any]:
    """What undo restores: where the session is, and how each question stands."""
    found = truth(room)
    names = ("overlay", "frozen", "skipped", "state")
    return {
        "session": {name: found["session"][name] for name in names},
        "slide": found["slide"]["id"],
        "questions": found["questions"],
    }


async def agree(room: Room, hosts: tuple[Host, Host]) -> dict[str, Any]:
    """The state that both desks come to, which is that of the database."""
    wanted = await sync_to_async(truth)(room)
    for host in hosts:
        seen = await host.desk.until(type="state", version=wanted["version"])
        assert timeless(seen) == wanted
    return wanted


PRESSES = [
    *[("next", {}), ("previous", {}), ("goto", {"slide": "10"}), ("goto", {"slide": "goed"})],
    *[("begin", {}), ("leave-group", {}), ("blank", {}), ("freeze", {})],
    *[("show", {"question": "goed", "anyway": "1"}), ("hide", {"question": "goed"})],
    *[("open", {"question": "tip"}), ("close", {"question": "tip"}), ("break", {}), ("resume", {})],
    *[("reset", {"question": "associaties"}), ("skip", {"slide": "drie-sporen"})],
]


@pytest.mark.parametrize("seed", [1, 2])
async def test_two_hosts_who_press_at_once_end_in_one_state_and_undo_leads_back(
    room: Room, hosts: tuple[Host, Host], unhurried: None, meeting: Meeting, seed: int
):
    rng = random.Random(seed)
    before = await sync_to_async(standing)(room)

    for _turn in range(12):
        presses = [rng.choice(PRESSES) for _host in hosts]
        await asyncio.gather(
            *[host.act(name, **fields) for host, (name, fields) in zip(hosts, presses, strict=True)]
        )
        await room.act("qr")  # a version that both desks can be asked for

    meeting.on = False
    ended = await agree(room, hosts)
    by_hand = {"tip", "associaties"}
    elsewhere = {
        each["key"]
        for each in ended["questions"]
        if each["state"] == "open" and each["slide"] != ended["slide"]["id"]
    }
    assert elsewhere <= by_hand
    undone = [await hosts[0].code("undo") for _change in range(3 * 12 + 1)]
    assert undone[0] == ""
    assert undone[-1] == "undo.late"
    assert await sync_to_async(standing)(room) == before


@pytest.mark.parametrize(
    ("start", "presses"),
    [
        ("welkom", [("begin", {}), ("goto", {"slide": "goed"})]),
        ("goed", [("next", {}), ("goto", {"slide": "10"})]),
        ("minder", [("leave-group", {}), ("goto", {"slide": "goed"})]),
    ],
    ids=["begin and a jump", "next and a jump", "a chapter and a jump"],
)
async def test_two_hosts_who_move_at_once_leave_no_question_open_behind(
    room: Room, hosts: tuple[Host, Host], meeting: Meeting, start: str, presses: list[Any]
):
    meeting.on = False
    if start != "welkom":
        await hosts[0].act("goto", slide=start)
    meeting.on = True

    await asyncio.gather(
        *[host.act(name, **fields) for host, (name, fields) in zip(hosts, presses, strict=True)]
    )

    meeting.on = False
    await room.act("qr")
    ended = await agree(room, hosts)
    opened = {each["slide"] for each in ended["questions"] if each["state"] == "open"}
    assert opened <= {ended["slide"]["id"]}
    assert ended["slide"]["id"] != start


async def test_two_hosts_who_both_take_back_take_back_one_step_each(
    room: Room, hosts: tuple[Host, Host], unhurried: None
):
    for host, slide in zip(hosts, ("goed", "minder"), strict=True):
        await host.act("goto", slide=slide)

    done = await asyncio.gather(*[host.code("undo") for host in hosts])

    assert done == ["", ""]
    assert (await agree(room, hosts))["slide"]["id"] == "welkom"
    assert await hosts[0].code("undo") == "undo.late"


async def test_two_hosts_see_what_the_other_does(room: Room, hosts: tuple[Host, Host]):
    """Slides, questions, results and texts, both ways."""
    phone = await room.phone()
    for one, other in (hosts, hosts[::-1]):
        done = await one.act("goto", slide="tip")
        seen = await other.desk.until(type="state", version=done["version"])
        assert seen["slide"]["id"] == "tip"
        done = await one.act("close", question="tip")
        seen = await other.desk.until(type="state", version=done["version"])
        assert states(seen)["tip"] == "closed"
        await one.act("reset", question="tip")
        await other.desk.until(type="results", question="tip", state="open")
        round = (await sync_to_async(question)(room, "tip")).round
        await phone.answer("tip", ["Bel even"], round=round, seq=round)
        await other.desk.until(
            type="results", question="tip", texts={"pending": 1, "shown": 0, "hidden": 0}
        )
        (card,) = await sync_to_async(cards)(room)
        await one.act("card-show", question="tip", card=card.id)
        await other.desk.until(
            type="results", question="tip", texts={"pending": 0, "shown": 1, "hidden": 0}
        )
        await one.act("card-hold", question="tip", card=card.id)
        await one.act("goto", slide="welkom")


def states(frame: dict[str, Any]) -> dict[str, str]:
    return {each["key"]: each["state"] for each in frame["questions"]}


async def test_a_co_host_and_the_desk_see_each_others_decisions_until_the_link_is_revoked(
    room: Room, hosts: tuple[Host, Host]
):
    """F17: what either decides is what the other reads next; then nothing of it is left."""
    host, _other = hosts
    await host.act("goto", slide="tip")
    await (await room.phone()).answer("tip", ["Bel even"])
    (card,) = await sync_to_async(cards)(room)
    await host.act("cohost-invite")
    await sync_to_async(room.session.refresh_from_db)()
    link = f"/cohost/{room.session.cohost_token}/"
    part = {"question": "tip", "part": "1"}

    first = await host.http.get(link, params={**part, "state": "all"})
    version = (await sync_to_async(question)(room, "tip")).version
    await host.act("card-show", question="tip", card=card.id)
    second = await host.http.get(link, params={**part, "state": "all", "after": str(version)})
    shown = {"pending": 0, "shown": 1, "hidden": 0}
    await host.desk.until(type="results", question="tip", texts=shown)
    await host.http.post(f"{link}card-hide/", data={"question": "tip", "card": card.id})
    await host.desk.until(type="results", texts={"pending": 0, "shown": 0, "hidden": 1})
    await host.act("cohost-dismiss")
    gone = await host.http.get(link, params={**part, "state": "all"})
    late = await host.http.post(f"{link}card-show/", data={"question": "tip", "card": card.id})

    assert 'data-state="pending"' in first.text
    assert (second.status_code, 'data-state="shown"' in second.text) == (200, True)
    assert (gone.status_code, late.status_code) == (404, 404)
    assert "Bel even" not in gone.text
    assert [each.state for each in await sync_to_async(cards)(room)] == ["hidden"]


async def test_a_projector_whose_link_was_revoked_is_closed_and_cannot_come_back(
    room: Room, hosts: tuple[Host, Host]
):
    host, _other = hosts
    old = f"/screen/{room.session.screen_token}/"
    screen = await room.screen()
    await screen.until(type="state")

    await host.act("screen-renew")
    error = await screen.until(type="error")
    code = await screen.closed()
    again = await room.open(f"/ws{old}")
    refused = await again.until(type="error")
    pages = [(await host.http.get(path)).status_code for path in (old, f"{old}state/")]
    await sync_to_async(room.session.refresh_from_db)()
    renewed = await room.screen()
    await renewed.until(type="state")
    moved = await host.act("goto", slide="goed")

    assert (error["code"], code) == ("screen.unknown", 4404)
    assert (refused["code"], await again.closed()) == ("screen.unknown", 4404)
    assert pages == [404, 404]
    seen = await renewed.until(type="state", version=moved["version"])
    assert seen["slide"]["id"] == "goed"
    assert [frame for frame in screen.frames if frame.get("version") == moved["version"]] == []
