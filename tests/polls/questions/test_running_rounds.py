"""What is counted as it changes is, after any history, what the rows themselves hold."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from polls import kinds, retention
from polls.kinds.base import Counted, Kind
from polls.models import Batch, LiveSession, Question, Response
from polls.questions import answer_rows, manual_answers, responses, running_rounds
from polls.questions.answer_rows import Rows
from polls.questions.responses import Answer
from polls.questions.running_rounds import read_round
from polls.results import tallies
from polls.sessions import aside
from polls.sessions.participants import Arrival
from tests import acting
from tests.polls.kinds.examples import answers, every_kind
from tests.polls.people import arrive

pytestmark = pytest.mark.django_db(transaction=True)
TEXTS = ["samen", "Samen", "vertrouwen", "tijd", "gedoe!", "leuk"]


@pytest.fixture(autouse=True)
def every_round_is_large(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(running_rounds, "FEW", 0)
    running_rounds.remembered.clear()
    yield
    running_rounds.remembered.clear()


@pytest.fixture
def counted_anew(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rounds that were read from the beginning."""
    found: list[int] = []
    made = running_rounds.Running.__init__

    def count(running: Any, question: Question, round: int) -> None:
        found.append(round)
        made(running, question, round)

    monkeypatch.setattr(running_rounds.Running, "__init__", count)
    return found


@pytest.fixture
def room(trainer: User) -> LiveSession:
    """A session with every kind of question, all open."""
    from workshop.facilitating import starting

    session = starting.start(deck="alle-werkvormen", facilitator=trainer)
    Question.objects.filter(session=session).update(state="open")
    return session


def people(session: LiveSession, count: int) -> list[int]:
    arrivals = [Arrival(session.pk, f"{number:064d}") for number in range(count)]
    found = arrive(arrivals=arrivals)
    return [found[arrival] for arrival in arrivals]


def give(question: Question, person: int, value: Any, seq: int = 1) -> Answer:
    return Answer(str(uuid4()), question.pk, person, None, seq, value)


def fresh(question: Question) -> Question:
    return Question.objects.get(pk=question.pk)


def recount(question: Question, round: int) -> tuple[Any, int, int]:
    """The slow way: every answer by itself, from all rows of the table."""
    kept = answer_rows.read_kept(question, round)
    if kept is not None:
        return kept.numbers, kept.late, kept.by_hand
    session = LiveSession.objects.get(pk=question.session_id)
    rows = [
        row
        for row in Response.objects.select_related("participant").order_by("pk")
        if (row.question_id, row.round) == (question.pk, round)
        and not 0 < row.participant.aside <= session.aside
    ]
    values: dict[str, list[Any]] = {}
    for row in rows:
        values.setdefault(repr(row.value), []).append(row.value)
    found = [Counted(each[0], len(each)) for each in values.values()]
    late, by_hand = sum(row.late for row in rows), sum(row.by_hand for row in rows)
    return kinds.of(question).tally(found), late, by_hand


def as_counted(question: Question, round: int) -> tuple[Any, int, int]:
    rows = read_round(question, round)
    tally = rows.tally or rows.numbers or kinds.of(question).tally(rows.answers)
    return tally, rows.late, rows.by_hand


def test_only_what_changed_is_read_again(room: LiveSession, counted_anew: list[int]):
    question = Question.objects.get(session=room, kind="scale")
    ann, bob, cas = people(room, 3)
    key = kinds.of(question).options()[0]["key"]
    responses.record_batch(answers=[give(question, ann, {key: 5}), give(question, bob, {key: 2})])
    read_round(fresh(question), 1)

    responses.record_batch(answers=[give(question, cas, {key: 2})])
    responses.record_batch(answers=[give(question, ann, {key: 1}, seq=2)])
    found = read_round(fresh(question), 1)

    assert found.tally is not None
    assert (found.answers, found.tally["counts"][key]) == ([], [1, 2, 0, 0, 0])
    assert counted_anew == [1]


def test_a_version_that_is_no_batch_is_counted_anew(room: LiveSession, counted_anew: list[int]):
    question = Question.objects.get(session=room, kind="ranking")
    (ann,) = people(room, 1)
    value = kinds.of(question).sample(random.Random(1))
    responses.record_batch(answers=[give(question, ann, value)])
    read_round(fresh(question), 1)

    acting.act(room, "close", {"question": question.key})
    read_round(fresh(question), 1)

    assert counted_anew == [1, 1]


