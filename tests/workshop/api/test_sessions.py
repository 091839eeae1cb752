"""Sessions by programs: started and steered as at the desk, and their results."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.utils import timezone

from polls.models import LiveSession, Question
from polls.sessions import sharing
from polls.texts.cards import read_cards
from tests import acting
from tests.workshop.api.conftest import Program, code_of, make_program
from tests.workshop.exports.room import answer, go
from workshop.api import sessions as api_sessions
from workshop.facilitating import starting
from workshop.models import AuditEntry

pytestmark = pytest.mark.django_db
SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "export.schema.json").read_text())


def test_a_session_starts_with_the_reply_of_the_command(program: Program, trainer: User):
    reply = program.ask("post", "sessions", {"workshop": "beter-samenwerken", "label": "Team 1"})

    session = LiveSession.objects.get()
    out = io.StringIO()
    call_command("start_session", "beter-samenwerken", "--json", stdout=out)
    assert reply.status_code == 201
    assert reply.json().keys() == json.loads(out.getvalue()).keys()
    assert reply.json() == {
        "code": session.code,
        "join_url": f"http://testserver/{session.code}/",
        "screen_url": f"http://testserver/screen/{session.screen_token}/",
        "desk_url": f"http://testserver/desk/{session.code}/",
    }
    assert (session.label, session.facilitator) == ("Team 1", trainer)


def test_a_session_goes_at_everyones_own_pace_between_two_moments(program: Program):
    opens = timezone.now() + timedelta(days=1)
    closes = opens + timedelta(days=10)
    wanted = {
        "workshop": "beter-samenwerken",
        "pace": "own",
        "opens": opens.isoformat(),
        "closes": closes.isoformat(),
    }

    reply = program.ask("post", "sessions", wanted)

    session = LiveSession.objects.get()
    assert (reply.status_code, session.pace) == (201, "own")
    assert session.opens_at == opens
    assert session.closes_at == closes


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"workshop": "bestaat-niet"}, 404, "deck.unknown"),
        ({"workshop": "beter-samenwerken", "language": "fr"}, 400, "session.language"),
        ({"workshop": "beter-samenwerken", "pace": "traag"}, 400, "pace.unknown"),
        ({"workshop": "beter-samenwerken", "pace": "own", "opens": "x"}, 400, "pace.moment"),
        ({"workshop": "beter-samenwerken", "opens": "2027-03-01T09:00"}, 400, "pace.led"),
    ],
)
def test_a_session_that_cannot_be_is_not_made(
    program: Program, body: dict[str, str], status: int, code: str
):
    reply = program.ask("post", "sessions", body)

    assert (reply.status_code, code_of(reply)) == (status, code)
    assert not LiveSession.objects.exists()


def test_the_list_has_own_sessions_newest_first_in_pages(
    program: Program, trainer: User, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(api_sessions, "PER_PAGE", 2)
    for label in ("een", "twee", "drie"):
        starting.start(deck="beter-samenwerken", facilitator=trainer, label=label)
    other = User.objects.create_user("other")
    starting.start(deck="beter-samenwerken", facilitator=other, label="een van een ander")

    first = program.ask("get", "sessions").json()
    last = program.ask("get", f"sessions?page={first['next']}").json()
    beyond = program.ask("get", "sessions?page=3").json()
    found = program.ask("get", "sessions?search=een").json()

    assert [each["label"] for each in first["sessions"]] == ["drie", "twee"]
    assert [each["label"] for each in last["sessions"]] == ["een"]
    assert last["next"] is None
    assert beyond == {"sessions": [], "next": None}
    assert [each["label"] for each in found["sessions"]] == ["een"]


def test_a_session_is_steered_as_at_the_desk(program: Program, session: LiveSession):
    began = program.ask("post", f"sessions/{session.code}/next")
    moved = program.ask("post", f"sessions/{session.code}/goto", {"slide": "goed"})
    numbered = program.ask("post", f"sessions/{session.code}/goto", {"slide": 2})

    session.refresh_from_db()
    assert [reply.status_code for reply in (began, moved, numbered)] == [200] * 3
    assert numbered.json() == {"ok": True, "version": session.version}
    assert session.position == 2


@pytest.mark.parametrize(
    ("action", "body", "status", "code"),
    [
        ("bestaat-niet", {}, 404, "action.unknown"),
        ("goto", {"slide": "bestaat-niet"}, 409, "slide.unknown"),
        ("goto", {"slide": {"a": "b"}}, 400, "request.field"),
        ("settings", {"minimum": 1}, 400, "session.minimum"),
    ],
)
def test_an_action_that_cannot_be_changes_nothing(
    program: Program, session: LiveSession, action: str, body: dict[str, object], status, code
):
    reply = program.ask("post", f"sessions/{session.code}/{action}", body)

    assert (reply.status_code, code_of(reply)) == (status, code)
    assert LiveSession.objects.get().version == session.version


@pytest.mark.parametrize(
    ("level", "acts", "results"), [("facilitate", 200, 200), ("look", 403, 403), ("take", 403, 200)]
)
def test_a_colleague_does_what_was_shared(
    session: LiveSession, level: str, acts: int, results: int
):
    colleague = User.objects.create_user("collega")
    sharing.share_session(session=session, name="collega", level=level)
    program = make_program(colleague)

    replies = [
        program.ask("post", f"sessions/{session.code}/next"),
        program.ask("get", f"sessions/{session.code}/results"),
        program.ask("post", f"sessions/{session.code}/keep-until", {"day": "2030-01-01"}),
    ]

    assert [reply.status_code for reply in replies] == [acts, results, 403]
    assert code_of(replies[2]) == "session.level"
    listed = program.ask("get", "sessions").json()["sessions"]
    assert [each["code"] for each in listed] == [session.code]


def test_fields_are_written_as_a_form_has_them():
    values = [True, False, 3, "x", ["a", "b"], []]

    assert [api_sessions.written(value) for value in values] == ["1", "", "3", "x", "a+b", ""]


def test_a_session_of_another_trainer_is_not_there(session: LiveSession):
    stranger = make_program(User.objects.create_user("other"))

    replies = [
        stranger.ask("get", f"sessions/{session.code}/results"),
        stranger.ask("post", f"sessions/{session.code}/next"),
        stranger.ask("get", "sessions/10000000/results"),
    ]

    assert [reply.status_code for reply in replies] == [404] * 3
    assert {code_of(reply) for reply in replies} == {"session.unknown"}
    assert LiveSession.objects.get().version == session.version


# Results


def test_results_are_what_may_be_shared_by_the_published_schema(
    reader: Program, session: LiveSession
):
    go(session, "goed")
    for person in range(6):
        answer(session, f"{person}", "goed", ["A"])

    reply = reader.ask("get", f"sessions/{session.code}/results")

    told = reply.json()
    jsonschema.validate(told, SCHEMA)
    [round] = next(each for each in told["questions"] if each["key"] == "goed")["rounds"]
    assert (reply.status_code, reply["Content-Type"]) == (200, "application/json")
    assert (round["answered"], round["answers"]) == (6, [])
    assert round["tally"]["counts"]["A"] == 6
    assert list(AuditEntry.objects.filter(what="export").values_list("who", "about")) == [
        ("trainer", f"{session.code} json (api)")
    ]


HIDDEN, WAITING, NOTE = "Kanarie-1", "Kanarie-2", "Kanarie-3"


@pytest.fixture
def halfway(session: LiveSession) -> LiveSession:
    """One choice is closed and one of too few people; of the tips, still open and not shown in the
    room, one is hidden and one waits; the trainer wrote a note, and leaves a question out."""
    for key, people in (("goed", 6), ("minder", 2)):
        go(session, key)
        for person in range(people):
            answer(session, f"{person}", key, ["A"])
    Question.objects.filter(session=session, key="tip").update(held=True, note=NOTE)
    Question.objects.filter(session=session, key="dynamieken").update(private=True)
    go(session, "tip")
    for person, text in enumerate([HIDDEN, WAITING, *["Bel eerst"] * 4]):
        answer(session, f"{person}", "tip", [text])
    ids = {card.text: card.id for card in read_cards(question=session.questions.get(key="tip"))}
    acting.decide(session, "card-hide", "tip", [ids[HIDDEN]])
    acting.decide(session, "card-show", "tip", [ids["Bel eerst"]])
    LiveSession.objects.filter(pk=session.pk).update(notes=NOTE)
    return session


def ask_everyone(session: LiveSession, trainer: User) -> list[Any]:
    """The results, by each kind of token that may have them."""
    colleagues = [User.objects.create_user(level) for level in ("facilitate", "take")]
    for each in colleagues:
        sharing.share_session(session=session, name=each.username, level=each.username)
    tokens = [make_program(trainer, "read"), make_program(trainer)]
    tokens += map(make_program, [*colleagues, User.objects.create_superuser("beheer")])
    return [each.ask("get", f"sessions/{session.code}/results") for each in tokens]


def test_every_token_gets_the_same_and_no_more_than_may_be_shared(
    halfway: LiveSession, trainer: User
):
    replies = ask_everyone(halfway, trainer)

    apart = {"made": "", "slides": []}  # when, and how long the slide has been there by then
    told = [{**reply.json(), **apart} for reply in replies]
    assert [reply.status_code for reply in replies] == [200] * 5
    for each in told[1:]:
        assert each == told[0]
    text = replies[-1].content.decode()
    assert [word for word in (HIDDEN, WAITING, NOTE) if word in text] == []
    asked = {each["key"]: each["rounds"][-1] for each in told[0]["questions"]}
    assert "dynamieken" not in asked
    assert (asked["goed"]["state"], asked["goed"]["tally"]["counts"]["A"]) == ("closed", 6)
    assert asked["minder"]["answered"] == sum(asked["minder"]["tally"]["counts"].values()) == 0
    assert (asked["tip"]["state"], asked["tip"]["answered"]) == ("open", 6)
    assert [card["text"] for card in asked["tip"]["cards"]] == ["Bel eerst"]
    assert asked["tip"]["tally"]["texts"] == ["Bel eerst"] * 4
    assert [each["answers"] for each in asked.values()] == [[]] * len(asked)
