"""Answers that are put aside are kept, and stand in nothing that is counted or taken home."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from polls import retention
from polls.models import LiveSession, Question, Response
from polls.results import comparison, records, tallies
from polls.sessions import aside, sessions
from polls.sessions.participants import Arrival
from polls.texts.cards import read_cards
from polls.views import snapshot
from tests import acting
from tests.polls.people import arrive
from tests.workshop.exports import room
from workshop.facilitating import presentation, starting

pytestmark = pytest.mark.django_db
SENTENCE = "Verzonnen door een script"


def person(session: LiveSession, name: str) -> int:
    """A participant who voted; who it is."""
    room.answer(session, name, "goed", ["B"])
    (found,) = arrive(arrivals=[Arrival(session.pk, name)]).values()
    return found


@pytest.fixture
def script(session: LiveSession) -> int:
    """A participant of a script, which answered everything, beside three others."""
    acting.act(session, "goto", {"slide": "goed"})
    for name in "abc":
        room.answer(session, name, "goed", ["A"])
    found = person(session, "script")
    acting.act(session, "reset", {"question": "goed"})
    for name in ("a", "script"):
        room.answer(session, name, "goed", ["C"], 2)
    acting.act(session, "goto", {"slide": "tip"})
    room.answer(session, "a", "tip", ["Echt"])
    room.answer(session, "script", "tip", [SENTENCE])
    return found


def goed(session: LiveSession) -> Question:
    return Question.objects.get(session=session, key="goed")


def exported(session: LiveSession) -> tuple[int, bool, int]:
    found = records.of_session(session_id=session.pk)
    return len(found.answers), SENTENCE in str(found.answers), found.joined


def compared(session: LiveSession) -> int:
    return sum(each.count for each in comparison.count_answers([goed(session)])[goed(session).pk])


SEEN: dict[str, tuple[Callable[[LiveSession], Any], Any, Any]] = {  # with the script, and without
    "counted": (lambda one: tallies.count_question(question=goed(one)).answered, 2, 1),
    "joined": (lambda one: tallies.count_question(question=goed(one)).joined, 4, 3),
    "an earlier round": (
        lambda one: tallies.count_question(question=goed(one), round=1).answered,
        4,
        3,
    ),
    "who moved": (lambda one: tallies.count_moves(goed(one).pk, 2, 1), (2, 2), (1, 1)),
    "cards": (
        lambda one: len(read_cards(question=Question.objects.get(session=one, key="tip"))),
        2,
        1,
    ),
    "exports": (exported, (8, True, 4), (5, False, 3)),
    "comparisons": (compared, 4, 3),
    "desk": (lambda one: sessions.count_answered(session_id=one.pk)["goed"], 2, 1),
    "list": (lambda one: sessions.count_joined(session_ids=[one.pk])[one.pk], 4, 3),
    "heartbeat": (lambda one: sessions.read_versions(session_ids=[one.pk])[one.pk].joined, 4, 3),
    "snapshot": (
        lambda one: snapshot.load_snapshot(session_id=one.pk, renderer=presentation).joined,
        4,
        3,
    ),
}


@pytest.mark.parametrize("name", SEEN)
def test_it_stands_in_no_count(session: LiveSession, script: int, name: str):
    look, with_it, without = SEEN[name]
    before = look(session)

    put_aside(session, script)
    after = look(session)
    aside.take_back(session)
    session.save()

    assert (before, after, look(session)) == (with_it, without, with_it)


def put_aside(session: LiveSession, *participants: int) -> None:
    session.refresh_from_db()
    aside.put_aside(session, participants)
    session.save()


def test_it_is_kept(session: LiveSession, script: int):
    put_aside(session, script)

    assert Response.objects.filter(participant=script).count() == 3


def test_the_totals_of_a_purge_lack_it(session: LiveSession, script: int):
    put_aside(session, script)
    acting.act(session, "finish")
    session.refresh_from_db()

    retention.purge_session(session_id=session.pk, now=session.ended)

    assert tallies.count_question(question=goed(session), round=1).answered == 3


def test_other_sessions_do_not_notice(session: LiveSession, script: int, trainer: User):
    other = starting.start(deck="beter-samenwerken", facilitator=trainer, label="Groep 2")
    acting.act(other, "goto", {"slide": "goed"})
    room.answer(other, "script", "goed", ["B"])

    put_aside(session, script)

    assert tallies.count_question(question=goed(other)).answered == 1
    assert aside.count_aside([other.pk, session.pk]) == {session.pk: 1}


def test_many_are_put_aside_in_pieces(session: LiveSession, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(aside, "PIECE", 2)
    acting.act(session, "goto", {"slide": "goed"})
    people = [person(session, name) for name in "abcde"]

    put_aside(session, *people)

    assert aside.count_people(session.pk) == 0


# Nobody forgets it


def statements() -> Iterator[tuple[str, str]]:
    """Each piece of code that reads answers in SQL, with its file."""
    for file in sorted((Path(settings.BASE_DIR) / "polls").rglob("*.py")):
        if "migrations" in file.parts:
            continue
        for found in re.finditer(r"FROM polls_response", text := file.read_text()):
            yield file.name, text[max(0, found.start() - 400) : found.start() + 500]


ASIDE = re.compile(r"counted_only|\{counted\}")  # written there, or filled in
MINE = {"participants.py", "responses.py"}  # what one device answered itself
NOT_THEN = {"running_rounds.py"}  # as soon as somebody is put aside it lets answer_rows read


def test_every_statement_that_reads_answers_leaves_them_out():
    found = dict(statements())

    others = {"answer_rows.py", "records.py", "tallies.py", "comparison.py", "splits.py"}
    assert set(found) >= MINE | others
    assert {name for name, text in found.items() if not ASIDE.search(text)} == MINE | NOT_THEN
