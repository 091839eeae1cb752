"""Made-up participants answer every kind over real sockets, in rehearsals only."""

from __future__ import annotations

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User

from polls.errors import PollsError
from polls.models import LiveSession, Question, Response
from polls.realtime.hub import Hub
from tests.polls.realtime.clients import Room, serving
from workshop import rehearsal, starting


@pytest.mark.django_db(transaction=True)
async def test_a_rehearsal_answers_every_kind(
    trainer: User, live_hub: Hub, monkeypatch: pytest.MonkeyPatch
):
    """F12: generated participants exercise all question types."""
    from workshop.asgi import application

    monkeypatch.setattr(rehearsal, "THINK", (0, 0.02))
    session = await sync_to_async(starting.start)(
        deck="alle-werkvormen", facilitator=trainer, rehearsal=True
    )
    async with serving(application) as port:
        room = Room(port, session)
        desk = await room.desk(trainer)
        await desk.receive()
        await room.act("begin")
        rehearsal.invite(session, 5, f"127.0.0.1:{port}")
        questions = [q async for q in Question.objects.filter(session=session)]
        for question in questions:
            await room.act("goto", slide=question.slide)
            await desk.until(type="results", question=question.key, answered=5)
        await room.act("finish")
        await room.close()

    assert {q.kind for q in questions} == set(rehearsal.kinds.all())
    assert await Response.objects.acount() == 5 * len(questions)


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
        rehearsal.invite(session, people, "127.0.0.1:1")

    assert caught.value.code == code
    assert not session.participants.exists()
