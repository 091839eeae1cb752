"""Answers of people without a phone: hands that were counted, or what somebody said aloud.

They are rows as any other, of participants of their own, so that every count includes
them; `by_hand` marks them wherever answers are shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls import kinds
from polls.errors import PollsError
from polls.models import Participant, Question, Response

MOST = 500  # hands of one question
STAND_IN = "hand-"  # how the key of a participant begins who has no device


def count_hands(question: Question, hands: Mapping[str, int], people: int = 0) -> None:
    """Set how many hands went up for each option; what was counted before is replaced.

    Where people may choose more than one option, their hands are more than they are: `people`
    says how many raised one. 0: each hand is of somebody else.
    """
    check_asked(question)
    kind = kinds.of(question)
    if not kind.counts_people:
        raise PollsError("hands.kind", _("Bij deze vraag valt er niets te tellen met de hand."))
    if sum(hands.values()) > MOST:
        raise PollsError(
            "hands.many", _("Tel hooguit %(most)d handen bij één vraag.") % {"most": MOST}
        )
    raised = [option for option, number in hands.items() for _hand in range(number)]
    shared = share_hands(raised, check_people(question, hands, people))
    replace_answers(question, [kind.clean(chosen) for chosen in shared])


def check_people(question: Question, hands: Mapping[str, int], people: int) -> int:
    """How many people raised these hands; raises PollsError when so many cannot have."""
    raised = sum(hands.values())
    if not people:
        return raised
    most = question.spec["max"]
    fewest = max(-(-raised // most), *hands.values())
    if not fewest <= people <= raised:
        raise PollsError(
            "hands.people",
            ngettext(
                "Dat kan niet: één hand is van één mens. Tel de mensen opnieuw.",
                "Dat kan niet: %(raised)d handen zijn van %(fewest)d tot en met %(raised)d "
                "mensen. Tel de mensen opnieuw.",
                raised,
            )
            % {"raised": raised, "fewest": fewest},
        )
    return people


def share_hands(raised: Sequence[str], people: int) -> list[list[str]]:
    """The hands, those of one option after the other, dealt to people in turn: nobody gets
    two of one option, and nobody more than one more than another."""
    return [list(raised[place::people]) for place in range(people)]


def add_answer(question: Question, value: Any) -> None:
    """Add what somebody without a phone answers."""
    check_asked(question)
    cleaned = kinds.of(question).clean(value)
    replace_answers(question, [*given_answers(question), cleaned])


def check_asked(question: Question) -> None:
    if question.state == Question.State.WAITING:
        raise PollsError("question.waiting", _("De vraag is nog niet open. Wacht even."))


def given_answers(question: Question) -> list[Any]:
    """The answers of this round that were given by hand."""
    rows = question.responses.filter(round=question.round, by_hand=True)
    return list(rows.values_list("value", flat=True))


def replace_answers(question: Question, values: Sequence[Any]) -> None:
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
