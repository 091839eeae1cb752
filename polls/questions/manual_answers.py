"""Answers of people without a phone: hands that were counted, or what somebody said aloud.

They are rows as any other, of participants of their own, so that every count includes
them; `by_hand` marks them wherever answers are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from polls import kinds
from polls.errors import PollsError
from polls.models import LiveSession, Participant, Question, Response
from polls.questions import questions

MOST = 500  # hands of one question
STAND_IN = "hand-"  # how the key of a participant begins who has no device


@transaction.atomic
def count(*, session_id: int, key: str, hands: Mapping[str, int]) -> list[int]:
    """Set how many hands went up for each option; what was counted before is replaced."""
    question = asked(session_id, key)
    kind = kinds.of(question)
    if not kind.counts_people:
        raise PollsError("hands.kind", _("Bij deze vraag valt er niets te tellen met de hand."))
    if sum(hands.values()) > MOST:
        raise PollsError(
            "hands.many", _("Tel hooguit %(most)d handen bij één vraag.") % {"most": MOST}
        )
    values = [
        kind.clean(kind.vote(option)) for option, number in hands.items() for _hand in range(number)
    ]
    return replace(question, values)


@transaction.atomic
def answer(*, session_id: int, key: str, value: Any) -> list[int]:
    """Add what somebody without a phone answers."""
    question = asked(session_id, key)
    cleaned = kinds.of(question).clean(value)
    return replace(question, [*given(question), cleaned])


def asked(session_id: int, key: str) -> Question:
    question = questions.locked(LiveSession.objects.get(pk=session_id), key)
    if question.state == Question.State.WAITING:
        raise PollsError("question.waiting", _("De vraag is nog niet open. Wacht even."))
    return question


def given(question: Question) -> list[Any]:
    """The answers of this round that were given by hand."""
    rows = question.responses.filter(round=question.round, by_hand=True)
    return list(rows.values_list("value", flat=True))


def replace(question: Question, values: Sequence[Any]) -> list[int]:
    """Make these the answers by hand of this round: one for each stand-in."""
    question.responses.filter(round=question.round, by_hand=True).delete()
    Response.objects.bulk_create(
        Response(
            question=question,
            participant=person,
            round=question.round,
            seq=1,
            value=value,
            by_hand=True,
        )
        for person, value in zip(stand_ins(question, len(values)), values, strict=True)
    )
    dismiss_stand_ins(question.session_id)
    Question.objects.filter(pk=question.pk).update(version=F("version") + 1)
    return [question.pk]


def stand_ins(question: Question, number: int) -> list[Participant]:
    """So many participants without a device, the same ones for every question."""
    hashes = [f"{STAND_IN}{place}" for place in range(number)]
    minute = timezone.now().replace(second=0, microsecond=0)
    Participant.objects.bulk_create(
        [
            Participant(session_id=question.session_id, key_hash=hash, joined=minute)
            for hash in hashes
        ],
        ignore_conflicts=True,
    )
    people = Participant.objects.filter(session_id=question.session_id, key_hash__in=hashes)
    by_hash = {person.key_hash: person for person in people}
    return [by_hash[hash] for hash in hashes]


def dismiss_stand_ins(session_id: int) -> None:
    """Remove those that stand for nobody any more, or they would count as people who joined."""
    Participant.objects.filter(
        session_id=session_id, key_hash__startswith=STAND_IN, responses=None
    ).delete()
