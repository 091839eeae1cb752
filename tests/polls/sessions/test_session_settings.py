"""Settings of a whole session: bounds, words, and what was answered already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from polls.errors import PollsError
from polls.models import LiveSession, Question, Response
from polls.sessions import session_settings
from polls.sessions.participants import Arrival
from polls.sessions.session_settings import Settings
from polls.sessions.sessions import QuestionPlan
from tests.conftest import CHOICE
from tests.polls.people import arrive

GOOD = Settings("own", "nl", 5, {})
PLANS = [
    QuestionPlan("goed", "stem", "choice", "Wat gaat goed?", CHOICE, live=False),
    QuestionPlan("minder", "stem", "choice", "Wat minder?", CHOICE, live=True),
]


def refused(settings: Settings) -> str:
    with pytest.raises(PollsError) as problem:
        settings.checked()
    return problem.value.code


@pytest.mark.parametrize("minimum", [3, 1000])
def test_the_least_and_the_most_are_fine(minimum: int):
    assert replace(GOOD, minimum=minimum).checked().minimum == minimum


@pytest.mark.parametrize("minimum", [2, 1001, 0, -1])
def test_a_minimum_outside_its_bounds_is_refused(minimum: int):
    assert refused(replace(GOOD, minimum=minimum)) == "session.minimum"


def test_what_is_not_to_be_chosen_is_refused():
    assert refused(replace(GOOD, collaboration="nobody")) == "session.collaboration"
    assert refused(replace(GOOD, language="de")) == "session.language"


def test_own_words_are_cleaned_and_a_question_can_be_left_out():
    checked = replace(GOOD, context={"een": "  Wat  nu? ", "twee": None}).checked()

    assert checked.context == {"een": "Wat nu?", "twee": None}


@pytest.mark.parametrize(
    ("words", "code"),
    [("", "session.context"), (" ", "session.context"), ("a" * 201, "answer.too_long")],
)
def test_words_that_say_nothing_or_too_much_are_refused(words: str, code: str):
    assert refused(replace(GOOD, context={"een": words})) == code


def rows_of(session: LiveSession) -> list[Question]:
    return list(Question.objects.filter(session=session).order_by("pk"))


@pytest.mark.django_db
def test_settings_are_put_on_the_session(bare_session: LiveSession):
    context: Mapping[str, str | None] = {"een": "Wat nu?"}

    session_settings.change_settings(
        bare_session, rows_of(bare_session), Settings("own", "en", 7, context), PLANS
    )

    assert (bare_session.language, bare_session.minimum) == ("en", 7)
    assert (bare_session.context, bare_session.edition) == ({"een": "Wat nu?"}, 1)


@pytest.mark.django_db
def test_a_question_gets_other_words_and_one_is_left_out(bare_session: LiveSession):
    rows = rows_of(bare_session)
    plans = [replace(PLANS[0], prompt="Wat gaat er goed?")]
    before = bare_session.edition

    session_settings.change_settings(bare_session, rows, GOOD, plans)

    assert [(row.prompt, row.off) for row in rows] == [
        ("Wat gaat er goed?", False),
        ("Wat minder?", True),
    ]
    assert bare_session.edition == before + 1


@pytest.mark.django_db
def test_a_question_that_was_left_out_comes_back(bare_session: LiveSession):
    rows = rows_of(bare_session)
    session_settings.change_settings(bare_session, rows, GOOD, PLANS[:1])

    session_settings.change_settings(bare_session, rows, GOOD, PLANS)

    assert [row.off for row in rows] == [False, False]


@pytest.mark.django_db
@pytest.mark.parametrize("plans", [PLANS[1:], [replace(PLANS[0], prompt="Anders?"), PLANS[1]]])
def test_what_was_answered_keeps_its_words(bare_session: LiveSession, plans: list[QuestionPlan]):
    rows = rows_of(bare_session)
    person = arrive(arrivals=[Arrival(bare_session.pk, "a")]).popitem()[1]
    Response.objects.create(question=rows[0], participant_id=person, round=1, seq=1, value=["A"])

    with pytest.raises(PollsError) as problem:
        session_settings.change_settings(bare_session, rows, GOOD, plans)

    assert problem.value.code == "session.answered"
    assert "‘Wat gaat goed?’" in problem.value.message
    assert (rows[0].prompt, rows[0].off, bare_session.edition) == ("Wat gaat goed?", False, 1)


@pytest.mark.django_db
def test_answers_of_which_only_totals_are_left_count_too(bare_session: LiveSession):
    rows = rows_of(bare_session)
    rows[0].totals = {"1": {"numbers": {}, "late": 0, "by_hand": 0, "texts": []}}

    with pytest.raises(PollsError) as problem:
        session_settings.change_settings(bare_session, rows, GOOD, PLANS[1:])

    assert problem.value.code == "session.answered"


@pytest.mark.django_db
def test_another_collaboration_makes_phones_draw_anew(bare_session: LiveSession):
    rows = rows_of(bare_session)

    session_settings.change_settings(bare_session, rows, replace(GOOD, collaboration="same"), PLANS)

    assert (bare_session.collaboration, bare_session.edition) == ("same", 2)
