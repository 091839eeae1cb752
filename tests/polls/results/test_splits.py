"""A question by group: decided once, told as it was, refused in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from polls import retention
from polls.errors import PollsError
from polls.models import LiveSession, Question
from polls.results import splits, tallies
from polls.results.splits import Split
from tests import acting
from tests.polls.results import grouped
from tests.polls.results.grouped import ask, choose_groups, close, people

pytestmark = pytest.mark.django_db

MIXED = {"a": ["x", "x", "y", "y", "z"], "b": ["x", "y", "y", "y", "z", "z"]}


@pytest.fixture
def session(trainer: User) -> LiveSession:
    return grouped.make_session(trainer)


def answer_mixed(session: LiveSession, **more: list[str]) -> None:
    said = people(**MIXED, **more)
    choose_groups(session, {name: name[0] for name in said if name[0] in "abc"})
    ask(session, "keuze", {name: [key] for name, key in said.items()})


def row(session: LiveSession, key: str = "keuze") -> Question:
    return Question.objects.get(session=session, key=key)


def found(session: LiveSession, key: str = "keuze", round: int | None = None) -> Split | None:
    question = row(session, key)
    asked = list(Question.objects.filter(session=session))
    result = tallies.count_question(question=question, round=round)
    session.refresh_from_db()
    return splits.find_split(session, result, splits.find_splitter(asked, question))


def told(split: Split | None) -> Any:
    return split and {group.label: (group.n, dict(group.cells)) for group in split.groups}


def counts(split: Split | None) -> dict[str, dict[str, int]]:
    assert split is not None
    return {
        group.label: {key: cell.part for key, cell in group.cells.items()} for group in split.groups
    }


def test_a_question_by_group_has_what_each_group_said(session: LiveSession):
    answer_mixed(session)
    close(session, "keuze")

    acting.act(session, "split-show", {"question": "keuze"})

    assert counts(found(session)) == {
        "Binnen": {"x": 2, "y": 2, "z": 1, "anders": 0},
        "Buiten": {"x": 1, "y": 3, "z": 2, "anders": 0},
    }
    assert row(session).split_shown


def test_small_groups_and_whoever_chose_none_are_told_together(session: LiveSession):
    answer_mixed(session, c=["x", "z"], n=["y"])
    close(session, "keuze")

    acting.act(session, "split-show", {"question": "keuze"})

    split = found(session)
    assert split is not None
    assert [(group.label, group.n) for group in split.groups] == [("Buiten", 6), ("overige", 8)]
    assert split.others == "Overige zijn samen: Binnen, Los en wie geen deelgroep koos."


@pytest.mark.parametrize(
    ("code", "said", "closed"),
    [
        ("split.open", MIXED, False),
        ("split.small", {"a": ["x", "y", "x", "y"], "b": MIXED["b"]}, True),
        ("split.small", {"a": ["x"] * 6, "b": MIXED["b"]}, True),
    ],
)
def test_what_may_not_be_told_is_refused_and_changes_nothing(
    session: LiveSession, code: str, said: dict[str, list[str]], *, closed: bool
):
    choose_groups(session, {name: name[0] for name in people(**said)})
    ask(session, "keuze", {name: [key] for name, key in people(**said).items()})
    if closed:
        close(session, "keuze")

    with pytest.raises(PollsError) as refused:
        acting.act(session, "split-show", {"question": "keuze"})

    assert refused.value.code == code
    assert not row(session).split_shown
    assert found(session) is None


@pytest.mark.parametrize("key", ["afdeling", "woord"])
def test_own_words_and_the_groups_themselves_have_no_split(session: LiveSession, key: str):
    grouped.fill(session)
    close(session, key)

    with pytest.raises(PollsError) as refused:
        acting.act(session, "split-show", {"question": key})

    assert refused.value.code == "split.none"


@pytest.mark.parametrize("key", ["keuze", "cijfer", "volgorde", "punten"])
def test_every_kind_of_numbers_has_a_split(session: LiveSession, key: str):
    grouped.fill(session)
    close(session, key)
    acting.act(session, "split-show", {"question": key})

    split = found(session, key)

    assert split is not None
    assert [group.n for group in split.groups] == [6, 7]
    whole = tallies.count_question(question=row(session, key)).tally
    together = [sum(each["answered"] for each in split.numbers), whole["answered"]]
    assert together == [13, 13]
    assert len(split.table.rows) == len(split.options)
    assert split.sentence.startswith("Buiten: ")


# Once


def test_who_comes_after_it_was_shown_is_told_of_in_no_split(session: LiveSession):
    answer_mixed(session)
    close(session, "keuze")
    acting.act(session, "show", {"question": "keuze"})
    before = row(session).split

    acting.act(session, "open", {"question": "keuze", "again": "1"})
    choose_groups(session, {"a9": "a"})
    ask(session, "keuze", {"a9": ["z"]})
    close(session, "keuze")
    acting.act(session, "split-show", {"question": "keuze"})

    assert row(session).split == before  # of eleven people
    assert found(session) is None  # for the result is of twelve


def test_a_group_that_was_too_small_when_it_was_shown_stays_so(session: LiveSession):
    few = {"a": MIXED["a"][:4], "b": MIXED["b"]}
    choose_groups(session, {name: name[0] for name in people(**few)})
    ask(session, "keuze", {name: [key] for name, key in people(**few).items()})
    close(session, "keuze")
    acting.act(session, "show", {"question": "keuze"})

    acting.act(session, "open", {"question": "keuze", "again": "1"})
    choose_groups(session, {"a9": "a"})
    ask(session, "keuze", {"a9": ["z"]})
    close(session, "keuze")

    with pytest.raises(PollsError) as refused:
        acting.act(session, "split-show", {"question": "keuze"})
    assert refused.value.code == "split.small"


def test_a_result_that_nobody_saw_yet_may_grow_before_it_is_split(session: LiveSession):
    answer_mixed(session)
    close(session, "keuze")
    acting.act(session, "open", {"question": "keuze", "again": "1"})
    choose_groups(session, {"a9": "a"})
    ask(session, "keuze", {"a9": ["z"]})
    close(session, "keuze")

    acting.act(session, "split-show", {"question": "keuze"})

    assert counts(found(session))["Binnen"] == {"x": 2, "y": 2, "z": 2, "anders": 0}


def test_undo_takes_it_from_the_screen_and_does_not_let_it_be_split_anew(session: LiveSession):
    answer_mixed(session)
    close(session, "keuze")
    acting.act(session, "split-show", {"question": "keuze"})

    acting.act(session, "undo")

    assert not row(session).split_shown
    assert row(session).split["parts"]


def test_another_round_is_not_split_and_not_said_to_have_moved(session: LiveSession):
    answer_mixed(session)
    acting.act(session, "reset", {"question": "keuze"})
    ask(session, "keuze", {name: ["x"] for name in people(**MIXED)}, round=2)
    close(session, "keuze")
    acting.act(session, "show", {"question": "keuze"})

    again = tallies.round_drawing(tallies.count_question(question=row(session)))

    assert counts(found(session, round=1))["Binnen"]["x"] == 2
    assert found(session) is None
    assert "iets anders" not in again["sentence"]
    Question.objects.filter(session=session, key="keuze").update(split={})
    said = tallies.round_drawing(tallies.count_question(question=row(session)))["sentence"]
    assert "iets anders" in said  # which is what would have been said


def test_answers_by_hand_are_of_no_group(session: LiveSession):
    answer_mixed(session)
    acting.act(session, "hands", {"question": "keuze", "hands.x": "2"})
    close(session, "keuze")
    acting.act(session, "split-show", {"question": "keuze"})

    split = found(session)

    assert split is not None
    assert [(group.label, group.n) for group in split.groups] == [("Buiten", 6), ("overige", 7)]


def test_a_higher_minimum_hides_what_was_decided(session: LiveSession):
    answer_mixed(session)
    close(session, "keuze")
    acting.act(session, "split-show", {"question": "keuze"})

    acting.act(session, "settings", {"minimum": "6"})

    assert found(session) is None


def test_of_a_session_that_grows_one_at_a_time_one_split_is_ever_told(session: LiveSession):
    groups = "abbaababababab"
    choose_groups(session, {f"p{n}": key for n, key in enumerate(groups)})
    told_ever = []

    for n in range(len(groups)):
        acting.act(session, "open", {"question": "keuze", "again": "1"})
        ask(session, "keuze", {f"p{n}": ["xyz"[n % 3]]})
        close(session, "keuze")
        if n >= 10:  # five of each, and one more
            acting.act(session, "show", {"question": "keuze"})
        told_ever.append(told(found(session)))

    assert [n for n, each in enumerate(told_ever) if each] == [10]


# Afterwards


def test_a_purge_keeps_what_may_be_told(session: LiveSession):
    grouped.fill(session)
    close(session, "keuze")
    acting.act(session, "split-show", {"question": "keuze"})
    acting.act(session, "finish")
    before = told(found(session))

    retention.purge_session(session_id=session.pk, now=timezone.now())

    assert before
    assert told(found(session)) == before
    assert told(found(session, "punten"))  # decided at the last moment
    assert not row(session).responses.exists()


def test_a_language_changes_words_and_no_number(session: LiveSession):
    grouped.fill(session)
    close(session, "cijfer")
    acting.act(session, "split-show", {"question": "cijfer"})
    dutch = told(found(session, "cijfer"))

    acting.act(session, "language", {"language": "en"})
    with splits_in("en"):
        english = told(found(session, "cijfer"))

    assert list(english.values()) == list(dutch.values())
    assert [*english] == ["Buiten", "others"]


def splits_in(language: str) -> Any:
    from django.utils import translation

    return translation.override(language)


def test_a_session_that_is_over_is_settled_once(session: LiveSession):
    grouped.fill(session)
    acting.act(session, "finish")
    Question.objects.filter(session=session).update(grace_until=None)
    asked = list(Question.objects.filter(session=session).order_by("pk"))
    session.refresh_from_db()

    splits.settle(session, asked)

    kept = {each.key: bool(each.split.get("parts")) for each in asked}
    assert kept == {
        "afdeling": False,
        **dict.fromkeys(("keuze", "cijfer", "volgorde", "punten"), True),
        "woord": False,
    }
    assert not splits.is_unsettled(session, asked)


def test_the_database_counts(session: LiveSession, django_assert_num_queries: Any):
    grouped.fill(session)
    asked = list(Question.objects.filter(session=session))
    session.refresh_from_db()

    with django_assert_num_queries(2):
        splits.decide(session, asked, row_of(asked, "keuze"))


def row_of(asked: list[Question], key: str) -> Question:
    return next(each for each in asked if each.key == key)
