"""Questions of the room beside the deck: off, on, held, shown, answered, and taken home."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from polls import kinds, retention
from polls.actions import action_log
from polls.errors import PollsError
from polls.models import LiveSession, Question
from polls.questions import responses
from polls.questions.responses import Answer
from polls.sessions.participants import Arrival
from polls.texts.cards import read_cards
from tests import acting, seen
from tests.polls.people import arrive
from tests.workshop.exports import room
from workshop import exports

pytestmark = pytest.mark.django_db(transaction=True)

PRIVATE = "Waarom luistert Jansen nooit?"
PUBLIC = "Wanneer begint het echte werk?"


def act(session: LiveSession, action: str, **fields: str) -> LiveSession:
    acting.act(session, action, fields)
    session.refresh_from_db()
    return session


def question(session: LiveSession) -> Question:
    return Question.objects.get(session=session, key="aside")


def test_after_a_purge_they_begin_anew_and_are_all_taken_home(asked: LiveSession):
    retention.purge_session(session_id=asked.pk, now=timezone.now())
    act(asked, "reopen")
    act(asked, "open", question="aside")
    row = question(asked)
    room.answer(asked, "9", "aside", ["Is er nog koffie?"], round=row.round)

    found = read_cards(question=row)

    assert (row.state, row.round) == ("open", 2)
    assert [(card.text, card.count) for card in found] == [("Is er nog koffie?", 1)]
    assert "Is er nog koffie?" in str(room.files(asked))


@pytest.fixture
def asked(session: LiveSession) -> LiveSession:
    """Switched on, with a question that waits and one that is shown."""
    act(session, "open", question="aside")
    send(session, [PRIVATE], [PUBLIC])
    act(session, "card-show", question="aside", card=card(session, PUBLIC))
    return session


def send(session: LiveSession, *values: list[str]) -> list[Any]:
    row = question(session)
    clean = kinds.of(row).clean
    arrivals = [Arrival(session.pk, f"{number:064d}") for number in range(len(values))]
    people = arrive(arrivals=arrivals).values()
    return responses.record_batch(
        answers=[
            Answer(f"{person}-{value}", row.pk, person, 1, None, clean(value))
            for person, value in zip(people, values, strict=True)
        ]
    )


def card(session: LiveSession, text: str) -> str:
    return next(each.id for each in read_cards(question=question(session)) if each.text == text)


def phone(session: LiveSession) -> Any:
    return seen.on_phone(session)["aside"]


def test_it_is_off_until_the_facilitator_switches_it_on(session: LiveSession):
    act(session, "begin")
    before = phone(session)
    act(session, "open", question="aside")

    assert before is None
    assert (phone(session)["key"], phone(session)["state"]) == ("aside", "open")
    assert phone(session)["cards"] == []


def test_it_stays_whatever_the_slide_is(asked: LiveSession):
    act(asked, "goto", slide="goed")
    act(asked, "goto", slide="dank")

    assert phone(asked)["state"] == "open"
    assert seen.on_phone(asked)["questions"] == []


def test_what_waits_or_is_hidden_reaches_no_phone_and_no_projector(asked: LiveSession):
    told = phone(asked)
    ((desk, screen),) = seen.results_of(asked, "aside")
    act(asked, "card-hide", question="aside", card=card(asked, PUBLIC))

    assert [each["text"] for each in told["cards"]] == [PUBLIC]
    assert PUBLIC in told["html"]
    assert PRIVATE not in str(told)
    assert PRIVATE not in str(screen)
    assert desk["texts"] == {"pending": 1, "shown": 1, "hidden": 0}
    assert PUBLIC not in str(phone(asked))


def test_it_goes_on_in_the_same_round_after_it_was_off(asked: LiveSession):
    act(asked, "close", question="aside")
    off = phone(asked)
    refused = send(asked, ["Nog een?"])[0]
    act(asked, "open", question="aside")

    assert off is None
    assert isinstance(refused, PollsError)
    assert refused.code == "question.closed"
    assert (phone(asked)["round"], len(phone(asked)["cards"])) == (1, 1)


def test_a_break_holds_it_and_the_end_closes_it(asked: LiveSession):
    act(asked, "break")
    held = phone(asked)["state"]
    act(asked, "resume")
    again = phone(asked)["state"]
    act(asked, "finish")

    assert (held, again, phone(asked)) == ("paused", "open", None)


def test_undo_switches_it_off_again(session: LiveSession):
    act(session, "begin")
    act(session, "open", question="aside")
    act(session, "undo")

    assert phone(session) is None
    assert action_log.last_entry(session_id=session.pk).name == "begin"


def test_an_answered_question_says_so_and_stands_last(asked: LiveSession):
    send(asked, [PRIVATE], [PUBLIC], ["Hoe laat is de lunch?"])
    lunch = card(asked, "Hoe laat is de lunch?")
    act(asked, "card-show", question="aside", card=lunch)
    before = [each["text"] for each in phone(asked)["cards"]]
    answered = card(asked, before[0])
    act(asked, "card-label", question="aside", card=answered, label="beantwoord")
    after = phone(asked)["cards"]

    assert [each["text"] for each in after] == before[::-1]
    assert after[-1]["labels"][0]["label"] == "beantwoord"


def test_one_question_stands_large_on_the_projector(asked: LiveSession):
    act(asked, "goto", slide="goed")
    act(asked, "card-spotlight", question="aside", card=card(asked, PUBLIC))
    made = seen.results_of(asked)
    frames = {desk["question"]: (desk, screen) for desk, screen in made}
    _desk, screen = frames["aside"]

    assert screen["spotlight"]["text"] == PUBLIC
    assert (screen["shown"], screen["figure"], screen["cards"]) == (False, None, None)


def test_the_report_and_the_exports_have_the_questions(asked: LiveSession):
    act(asked, "card-label", question="aside", card=card(asked, PUBLIC), label="beantwoord")
    act(asked, "finish")
    report = exports.export_session(asked, "html").content.decode()
    found = room.data(asked)["questions"][-1]

    assert PUBLIC in report
    assert "Die is beantwoord." in report
    assert PRIVATE not in report
    assert (found["key"], found["slide"], found["kind"]) == ("aside", "", "questions")
    assert {each["text"]: each["state"] for each in found["rounds"][0]["cards"]} == {
        PUBLIC: "shown",
        PRIVATE: "pending",
    }
    for format in exports.format_names():
        if format != "pdf":
            assert exports.export_session(asked, format).content


def test_without_the_questions_a_session_exports_as_before(session: LiveSession):
    act(session, "begin")

    assert len(room.data(session)["questions"]) == 10


def test_it_speaks_the_language_of_the_session(session: LiveSession):
    act(session, "language", language="en")
    act(session, "open", question="aside")

    assert phone(session)["prompt"] == "Questions from the room"


def test_a_facilitator_adds_what_somebody_without_a_phone_asks(asked: LiveSession):
    act(asked, "answer-for", question="aside", text="Mag het raam open?")

    assert card(asked, "Mag het raam open?")


def test_the_desk_has_the_switch_and_the_list(client: Client, trainer: User, session: LiveSession):
    client.force_login(trainer)
    before = client.get(f"/desk/{session.code}/").content.decode()
    client.post(f"/desk/{session.code}/open/", {"question": "aside"})
    after = client.get(f"/desk/{session.code}/").content.decode()
    texts = client.get(f"/desk/{session.code}/texts/", {"question": "aside"})

    assert "?question=aside" not in before
    assert after.count("?question=aside") == 2
    assert texts.status_code == 200
