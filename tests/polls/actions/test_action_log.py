"""Every action is kept with its time, and taken back within ten seconds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from polls import actions
from polls.actions import action_log
from polls.errors import PollsError
from polls.models import Action, LiveSession, Question, Response
from polls.questions import responses
from polls.questions.responses import Answer
from polls.sessions.participants import Arrival
from polls.texts.cards import read_cards
from tests import acting
from tests.polls.people import arrive

pytestmark = pytest.mark.django_db


def act(session: LiveSession, name: str, **fields: str) -> LiveSession:
    acting.act(session, name, fields, by="trainer")
    session.refresh_from_db()
    return session


def standing(session: LiveSession, key: str) -> tuple[str, int, bool]:
    question = Question.objects.get(session=session, key=key)
    return question.state, question.round, question.shown


def everything(session: LiveSession) -> tuple[object, ...]:
    covers = (session.overlay, session.frozen, session.skipped, session.other_tips)
    looks = (session.looks, session.tables)
    timer = session.timer_until and session.timer_until.replace(microsecond=0)
    goed = standing(session, "goed")
    return (session.position, session.state, session.door_closed, *covers, *looks, timer, goed)


def vote(session: LiveSession, key: str, round: int) -> None:
    question = Question.objects.get(session=session, key=key)
    arrival = Arrival(session.pk, "0" * 64)
    person = arrive(arrivals=[arrival])[arrival]
    answer = Answer(f"{key}{round}", question.pk, person, round, None, ["A"])
    assert responses.record_batch(answers=[answer]) == ["stored"]


APART = {
    *("begin", "reopen", "resume", "break"),
    *("crowd-dismiss", "crowd-aside", "crowd-count"),  # in test_crowd.py
    *("cohost-slides", "cohost-texts", "take-over"),  # in test_steering.py
    *("window", "words"),  # in test_every_action.py
    # in test_own_slides.py
    *("ask", "leave-out", "move-slide", "repeat-slide", "reword-slide"),
    *("split-show", "split-hide", "cross-show", "cross-hide"),  # in test_every_action.py
}
FIRST: dict[str, list[tuple[str, dict[str, str]]]] = {  # what makes that there is work to do
    "open": [("close", {"question": "goed"})],
    "hide": [("show", {"question": "goed", "anyway": "1"})],
    "tips-own": [("tips-others", {})],
    "door-open": [("door-close", {})],
    "timer-add": [("timer", {"seconds": "60"})],
    "timer-stop": [("timer", {"seconds": "60"})],
}


UNDOABLE = {
    name
    for name, action in actions.all().items()
    if action.undoable and "question" not in action.fields
}


@pytest.mark.parametrize("name", sorted(UNDOABLE - APART))
def test_every_action_can_be_undone(session: LiveSession, name: str):
    """F05: each change is undoable for ten seconds."""
    act(session, "goto", slide="goed")
    for first, fields in FIRST.get(name, []):
        act(session, first, **fields)
    before = everything(session)

    act(session, name, question="goed", slide="minder", anyway="1", seconds="60")
    changed = everything(session)
    act(session, "undo")

    assert everything(session) == before
    assert changed != before


def test_a_break_and_a_finish_are_undone_too(session: LiveSession):
    act(session, "begin")
    for name in ("break", "finish"):
        act(session, name)
        act(session, "undo")
        assert session.state == "live"


def test_a_break_that_is_given_back_still_opens_what_it_paused(session: LiveSession):
    act(session, "goto", slide="goed")
    for name in ("break", "finish", "undo", "resume"):
        act(session, name)

    assert (session.state, standing(session, "goed")) == ("live", ("open", 1, False))


def test_what_was_done_before_an_upgrade_is_undone_as_far_as_it_still_is_there(
    session: LiveSession,
):
    """A version that kept fields which are gone now, and did not know of answers by hand."""
    act(session, "goto", slide="goed")
    act(session, "close", question="goed")
    entry = session.actions.last()
    assert entry
    kept = entry.before
    del kept["answers"], kept["texts"]
    kept["session"]["gone_since"] = True
    for fields in kept["questions"].values():
        fields["gone_since"] = "x"
    entry.save()

    act(session, "undo")

    assert standing(session, "goed")[0] == "open"
    assert action_log.last_entry(session_id=session.pk) is not None


def test_after_ten_seconds_nothing_is_undone(session: LiveSession):
    act(session, "next")
    Action.objects.update(at=timezone.now() - timedelta(seconds=10.1))

    with pytest.raises(PollsError) as caught:
        act(session, "undo")

    assert caught.value.code == "undo.late"
    assert (session.position, action_log.last_entry(session_id=session.pk)) == (2, None)


def test_a_round_that_was_undone_keeps_its_answers_and_its_number(session: LiveSession):
    act(session, "goto", slide="goed")
    vote(session, "goed", 1)
    act(session, "reset", question="goed")
    vote(session, "goed", 2)

    act(session, "undo")
    back = standing(session, "goed")
    act(session, "reset", question="goed")

    assert back == ("open", 1, False)
    assert standing(session, "goed") == ("open", 3, False)
    assert list(Response.objects.values_list("round", flat=True)) == [1, 2]


def test_decisions_about_texts_are_undone(session: LiveSession):
    """F10: a merge, and any other decision, can be taken back."""
    act(session, "goto", slide="tip")
    question = Question.objects.get(session=session, key="tip")
    write(question, "een", "twee")
    een, twee = [card.id for card in read_cards(question=question)]
    act(session, "card-star", question="tip", card=een)
    starred = read_cards(question=question)
    act(session, "card-merge", question="tip", card=twee, into=een)
    merged = read_cards(question=question)

    act(session, "undo")
    after_one = read_cards(question=question)
    act(session, "undo")

    assert [card.count for card in merged] == [2]
    assert after_one == starred
    assert [card.starred for card in read_cards(question=question)] == [False, False]


def write(question: Question, *texts: str) -> None:
    """A text of a person each."""
    arrivals = [Arrival(question.session_id, f"{number:064d}") for number in range(len(texts))]
    people = arrive(arrivals=arrivals)
    answers = [
        Answer(text, question.pk, people[arrival], 1, 1, [text])
        for arrival, text in zip(arrivals, texts, strict=True)
    ]
    assert responses.record_batch(answers=answers) == ["stored"] * len(texts)


def cards(question: Question) -> dict[str, tuple[int, tuple[str, ...]]]:
    """By what is shown, how many people gave it and what counts along."""
    found = read_cards(question=question)
    return {card.text: (card.count, card.merged) for card in found}


def marked(question: Question) -> list[dict[str, object]]:
    return list(question.marks.order_by("card").values())


def test_undo_gives_back_what_was_merged_into_a_text_that_was_merged(session: LiveSession):
    act(session, "goto", slide="tip")
    question = Question.objects.get(session=session, key="tip")
    write(question, "een", "twee", "drie")
    een, twee, drie = [card.id for card in read_cards(question=question)]
    act(session, "card-merge", question="tip", card=een, into=twee)
    one, rows = cards(question), marked(question)
    act(session, "card-merge", question="tip", card=twee, into=drie)
    both, rows_of_both = cards(question), marked(question)
    act(session, "card-split", question="tip", card=drie)
    apart = cards(question)

    act(session, "undo")
    joined, rows_joined = cards(question), marked(question)
    act(session, "undo")

    assert apart == {"een": (1, ()), "twee": (1, ()), "drie": (1, ())}
    assert joined == both == {"drie": (3, ("een", "twee"))}
    assert rows_joined == rows_of_both
    assert cards(question) == one == {"twee": (2, ("een",)), "drie": (1, ())}
    assert [row for row in marked(question) if row["card"] != drie] == rows


def test_undo_of_a_correction_into_another_text_takes_back_all_of_it(session: LiveSession):
    act(session, "goto", slide="tip")
    question = Question.objects.get(session=session, key="tip")
    write(question, "kofie", "koffie")
    wrong, right = [card.id for card in read_cards(question=question)]
    act(session, "card-label", question="tip", card=wrong, label="A")
    act(session, "card-show", question="tip", card=wrong)
    act(session, "card-hold", question="tip", card=right)
    before = read_cards(question=question)
    act(session, "card-correct", question="tip", card=wrong, text=" koffie ")
    [card] = read_cards(question=question)

    act(session, "undo")

    assert (card.id, card.text, card.count, card.merged) == (right, "koffie", 2, ("kofie",))
    assert (card.state, card.labels, card.edited) == ("shown", ("A",), False)
    assert read_cards(question=question) == before
    assert [(card.state, card.labels) for card in before] == [("shown", ("A",)), ("pending", ())]


def test_the_log_tells_who_did_what_where(session: LiveSession):
    act(session, "goto", slide="goed")
    act(session, "pause", question="goed")
    act(session, "undo")

    told = [{**line, "at": None} for line in action_log.list_entries(session_id=session.pk)]

    line = {"at": None, "by": "trainer", "undone": False, "question": ""}
    assert told == [
        {**line, "action": "goto", "slide": "welkom"},
        {**line, "action": "pause", "slide": "goed", "question": "goed", "undone": True},
    ]


def test_a_refused_action_leaves_no_trace(session: LiveSession):
    with pytest.raises(PollsError):
        act(session, "goto", slide="99")

    assert action_log.list_entries(session_id=session.pk) == []


def test_what_changes_nothing_is_not_what_undo_takes_back(session: LiveSession):
    """Two facilitators who press the same button did one thing."""
    act(session, "goto", slide="goed")
    for _host in range(2):
        act(session, "goto", slide="tip")
    act(session, "hide", question="tip")

    act(session, "undo")

    assert session.position == 34
    assert [line["undone"] for line in action_log.list_entries(session_id=session.pk)] == [
        False,
        True,
    ]


def test_a_revoked_link_never_comes_back(session: LiveSession):
    token = session.screen_token
    act(session, "next")
    act(session, "screen-renew")

    with pytest.raises(PollsError):
        act(session, "undo")

    session.refresh_from_db()
    assert session.screen_token != token
    assert session.position == 2
