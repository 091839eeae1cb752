"""Made-up participants answer every kind over real sockets, in rehearsals only."""

from __future__ import annotations

import io
import subprocess
import zipfile

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.test import Client

from polls.errors import PollsError
from polls.models import LiveSession, Question, Response
from polls.realtime.hub import Hub
from polls.results import comparison
from polls.texts import tips
from polls.texts.index import card_id
from tests import acting
from tests.polls.realtime.clients import Room, serving
from tests.workshop.exports.room import fill, go, store
from workshop import exports
from workshop.facilitating import rehearsal, starting

WAY = rehearsal.Way("127.0.0.1:1", "127.0.0.1", 1)  # where nobody listens


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("people", rehearsal.CROWDS)
async def test_a_rehearsal_answers_every_kind(
    trainer: User, live_hub: Hub, monkeypatch: pytest.MonkeyPatch, people: int
):
    """F12: generated participants exercise all question types."""
    from workshop.asgi import application

    monkeypatch.setattr(rehearsal, "THINK", (0, 0.02))
    monkeypatch.setattr(rehearsal, "JOIN", (0, 0.1))
    session = await sync_to_async(starting.start)(
        deck="alle-werkvormen", facilitator=trainer, rehearsal=True
    )
    async with serving(application) as port:
        room = Room(port, session)
        desk = await room.desk(trainer)
        await desk.receive()
        await room.act("begin")
        way = rehearsal.Way(f"127.0.0.1:{port}", "127.0.0.1", port)
        await sync_to_async(rehearsal.invite_people)(session, people, way)
        questions = [q async for q in Question.objects.filter(session=session)]
        for question in questions:
            await room.act("goto", slide=question.slide)
            await desk.until(type="results", question=question.key, answered=people)
        await room.act("finish")
        await room.close()

    assert {q.kind for q in questions} == set(rehearsal.kinds.all())
    assert await Response.objects.acount() == people * len(questions)
    assert await session.participants.acount() == people


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("rehearse", "people", "code"),
    [(False, 5, "rehearsal.real"), (True, 6, "rehearsal.people"), (True, 5, "rehearsal.server")],
)
def test_what_is_no_rehearsal_is_refused(
    session: LiveSession, rehearse: bool, people: int, code: str
):
    session.rehearsal = rehearse

    with pytest.raises(PollsError) as caught:
        rehearsal.invite_people(session, people, WAY)

    assert caught.value.code == code
    assert not session.participants.exists()


REAL, MADE_UP = "Alleen in het echt gezegd", "Alleen in de proef gezegd"


def run(trainer: User, label: str, tip: str, *, rehearse: bool) -> LiveSession:
    """A group of eight in which everybody chose, and one tip was approved and shared."""
    session = starting.start(
        deck="beter-samenwerken", facilitator=trainer, label=label, rehearsal=rehearse
    )
    fill(session, 16)
    question = Question.objects.get(session=session, key="tip")
    go(session, "tip")
    store(session, question, [("someone else", [tip])])
    card = card_id(rehearsal.kinds.get("open"), tip)
    acting.act(session, "card-show", {"question": "tip", "card": card})
    question.marks.update(shared=True)
    return session


def everything_of(client: Client, session: LiveSession) -> dict[str, str]:
    """All that a trainer can take home or look back at, as text."""
    found = {
        name: unpacked(exports.export_session(session, name).content)
        for name in exports.format_names()
    }
    addresses = {
        "report": f"/desk/{session.code}/report/",
        "memory": f"/desk/{session.code}/memory/",
        "compare": "/compare/",
        "over time": f"/compare/?label={session.label}",
        "tips": "/tips/",
    }
    for name, address in addresses.items():
        reply = client.get(address)
        assert reply.status_code == 200, name
        found[name] = reply.content.decode()
    return found


def unpacked(content: bytes) -> str:
    if content[:4] == b"%PDF":
        read = subprocess.run(
            ["pdftotext", "-", "-"], input=content, capture_output=True, check=True
        )
        return read.stdout.decode()
    if content[:2] != b"PK":
        return content.decode()
    folder = zipfile.ZipFile(io.BytesIO(content))
    return "\n".join(folder.read(name).decode("utf-8", "replace") for name in folder.namelist())


@pytest.mark.django_db(transaction=True)
def test_a_rehearsal_is_in_no_report_export_or_comparison(trainer: User, client: Client):
    """F12: beside it a session of the same deck is in all of them."""
    client.force_login(trainer)
    earlier = run(trainer, "Eerdere groep", "Nog iets", rehearse=False)
    proof = run(trainer, "Repetitie", MADE_UP, rehearse=True)
    real = run(trainer, "Echte groep", REAL, rehearse=False)

    found = everything_of(client, real)
    chosen = client.get("/compare/", {"session": [real.code, earlier.code, proof.code]})
    remembered = comparison.earlier_groups(session=real)
    others = [tip["text"] for tip in tips.read_others(session=earlier)]

    for name, text in found.items():
        assert MADE_UP not in text, name
        assert "Repetitie" not in text, name
        assert proof.code not in text, name
    for name in (*exports.format_names(), "report", "tips"):
        assert REAL in " ".join(found[name].split()), name
    assert "Echte groep" in found["compare"]
    assert "Eerdere groep" in chosen.content.decode()
    assert "Repetitie" not in chosen.content.decode()
    before = {tuple(group.session.pk for group in each.earlier) for each in remembered}
    assert before == {(earlier.pk,)}
    assert REAL in others
    assert MADE_UP not in others


@pytest.mark.django_db(transaction=True)
async def test_a_rehearsal_goes_past_proxies_or_says_that_nobody_can_come_in(
    trainer: User, live_hub: Hub, monkeypatch: pytest.MonkeyPatch
):
    from workshop.asgi import application

    monkeypatch.setattr(rehearsal, "THINK", (0, 0.02))
    monkeypatch.setattr(rehearsal, "JOIN", (0, 0.1))
    session = await sync_to_async(starting.start)(
        deck="alle-werkvormen", facilitator=trainer, rehearsal=True
    )
    invite = sync_to_async(rehearsal.invite_people)
    async with serving(application) as port:
        room = Room(port, session)
        desk = await room.desk(trainer)
        await desk.receive()
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, "http://127.0.0.1:1")

        with pytest.raises(PollsError) as refused:
            await invite(session, 5, WAY)
        await invite(session, 5, rehearsal.Way(f"localhost:{port}", "127.0.0.1", port))
        await desk.until(type="pulse", present=5)
        await room.act("finish")
        await desk.until(type="pulse", present=0)
        await room.close()

    assert refused.value.code == "rehearsal.unreachable"
    assert "127.0.0.1:1" in refused.value.message
    assert await session.participants.acount() == 5