def test_small_rounds_are_counted_by_the_database(
    room: LiveSession, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(running_rounds, "FEW", 2)
    question = Question.objects.get(session=room, key="woorden")
    ann, bob = people(room, 2)
    responses.record_batch(answers=[give(question, ann, ["a"])])
    read_round(fresh(question), 1)
    before = list(running_rounds.remembered)

    responses.record_batch(answers=[give(question, bob, ["b"])])
    found = read_round(fresh(question), 1)

    assert before == []
    assert found == Rows([Counted(["a"], 1), Counted(["b"], 1)], 0, 0)
    assert [key[:2] for key in running_rounds.remembered] == [(question.pk, 1)]


def test_no_more_rounds_are_remembered_than_stand_on_a_few_slides(
    room: LiveSession, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(running_rounds, "MOST", 2)
    questions = list(Question.objects.filter(session=room))[:3]

    for question in questions:
        read_round(question, 1)

    assert [key[0] for key in running_rounds.remembered] == [each.pk for each in questions[1:]]


def test_old_batches_go(room: LiveSession, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(responses, "KEPT", 4)
    question = Question.objects.get(session=room, key="woorden")
    (ann,) = people(room, 1)

    for seq in range(1, 12):
        responses.record_batch(answers=[give(question, ann, ["a"], seq)])

    kept = list(Batch.objects.order_by("version").values_list("version", flat=True))
    assert kept == list(range(9, fresh(question).version + 1))


def test_a_database_that_was_put_back_is_counted_anew(room: LiveSession, counted_anew: list[int]):
    question = Question.objects.get(session=room, key="woorden")
    ann, bob = people(room, 2)
    responses.record_batch(answers=[give(question, ann, ["a"])])
    read_round(fresh(question), 1)

    Response.objects.filter(participant=ann).delete()
    Batch.objects.all().delete()
    Question.objects.filter(pk=question.pk).update(version=question.version)
    responses.record_batch(answers=[give(question, bob, ["b"])])
    LiveSession.objects.filter(pk=room.pk).update(epoch="another")
    found = read_round(fresh(question), 1)

    assert found.answers == [Counted(["b"], 1)]
    assert counted_anew == [1, 1]


@every_kind
def test_numbers_of_two_halves_are_those_of_the_whole(kind: Kind):
    """Where there are no own words a tally is a sum; with a minus it takes back."""
    if kind.has_texts():
        pytest.skip("own words are counted together")
    some, more = answers(kind), list(reversed(answers(kind)))
    back = [Counted(each.value, -each.count) for each in some]

    both = running_rounds.add(kind.tally(some), kind.tally(more))

    assert both == kind.tally([*some, *more])
    assert running_rounds.add(both, kind.tally(back)) == kind.tally(more)


class History:
    """What people and facilitators do, in a random order."""

    def __init__(self, session: LiveSession, chance: random.Random) -> None:
        self.session, self.chance = session, chance
        self.questions = list(Question.objects.filter(session=session))
        self.people = people(session, 30)
        self.seq = 0

    def value(self, question: Question) -> Any:
        kind = kinds.of(question)
        if question.kind in ("words", "open", "questions"):
            return kind.clean(self.chance.sample(TEXTS, self.chance.randint(1, 2)))
        return kind.sample(self.chance)

    def vote(self, question: Question) -> None:
        self.seq += 1
        voters = self.chance.sample(self.people, self.chance.randint(1, 12))
        responses.record_batch(
            answers=[give(question, each, self.value(question), self.seq) for each in voters]
        )

    def by_hand(self, question: Question) -> None:
        with acting.changing(self.session) as change:
            manual_answers.add_answer(change.answers_of(question.key), self.value(question))

    def again(self, question: Question) -> None:
        acting.act(self.session, "reset", {"question": question.key})

    def hide(self, question: Question) -> None:
        found = tallies.count_question(question=fresh(question)).cards
        if found:
            card = self.chance.choice(found).id
            name = self.chance.choice(("card-hide", "card-show", "card-star"))
            acting.act(self.session, name, {"question": question.key, "card": card})

    def forget(self, _question: Question) -> None:
        """What another process has that counted nothing yet."""
        running_rounds.remembered.clear()

    def step(self) -> Question:
        deeds: list[Callable[[Question], None]] = [*[self.vote] * 8, self.by_hand, self.hide]
        question = self.chance.choice(self.questions)
        self.chance.choice([*deeds, self.again, self.forget])(question)
        return fresh(question)

    def put_aside(self) -> None:
        with acting.changing(self.session) as change:
            aside.put_aside(change.session, self.chance.sample(self.people, 5))
            change.recount()

    def take_back(self) -> None:
        with acting.changing(self.session) as change:
            aside.take_back(change.session)
            change.recount()


def differences(session: LiveSession) -> list[tuple[str, int]]:
    """The rounds that are not counted as the rows are."""
    return [
        (question.key, round)
        for question in Question.objects.filter(session=session)
        for round in range(1, question.round + 1)
        if as_counted(question, round) != recount(question, round)
    ]


@pytest.mark.parametrize("seed", [1, 2])
def test_any_history_is_counted_as_its_rows_are(
    room: LiveSession, monkeypatch: pytest.MonkeyPatch, counted_anew: list[int], seed: int
):
    """Two processes take turns, each with a memory of its own."""
    chance = random.Random(seed)
    history = History(room, chance)
    memories = [running_rounds.remembered, type(running_rounds.remembered)()]
    monkeypatch.setattr(running_rounds, "MOST", 20)

    asked = 0
    for number in range(120):
        monkeypatch.setattr(running_rounds, "remembered", memories[number % 2])
        question = history.step()
        asked += 1
        assert as_counted(question, question.round) == recount(question, question.round)
        if number in (60, 90):
            history.put_aside() if number == 60 else history.take_back()
    for memory in memories:
        monkeypatch.setattr(running_rounds, "remembered", memory)
        assert differences(room) == []
    assert 0 < len(counted_anew) < 2 * asked  # it also caught up

    acting.act(room, "finish")
    retention.purge_session(session_id=room.pk, now=timezone.now())

    assert differences(room) == []
    assert not Response.objects.exists()
    assert not Batch.objects.exists()


def test_a_change_that_raised_no_version_would_be_seen(
    room: LiveSession, monkeypatch: pytest.MonkeyPatch
):
    """What the test above makes of a count that is wrong."""
    monkeypatch.setattr(running_rounds, "MOST", 20)
    question = Question.objects.get(session=room, kind="scale")
    history = History(room, random.Random(3))
    history.vote(question)
    before = differences(room)

    Response.objects.filter(question=question).first().delete()  # type: ignore[union-attr]

    assert before == []
    assert differences(room) == [(question.key, 1)]
