"""From an answer request of a participant to the recorder, the same for socket and form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from polls import protocol
from polls.errors import PollsError
from polls.models import Question
from polls.protocol import AnswerRequest
from polls.questions.responses import Answer, Outcome
from polls.realtime.hub import hub
from polls.realtime.newcomers import Since
from polls.realtime.rooms import Room
from polls.sessions import own_pace
from polls.sessions.participants import NOBODY
from polls.views.snapshot import Snapshot

Reply = Callable[[Outcome | PollsError], None]


def prepare_answer(snapshot: Snapshot, participant_id: int, request: AnswerRequest) -> Answer:
    """Check an answer against the session's questions; raises PollsError."""
    if participant_id == NOBODY:
        raise closed_door() if snapshot.session.door_closed else protocol.unknown_device()
    question, value = read_answer(snapshot, request)
    return Answer(
        id=request.id or str(uuid4()),
        question_id=question.pk,
        participant_id=participant_id,
        round=request.round,
        seq=request.seq,
        value=value,
    )


def read_answer(snapshot: Snapshot, request: AnswerRequest) -> tuple[Question, Any]:
    """The question of an answer and its clean value, whoever gives it; raises PollsError."""
    question = snapshot.by_key.get(request.question)
    if question is None:
        raise PollsError(
            "question.unknown", _("Deze vraag hoort niet bij deze sessie. Ververs de pagina.")
        )
    own_pace.ensure_open(snapshot.session)
    return question, snapshot.kinds[request.question].clean(request.value)


def closed_door() -> PollsError:
    return PollsError(
        "participant.door", _("Er kan nu niemand meer bij. Vraag het aan wie de sessie leidt.")
    )


def record_answer(room: Room, answer: Answer, reply: Reply, *, since: Since) -> None:
    """Hand an answer to the recorder; `reply` hears the outcome after COMMIT. `since` tells the
    seconds since the phone's page was made, when somebody asks: a signature is checked for it."""

    def stored(outcome: Outcome | PollsError) -> None:
        if not isinstance(outcome, PollsError):
            room.note_stored(answer)
            room.warnings.newcomers.answered(answer.participant_id, since=since)
        reply(outcome)

    hub.recorder.answers.put(answer, stored)


async def await_outcome(room: Room, answer: Answer, *, since: Since) -> Outcome:
    """Record an answer and wait for its outcome; raises the PollsError of a refusal."""
    outcome = await hub.recorder.answers.ask(answer)
    room.note_stored(answer)
    room.warnings.newcomers.answered(answer.participant_id, since=since)
    return outcome
