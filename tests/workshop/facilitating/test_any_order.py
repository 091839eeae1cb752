"""Facilitators and participants in any order: the promises V1 to V4 hold after every step."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db.models import F
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from polls import actions
from polls.errors import PollsError
from polls.models import LiveSession, Question, Response
from polls.questions import responses
from polls.questions.responses import Answer
from polls.results import tallies
from polls.sessions.participants import Arrival
from tests import acting
from tests.polls.people import arrive
from workshop.facilitating import starting

VOTES = ("goed", "minder", "dynamieken")
SLIDES = ("goed", "minder", "lastig-herkennen", "samen-bekijken", "tip")
OPTIONS = {"goed": "ABCDE", "minder": "ABCDE", "dynamieken": ("afhankelijk", "knoop", "belangen")}
ACTIONS = sorted(
    name
    for name, action in actions.all().items()
    if name == "undo"
    or (
        action.undoable
        and name != "leave-out"  # what is not asked is not answered
        and not {"seconds", "slides", "question"} & set(action.fields)
    )
)
PEOPLE = 4
REFUSALS = {
    *("crowd.none", "question.none", "question.not_open", "session.begun", "session.ended"),
    *("timer.none", "undo.late", "ask.prompt", "step.malformed", "step.many_slides"),
    *("question.answered", "question.needed", "cohost.none", "pace.live"),
    *("split.none", "split.open", "split.small"),
    *("cross.none", "cross.open", "cross.small"),
}

keys = st.sampled_from(VOTES)
people = st.integers(0, PEOPLE - 1)


class Workshop(RuleBasedStateMachine):
    """A session of the shipped deck, with what everyone was told so far."""

    def __init__(self) -> None:
        super().__init__()
        trainer, _made = User.objects.get_or_create(username="trainer")
        self.session = starting.start(deck="beter-samenwerken", facilitator=trainer)
        arrivals = [Arrival(self.session.pk, f"{n:064d}") for n in range(PEOPLE)]
        found = arrive(arrivals=arrivals)
        self.people = [found[arrival] for arrival in arrivals]
        self.kept: dict[tuple[str, int, int], tuple[int, Any]] = {}
        self.told: dict[tuple[str, int, str], Any] = {}
        self.taps: list[tuple[str, Answer]] = []
        self.refused: set[str] = set()

    def question(self, key: str) -> Question:
        return Question.objects.get(session=self.session, key=key)

    @rule(name=st.sampled_from(ACTIONS), slide=st.sampled_from(SLIDES), key=keys)
    def act(self, name: str, slide: str, key: str) -> None:
        session = LiveSession.objects.select_related("deck").get(pk=self.session.pk)
        fields = {"slide": slide, "question": key, "anyway": "1"}
        try:
            acting.act(session, name, fields)
        except PollsError as problem:
            self.refused.add(problem.code)

    @rule(key=keys, person=people, seq=st.integers(1, 6), named=st.booleans(), at=st.randoms())
    def vote(self, key: str, person: int, seq: int, named: bool, at: random.Random) -> None:
        question = self.question(key)
        value = [at.choice(OPTIONS[key])]
        round = question.round if named else None
        answer = Answer(str(uuid4()), question.pk, self.people[person], round, seq, value)
        self.taps.append((key, answer))
        self.tell(key, question, answer)

    @rule(at=st.randoms())
    def tap_again(self, at: random.Random) -> None:
        """A frame that comes twice, or late."""
        if self.taps:
            key, answer = at.choice(self.taps)
            self.tell(key, self.question(key), answer)

    @rule(key=keys)
    def let_the_grace_pass(self, key: str) -> None:
        Question.objects.filter(session=self.session, key=key).update(
            grace_until=F("grace_until") - timedelta(seconds=20)
        )

    def tell(self, key: str, question: Question, answer: Answer) -> None:
        [outcome] = responses.record_batch(answers=[answer])
        told = outcome.code if isinstance(outcome, PollsError) else outcome
        slot = key, answer.round or question.round, answer.participant_id
        before = self.told.get((*slot[:2], answer.id))
        if before in ("stored", "changed"):
            assert told == before, "V2: the same id gets the same answer"
            return
        self.told[(*slot[:2], answer.id)] = told
        if told in ("stored", "changed"):
            late = question.grace_until is not None and answer.round is not None
            assert question.state == "open" or (question.state == "closed" and late), "V4"
            assert slot[1] == question.round, "V4: nothing into an earlier round"
            assert (told == "changed") == (slot in self.kept)
            assert answer.seq is not None
            assert answer.seq > self.kept.get(slot, (0, None))[0], "V1: the highest seq wins"
            self.kept[slot] = answer.seq, answer.value

    @invariant()
    def every_refusal_is_expected(self) -> None:
        assert self.refused <= REFUSALS

    @invariant()
    def every_promise_is_kept_and_nothing_else_is_there(self) -> None:
        """V1 and V2: a row for each participant, question and round, as it was told."""
        rows = Response.objects.filter(question__session=self.session)
        fields = ("question__key", "round", "participant_id", "seq", "value")
        stored = {(key, round, person): (seq, value)
                  for key, round, person, seq, value in rows.values_list(*fields)}  # fmt: skip

        assert stored == self.kept
        assert rows.count() == len(stored)

    @invariant()
    def every_tally_is_what_the_rows_say(self) -> None:
        """V3: the tally is the count of the rows of the current round."""
        for key, result in tallies.count_several(session_id=self.session.pk, keys=VOTES).items():
            current = [value for (of, round, _person), (_seq, value) in self.kept.items()
                       if (of, round) == (key, result.question.round)]  # fmt: skip
            counts = Counter(value[0] for value in current)
            told = {option: n for option, n in result.tally["counts"].items() if n}

            assert (result.answered, told) == (len(current), dict(counts))


@pytest.mark.django_db(transaction=True)
def test_the_promises_hold_in_any_order_of_actions():
    run_state_machine_as_test(
        Workshop,
        settings=settings(
            max_examples=25,
            stateful_step_count=30,
            deadline=None,
            phases=[Phase.generate],
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db(transaction=True)
def test_a_question_that_takes_answers_after_its_close_is_caught(
    monkeypatch: pytest.MonkeyPatch,
):
    """The positive control: without the check of the state the machine fails."""
    monkeypatch.setattr(responses, "find_refusal", lambda question, slot, late: None)

    with pytest.raises(AssertionError, match="V4"):
        test_the_promises_hold_in_any_order_of_actions()
