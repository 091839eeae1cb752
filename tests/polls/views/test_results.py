"""What screens and desks are told of answers."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from polls.models import LiveSession
from polls.views import results
from tests import acting, seen
from tests.polls.results import grouped, paired
from tests.polls.views.conftest import APPROVED, leaks, result
from tests.workshop.exports import room

pytestmark = pytest.mark.django_db

SEEN_BY_ALL = {
    *("type", "question", "epoch", "version", "state", "round", "shown", "answered"),
    *("of", "joined", "remark", "spotlight", "figure", "table", "sentence", "finding", "cards"),
}


def test_a_hidden_result_leaves_for_the_desk_only(leaky: LiveSession):
    frames = result(leaky, "goed")

    assert frames.desk["figure"]["data"][0]["x"] == [4, 1, 0, 0, 0]
    assert [frames.screen[name] for name in results.DRAWING] == [None] * 5
    assert frames.screen["answered"] == 5
    acting.act(leaky, "show", {"question": "goed", "anyway": "1"})
    assert result(leaky, "goed").screen["figure"] == frames.desk["figure"]


@pytest.mark.parametrize("shown", [False, True])
def test_a_screen_never_hears_the_cues_nor_what_waits(leaky: LiveSession, shown: bool):
    if shown:
        acting.act(leaky, "show", {"question": "uitdaging+goed", "anyway": "1"})

    frames = {each.desk["question"]: each for each in seen.results_of(leaky, "uitdaging", "goed")}

    assert frames["goed"].desk["signs"] == ["majority"]
    assert frames["uitdaging"].desk["texts"] == {"pending": 1, "shown": 1, "hidden": 1}
    assert [set(each.screen) for each in frames.values()] == [SEEN_BY_ALL] * 2
    assert [set(each.desk) for each in frames.values()] == [SEEN_BY_ALL | {"signs", "texts"}] * 2
    assert (APPROVED in str(frames["uitdaging"].screen)) is shown


def test_nobody_is_told_a_text_that_waits_or_was_hidden(leaky: LiveSession):
    acting.act(leaky, "show", {"question": "uitdaging+goed", "anyway": "1"})
    frames = seen.results_of(leaky, "uitdaging", "goed", "aside")

    assert len(frames) == 3
    for each in frames:
        assert leaks(leaky, each.desk) == []
        assert leaks(leaky, each.screen) == []


def test_a_text_that_stands_out_waits_and_only_the_desk_is_told(session: LiveSession):
    acting.act(session, "goto", {"slide": "opbrengst"})
    room.answer(session, "ann", "opbrengst", ["Rust"])
    room.answer(session, "bob", "opbrengst", ["Bel 06-12345678"])
    before = result(session, "opbrengst")
    card = before.desk["waits"]["card"]

    acting.decide(session, "card-show", "opbrengst", [card])
    after = result(session, "opbrengst")

    assert before.desk["waits"] == {
        "question": "opbrengst",
        "card": card,
        "text": "Bel 06-12345678",
        "why": ["phone"],
    }
    assert before.desk["texts"] == {"pending": 1, "shown": 1, "hidden": 0}
    assert "06-12345678" not in str(before.screen)
    assert "waits" not in after.desk
    assert "06-12345678" in str(after.screen)


def test_what_a_desk_is_told_in_addition_later_stays_there(leaky: LiveSession):
    frame = {**result(leaky, "goed").desk, "names": ["Ans"]}

    assert set(results.for_screen(frame)) == SEEN_BY_ALL


def test_a_trainer_reads_of_results_in_a_language_of_their_own(leaky: LiveSession):
    """The room speaks Dutch, and so do its projectors."""
    snapshot = seen.load(leaky)

    [own] = results.count_results(snapshot=snapshot, keys=["goed"])
    [both] = results.count_results(snapshot=snapshot, keys=["goed"], languages=["en"])

    assert "words" not in own.desk
    assert own.desk["sentence"].startswith("Het vaakst A. Ambitie")
    assert both.desk["words"]["en"]["sentence"].startswith("Most often A. Ambitie")
    assert {name: part for name, part in both.desk.items() if name != "words"} == own.desk
    assert both.screen == own.screen


def test_a_question_by_group_stands_on_the_screen_when_the_desk_asks_for_it(trainer: User):
    session = grouped.make_session(trainer)
    grouped.fill(session)
    acting.act(session, "goto", {"slide": "keuze"})
    acting.act(session, "show", {"question": "keuze"})
    whole = result(session, "keuze")

    acting.act(session, "split-show", {"question": "keuze"})
    split = result(session, "keuze")
    acting.act(session, "split-hide", {"question": "keuze"})

    assert split.screen["table"]["columns"] == [
        *("keuze", "Buiten (n\u00a0=\u00a06)", "overige (n\u00a0=\u00a07)"),
    ]
    assert [row[1] for row in split.screen["table"]["rows"]] == ["33% (2)"] * 3 + ["0% (0)"]
    assert split.screen["figure"] == split.desk["figure"] != whole.screen["figure"]
    assert result(session, "keuze").screen["figure"] == whole.screen["figure"]


def test_a_question_by_group_is_hidden_with_its_result(trainer: User):
    session = grouped.make_session(trainer)
    grouped.fill(session)
    acting.act(session, "goto", {"slide": "keuze"})
    grouped.close(session, "keuze")
    acting.act(session, "split-show", {"question": "keuze"})

    frames = result(session, "keuze")

    assert frames.desk["table"]["columns"][1] == "Buiten (n\u00a0=\u00a06)"
    assert frames.screen["table"] is None


def test_a_pair_stands_against_each_other_when_the_desk_asks_for_it(trainer: User):
    session = paired.make_session(trainer)
    paired.fill(session)
    acting.act(session, "goto", {"slide": "samen"})
    acting.act(session, "show", {"question": "goed+minder"})
    beside = result(session, "goed+minder")

    acting.act(session, "cross-show", {"question": "minder"})
    against = result(session, "goed+minder")
    acting.act(session, "cross-hide", {"question": "minder"})

    assert (beside.desk["split"], against.desk["split"]) == (False, True)
    assert "split" not in against.screen
    assert against.screen["table"]["columns"][1] == "x. Rust (n = 5)"
    assert against.screen["figure"] == against.desk["figure"] != beside.screen["figure"]
    assert result(session, "goed+minder").screen["figure"] == beside.screen["figure"]


BEFORE = (
    grouped.TEXT
    + """
