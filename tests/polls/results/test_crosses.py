"""Two choices against each other: decided once, told as they were, refused in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone, translation

from polls import retention
from polls.errors import PollsError
from polls.models import LiveSession, Question
from polls.results import crosses, splits, tallies
from polls.results.crosses import Cross
from tests import acting
from tests.polls.results import grouped, paired

pytestmark = pytest.mark.django_db

LABELS = ("gaat goed", "gaat minder")
TOLD = [
    ["gaat goed ↓, gaat minder →", "x. Rust (n = 5)", "y. Tempo (n = 6)", "z. Geld (n = 5)"],
    ["x. Rust (n = 6)", 0, 3, 3],
    ["y. Tempo (n = 5)", 3, 0, 2],
    ["z. Geld (n = 5)", 2, 3, 0],
]


@pytest.fixture
def session(trainer: User) -> LiveSession:
    return paired.make_session(trainer)


@pytest.fixture
def filled(session: LiveSession) -> LiveSession:
    paired.fill(session)
    paired.close(session)
    return session


def row(session: LiveSession, key: str = "goed") -> Question:
    return Question.objects.get(session=session, key=key)


def find(session: LiveSession) -> Cross | None:
    results = [
        tallies.count_question(question=row(session, key), joined=0) for key in ("goed", "minder")
    ]
    session.refresh_from_db()
    return crosses.find_cross(session, results, LABELS)


def told(session: LiveSession) -> list[list[Any]] | None:
    found = find(session)
    return found and [
        list(found.table.columns),
        *([line[0].text, *(cell.value for cell in line[1:])] for line in found.table.rows),
    ]


def act_refused(session: LiveSession, key: str = "goed") -> str:
    with pytest.raises(PollsError) as refused:
        acting.act(session, "cross-show", {"question": key})
    return refused.value.code


@pytest.mark.parametrize("key", ["goed", "minder"])
def test_a_pair_has_how_many_people_chose_both(filled: LiveSession, key: str):
    acting.act(filled, "cross-show", {"question": key})

    assert told(filled) == TOLD
    found = find(filled)
    assert found is not None
    assert found.sentence == (
        "Geen twee keuzes springen er samen uit."  # four share the first place
    )
    assert row(filled).split_shown
    acting.act(filled, "cross-hide", {"question": key})
    assert not row(filled).split_shown


def test_few_are_told_together_with_whoever_skipped_a_question(session: LiveSession):
    paired.fill(session, [*(2 * paired.ROOM), "zx", "-y", "x-"])
    paired.close(session)

    acting.act(session, "cross-show", {"question": "goed"})

    found = find(session)
    assert found is not None
    assert [(bar.label, bar.count) for bar in found.rows] == [
        ("Rust", 13),
        ("Geld", 11),
        ("overige", 11),
    ]
    assert sum(map(sum, found.cells)) == 35
    assert "Overige bij 'gaat goed' zijn samen: y. Tempo en wie geen antwoord gaf." in (
        found.sentence
    )


@pytest.mark.parametrize(
    ("code", "said", "closed"),
    [
        ("cross.open", paired.ROOM, False),
        ("cross.small", ["xy", "xz", "yx", "zx"], True),
        ("cross.small", ["xy"] * 6 + ["yx"] * 6, True),
    ],
)
def test_what_may_not_be_told_is_refused_and_changes_nothing(
    session: LiveSession, code: str, said: list[str], *, closed: bool
):
    paired.fill(session, said)
    if closed:
        paired.close(session)

    assert act_refused(session) == code
    assert not row(session).split_shown
    assert told(session) is None


def test_questions_in_no_pair_have_no_table(trainer: User):
    session = grouped.make_session(trainer)
    grouped.fill(session)
    grouped.close(session, "keuze")

    assert act_refused(session, "keuze") == "cross.none"


def test_a_pair_without_answers_has_no_table(session: LiveSession):
    paired.fill(session, [])
    paired.close(session)

    assert act_refused(session) == "cross.none"


def test_answers_by_hand_are_in_no_table(session: LiveSession):
    paired.fill(session)
    acting.act(session, "hands", {"question": "minder", "hands.x": "3"})
    paired.close(session)

    acting.act(session, "cross-show", {"question": "goed"})

    assert told(session) == TOLD


# Once


def grow(session: LiveSession, *said: str) -> None:
    """Take both questions up again for people who come later."""
    for key in ("goed", "minder"):
        acting.act(session, "open", {"question": key, "again": "1"})
    paired.fill(session, said, first=100)
    paired.close(session)


def test_who_comes_after_it_was_shown_is_in_no_table(filled: LiveSession):
    paired.show(filled)
    kept = row(filled).split

    grow(filled, "xy")
    paired.show(filled)

    assert kept["cross"]
    assert row(filled).split == kept  # of sixteen people
    assert told(filled) is None  # for the results are of seventeen


def test_what_nobody_saw_yet_may_grow_before_it_is_counted(filled: LiveSession):
    grow(filled, "xy")

    paired.show(filled)

    found = find(filled)
    assert found is not None
    assert found.cells[0] == (0, 4, 3)


def test_a_question_that_was_seen_with_fewer_answers_is_never_crossed(session: LiveSession):
    paired.fill(session)
    grouped.close(session, "goed")
    acting.act(session, "show", {"question": "goed", "anyway": "1"})
    acting.act(session, "open", {"question": "goed", "again": "1"})
    grouped.ask(session, "goed", {"p100": ["x"]})
    paired.close(session)

    paired.show(session)

    assert act_refused(session) == "cross.small"
    assert told(session) is None


def test_one_that_was_seen_first_and_stayed_as_it_was_is_crossed(session: LiveSession):
    paired.fill(session)
    grouped.close(session, "goed")
    acting.act(session, "show", {"question": "goed", "anyway": "1"})
    assert row(session).split["waits"]
    grouped.close(session, "minder")

    paired.show(session)

    assert told(session) == TOLD


def test_a_question_that_a_report_had_with_fewer_answers_is_never_crossed(session: LiveSession):
    paired.fill(session)
    grouped.close(session, "goed")
    asked = list(Question.objects.filter(session=session))
    session.refresh_from_db()
    splits.settle(session, asked)
    assert row(session).split["waits"]
    assert not row(session).shown

    acting.act(session, "open", {"question": "goed", "again": "1"})
    grouped.ask(session, "goed", {"p100": ["x"]})
    paired.close(session)
    paired.show(session)

    assert told(session) is None


def test_a_new_round_of_what_nobody_saw_leaves_no_trace(session: LiveSession):
    paired.fill(session)
    grouped.close(session, "goed")
    acting.act(session, "open", {"question": "goed"})
    assert row(session).round == 2

    acting.act(session, "undo")

    assert (row(session).round, row(session).split) == (1, {})


def test_an_undone_close_does_not_let_it_be_counted_of_others(session: LiveSession):
    """Undo goes round the action that opens a question."""
    paired.fill(session)
    acting.act(session, "open", {"question": "goed", "again": "1"})
    grouped.close(session, "goed")
    acting.act(session, "show", {"question": "goed", "anyway": "1"})
    acting.act(session, "undo")
    acting.act(session, "undo")
    assert row(session).state == Question.State.OPEN
    grouped.ask(session, "goed", {"p100": ["x"]})
    paired.close(session)

    paired.show(session)

    assert act_refused(session) == "cross.small"
    assert told(session) is None


def test_undo_takes_it_from_the_screen_and_does_not_let_it_be_counted_anew(filled: LiveSession):
    acting.act(filled, "cross-show", {"question": "goed"})

    acting.act(filled, "undo")

    assert not row(filled).split_shown
    assert row(filled).split["cross"]


def test_another_round_is_not_crossed_and_not_said_to_have_moved(filled: LiveSession):
    acting.act(filled, "reset", {"question": "goed"})
    grouped.ask(filled, "goed", {f"p{n}": ["y"] for n in range(16)}, round=2)
    grouped.close(filled, "goed")

    said = tallies.round_drawing(tallies.count_question(question=row(filled)))["sentence"]

    assert "iets anders" not in said
    assert told(filled) is None
    first = tallies.count_question(question=row(filled), round=1)
    second = tallies.count_question(question=row(filled, "minder"))
    assert crosses.find_cross(filled, [first, second], LABELS) is not None


def test_a_second_round_of_both_is_never_crossed(session: LiveSession):
    paired.fill(session)
    for key in ("goed", "minder"):
        acting.act(session, "reset", {"question": key})
        grouped.ask(session, key, {f"p{n}": ["xyz"[n % 3]] for n in range(16)}, round=2)
    paired.close(session)

    assert act_refused(session) in ("cross.none", "cross.small")


def test_a_higher_minimum_hides_what_was_decided(filled: LiveSession):
    acting.act(filled, "cross-show", {"question": "goed"})

    acting.act(filled, "settings", {"minimum": "6"})

    assert told(filled) is None


def test_of_a_session_that_grows_one_at_a_time_one_table_is_ever_told(session: LiveSession):
    tables = []
    paired.fill(session, [])
    paired.close(session)
    for n, said in enumerate([*paired.ROOM, "xy", "yz"]):
        for key in ("goed", "minder"):
            acting.act(session, "open", {"question": key, "again": "1"})
        paired.fill(session, [said], first=n)
        paired.close(session)
        if n >= 15:
            paired.show(session)
        tables.append(told(session))

    assert [n for n, each in enumerate(tables) if each] == [15]
    assert tables[15] == TOLD


# Beside groups


def test_where_a_question_makes_groups_there_is_no_table(trainer: User):
    session = paired.make_session(trainer, paired.WITH_GROUPS)
    grouped.choose_groups(session, {f"p{n}": "ab"[n % 2] for n in range(16)})
    paired.fill(session)
    paired.close(session)
    paired.show(session)

    assert act_refused(session) == "cross.none"
    assert row(session).split["by"] == "afdeling"


def test_what_was_split_is_not_crossed_when_the_groups_are_left_out(trainer: User):
    session = paired.make_session(trainer, paired.WITH_GROUPS)
    grouped.choose_groups(session, {f"p{n}": "ab"[n % 2] for n in range(16)})
    paired.fill(session)
    paired.close(session)
    paired.show(session)
    Question.objects.filter(session=session, key="afdeling").update(off=True)

    assert act_refused(session) == "cross.small"
    assert told(session) is None


def test_what_was_crossed_is_not_split_when_groups_come_later(filled: LiveSession):
    paired.show(filled)
    Question.objects.filter(session=filled, key="minder").update(
        spec={**row(filled, "minder").spec, "segment": True}
    )

    with pytest.raises(PollsError) as refused:
        acting.act(filled, "split-show", {"question": "goed"})

    assert refused.value.code == "split.small"


# Afterwards


def test_a_purge_keeps_what_may_be_told(session: LiveSession):
    paired.fill(session)
    acting.act(session, "finish")

    retention.purge_session(session_id=session.pk, now=timezone.now())

    assert told(session) == TOLD
    assert not row(session).responses.exists()


def test_a_report_decides_of_a_session_that_is_over(session: LiveSession):
    paired.fill(session)
    acting.act(session, "finish")
    Question.objects.filter(session=session).update(grace_until=None)
    asked = list(Question.objects.filter(session=session))
    session.refresh_from_db()

    assert splits.is_unsettled(session, asked)
    splits.settle(session, asked)

    assert not splits.is_unsettled(session, asked)
    assert told(session) == TOLD


def test_a_language_changes_words_and_no_number(filled: LiveSession):
    acting.act(filled, "cross-show", {"question": "goed"})

    acting.act(filled, "language", {"language": "en"})
    with translation.override("en"):
        english = told(filled)

    assert english is not None
    assert [line[1:] for line in english[1:]] == [line[1:] for line in TOLD[1:]]


def test_the_database_counts(filled: LiveSession, django_assert_num_queries: Any):
    first, second = (row(filled, key) for key in ("goed", "minder"))

    with django_assert_num_queries(1):
        pairs = crosses.read_pairs(first, second)

    assert sum(pairs.values()) == len(paired.ROOM)