---

```slide
id = "terug"
chapter = "deel"
layout = "results"
```

# Eerder en nu

```show
view = "before"
questions = ["keuze"]
```
"""
)


def test_a_question_stands_beside_what_an_earlier_session_answered(trainer: User):
    earlier = grouped.make_session(trainer, text=BEFORE)
    people = {f"p{number}": ["xyz"[number % 3]] for number in range(9)}
    grouped.ask(earlier, "keuze", people)
    acting.act(earlier, "finish")
    now = grouped.make_session(trainer, text=BEFORE + "\n", slug="nu")
    grouped.ask(now, "keuze", {name: ["x"] for name in people})
    acting.act(now, "goto", {"slide": "terug"})
    acting.act(now, "show", {"question": "keuze"})
    alone = result(now, "keuze-eerder").screen
    now.refresh_from_db()
    acting.act(now, "before", {"code": earlier.code})

    beside = result(now, "keuze-eerder").screen

    assert alone["sentence"].endswith("Er is geen eerdere sessie gekozen om ernaast te zetten.")
    assert [column.split(",")[0] for column in beside["table"]["columns"]] == [
        *("keuze", "eerder", "nu")
    ]
    assert beside["table"]["rows"][0] == ["x. Rust", "33% (3)", "100% (9)"]
    assert "+67\u00a0procentpunten" in beside["sentence"]
