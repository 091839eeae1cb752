"""Slides of one session: asked on the spot, moved, asked again, in other words, left out."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from polls.errors import PollsError
from polls.models import DeckVersion, LiveSession, Question, Response
from tests import acting, seen
from tests.workshop.exports import room
from workshop.exports import content, source
from workshop.facilitating import starting
from workshop.library import deck_versions

pytestmark = pytest.mark.django_db
ASKED = {"prompt": "Hoe gaat het nu?", "kind": "choice", "options": "Goed\nMatig\nSlecht"}
KEY = "hoe-gaat-het-nu"


@pytest.fixture
def begun(session: LiveSession) -> LiveSession:
    """On the slide of 'goed', which a phone answered."""
    acting.act(session, "goto", {"slide": "goed"})
    room.answer(session, "a", "goed", ["A"])
    return session


def now(session: LiveSession) -> LiveSession:
    return LiveSession.objects.select_related("deck").get(pk=session.pk)


def order(session: LiveSession) -> list[str]:
    return [slide.id for slide in deck_versions.deck_for(now(session)).slides]


def here(session: LiveSession) -> str:
    found = now(session)
    return order(session)[found.position - 1]


def question(session: LiveSession, key: str) -> Question:
    return Question.everything.get(session=session, key=key)


def refusal(session: LiveSession, action: str, **form: str) -> str:
    """The code of a refusal, after which everything is as it was."""
    before = (order(session), now(session).version, Question.everything.count())
    with pytest.raises(PollsError) as refused:
        acting.act(session, action, form)
    assert (order(session), now(session).version, Question.everything.count()) == before
    return refused.value.code


def texts(session: LiveSession) -> dict[str, Any]:
    found = content.make_content(source.read_session(now(session)))
    return {each.question.key: each for each in found.questions}


# Asked on the spot


def test_a_question_is_on_the_phones_at_once(begun: LiveSession):
    before = order(begun)
    acting.act(begun, "ask", ASKED)

    place = before.index("goed") + 1
    assert order(begun) == [*before[:place], KEY, *before[place:]]
    assert here(begun) == KEY
    phone = seen.on_phone(now(begun))
    [asked] = phone["questions"]
    assert (asked["key"], asked["state"], asked["prompt"]) == (KEY, "open", "Hoe gaat het nu?")
    assert [each["label"] for each in asked["spec"]["options"]] == ["Goed", "Matig", "Slecht"]
    assert "Hoe gaat het nu?" in phone["slide"]["html"]
    assert question(begun, "goed").state == "closed"


def test_its_answers_are_in_what_is_taken_home_where_it_was_asked(begun: LiveSession):
    acting.act(begun, "ask", ASKED)
    room.answer(begun, "a", KEY, ["B"])
    room.answer(begun, "b", KEY, ["B"])

    found = texts(begun)
    keys = list(found)
    assert found[KEY].last.answered == 2
    assert keys.index(KEY) == keys.index("goed") + 1
    assert found[KEY].slide is not None


def test_for_later_it_waits_behind_the_slide_of_now(begun: LiveSession):
    acting.act(begun, "ask", {**ASKED, "later": "1"})
    waiting = (here(begun), question(begun, "goed").state, question(begun, KEY).state)
    acting.act(begun, "next")

    assert waiting == ("goed", "open", "waiting")
    assert (here(begun), question(begun, KEY).state) == (KEY, "open")


def test_before_a_session_begins_a_question_can_be_made_ready(session: LiveSession):
    acting.act(session, "ask", {**ASKED, "later": "1"})

    assert now(session).state == "waiting"
    assert order(session)[1] == KEY


def test_in_a_break_it_waits_for_the_end_of_it(begun: LiveSession):
    acting.act(begun, "break")
    acting.act(begun, "ask", ASKED)
    paused = question(begun, KEY).state
    acting.act(begun, "resume")

    assert (paused, question(begun, KEY).state) == ("paused", "open")


def test_an_ended_session_is_asked_nothing(begun: LiveSession):
    acting.act(begun, "finish")

    assert refusal(begun, "ask", **ASKED) == "session.ended"
    assert refusal(begun, "ask", **ASKED, later="1") == "session.ended"
    assert refusal(begun, "move-slide", slide="goed", way="up") == "session.ended"
    assert refusal(begun, "repeat-slide", slide="goed") == "session.ended"
    assert refusal(begun, "reword-slide", slide="goed", title="Weg") == "session.ended"
    assert refusal(begun, "leave-out", question="tip") == "session.ended"


def test_of_two_desks_at_once_the_second_hears_that_the_first_asked(begun: LiveSession):
    acting.act(begun, "ask", {**ASKED, "seen": "goed"})

    assert refusal(begun, "ask", prompt="Anders?", ready="yes-no", seen="goed") == "slide.moved"
    acting.act(begun, "ask", {"prompt": "Anders?", "ready": "yes-no", "seen": KEY})
    assert here(begun) == "anders"


def test_what_cannot_be_asked_changes_nothing(begun: LiveSession):
    assert refusal(begun, "ask", prompt=" ", ready="yes-no") == "ask.prompt"
    assert refusal(begun, "ask", **{**ASKED, "options": "Goed"}) == "ask.options"


def test_the_same_words_twice_are_two_questions(begun: LiveSession):
    acting.act(begun, "ask", ASKED)
    acting.act(begun, "ask", ASKED)

    assert here(begun) == f"{KEY}-2"
    assert question(begun, f"{KEY}-2").state == "open"


def test_undo_takes_it_back(begun: LiveSession):
    before, deck, edition = order(begun), now(begun).deck_id, now(begun).edition
    acting.act(begun, "ask", ASKED)
    asked = now(begun).edition
    acting.act(begun, "undo")

    assert (order(begun), here(begun), now(begun).deck_id) == (before, "goed", deck)
    assert question(begun, "goed").state == "open"
    assert question(begun, KEY).off
    assert edition < asked < now(begun).edition, "every page knows that its slides are others"


def test_undo_loses_no_answer(begun: LiveSession):
    acting.act(begun, "ask", ASKED)
    room.answer(begun, "a", KEY, ["C"])
    acting.act(begun, "undo")
    acting.act(begun, "ask", ASKED)
    room.answer(begun, "a", f"{KEY}-2", ["A"])

    kept = question(begun, KEY)
    assert (kept.off, kept.state) == (False, "closed")
    assert [texts(begun)[key].last.answered for key in (KEY, f"{KEY}-2")] == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_a_question_asked_here_goes_when_its_session_goes(begun: LiveSession):
    from polls import retention

    acting.act(begun, "ask", ASKED)
    acting.act(begun, "finish")
    assert DeckVersion.objects.filter(source__contains="Hoe gaat het nu").count() == 1
    retention.delete_session(session_id=begun.pk)

    assert not DeckVersion.objects.filter(source__contains="Hoe gaat het nu").exists()


def test_answers_to_a_question_that_is_not_asked_any_more_are_purged_too(begun: LiveSession):
    from django.utils import timezone

    from polls import retention

    acting.act(begun, "ask", ASKED)
    room.answer(begun, "a", KEY, ["C"])
    Question.everything.filter(key=KEY).update(off=True)
    retention.purge_session(session_id=begun.pk, now=timezone.now())

    assert not Response.objects.filter(question__session=begun).exists()
    assert question(begun, KEY).totals["1"]["numbers"]["counts"]["C"] == 1


def test_what_was_changed_for_one_group_is_not_there_for_another(begun: LiveSession, trainer: User):
    acting.act(begun, "ask", ASKED)
    other = starting.start(deck="beter-samenwerken", facilitator=trainer)

    assert KEY not in order(other)
    assert other.deck_id == now(begun).deck.base_id


def test_only_versions_that_undo_can_need_are_kept(begun: LiveSession):
    for number in range(3):
        acting.act(begun, "ask", {"prompt": f"Vraag {number}", "ready": "words"})
    DeckVersion.objects.filter(session=begun).update(created="2020-01-01T00:00:00Z")
    acting.act(begun, "ask", ASKED)

    assert DeckVersion.objects.filter(session=begun).count() == 2


# Moved, asked again, in other words, left out


def test_a_slide_moves_and_the_room_stays_where_it_is(begun: LiveSession):
    before = order(begun)
    acting.act(begun, "freeze")
    acting.act(begun, "move-slide", {"slide": "associaties", "way": "up"})
    up = order(begun)
    acting.act(begun, "move-slide", {"slide": "associaties", "way": "down"})
    back = order(begun)
    acting.act(begun, "move-slide", {"slide": "contact", "way": "here"})

    assert up.index("associaties") == before.index("associaties") - 1
    assert back == before
    assert order(begun)[before.index("goed") + 1] == "contact"
    acting.act(begun, "move-slide", {"slide": order(begun)[0], "way": "here"})
    found = now(begun)
    assert here(begun) == "goed"
    assert order(begun)[(found.frozen or 0) - 1] == "goed"
    assert question(begun, "goed").state == "open"
    assert texts(begun)["goed"].last.answered == 1


def test_a_slide_cannot_move_where_its_results_would_come_first(begun: LiveSession):
    acting.act(begun, "goto", {"slide": order(begun)[0]})

    shows = next(
        slide.id
        for slide in deck_versions.deck_for(now(begun)).slides
        if any("goed" in show.questions for show in slide.shows)
    )
    assert refusal(begun, "move-slide", slide=shows, way="here") == "deck.mistake"
    assert refusal(begun, "move-slide", slide="weg", way="up") == "step.slide_unknown"
    assert refusal(begun, "move-slide", slide="goed", way="opzij") == "step.malformed"
    assert refusal(begun, "move-slide", slide=order(begun)[0], way="up") == "step.move_edge"


def test_a_question_is_asked_again_beside_its_earlier_answers(begun: LiveSession):
    acting.act(begun, "goto", {"slide": "tip"})
    acting.act(begun, "repeat-slide", {"slide": "goed"})
    acting.act(begun, "next")
    room.answer(begun, "a", "goed-2", ["B"])
    room.answer(begun, "b", "goed-2", ["B"])

    assert order(begun)[order(begun).index("tip") + 1] == "goed-2" == here(begun)
    assert [texts(begun)[key].last.answered for key in ("goed", "goed-2")] == [1, 2]
    assert refusal(begun, "repeat-slide", slide="weg") == "step.slide_unknown"


def test_undo_takes_back_a_slide_that_was_moved_or_asked_again(begun: LiveSession):
    before = order(begun)
    acting.act(begun, "repeat-slide", {"slide": "goed"})
    acting.act(begun, "undo")
    once = order(begun)
    acting.act(begun, "move-slide", {"slide": "contact", "way": "here"})
    acting.act(begun, "undo")

    assert once == before == order(begun)
    assert question(begun, "goed-2").off


def test_a_title_is_said_otherwise_also_where_people_answered(begun: LiveSession):
    acting.act(begun, "reword-slide", {"slide": "goed", "title": "Wat gaat het best?"})

    phone = seen.on_phone(now(begun))
    assert phone["slide"]["title"] == "Wat gaat het best?"
    assert phone["questions"][0]["prompt"] == "Wat gaat het best?"
    assert texts(begun)["goed"].last.answered == 1


def test_options_of_an_answered_question_stay_and_a_slip_is_mended(begun: LiveSession):
    labels = [each["label"] for each in question(begun, "goed").spec["options"]]
    fewer, turned = labels[:-1], labels[::-1]
    mended = [labels[0].replace("A", "a"), *labels[1:]]

    for wrong in (fewer, ["Iets anders", *labels[1:]]):
        form = {"slide": "goed", "options.goed": "\n".join(wrong)}
        with pytest.raises(PollsError) as refused:
            acting.act(begun, "reword-slide", form)
        assert refused.value.code in ("question.answered", "deck.mistake")
    assert turned != labels != mended
    acting.act(begun, "ask", ASKED)
    room.answer(begun, "a", KEY, ["B"])
    assert (
        refusal(begun, "reword-slide", **{"slide": KEY, f"options.{KEY}": "Goed\nMatig"})
        == "question.answered"
    )
    acting.act(begun, "reword-slide", {"slide": KEY, f"options.{KEY}": "Goed\r\nMaitg\r\nSlecht"})
    assert question(begun, KEY).spec["options"][1] == {"key": "B", "label": "Maitg"}


def test_before_anybody_answers_everything_can_be_said_otherwise(begun: LiveSession):
    acting.act(begun, "ask", ASKED)
    acting.act(
        begun,
        "reword-slide",
        {"slide": KEY, "title": "En nu?", f"options.{KEY}": "Slecht\nWisselend\nGoed\nWeet niet"},
    )

    found = question(begun, KEY)
    assert found.prompt == "En nu?"
    assert [(each["key"], each["label"]) for each in found.spec["options"]] == [
        ("C", "Slecht"),
        ("B", "Wisselend"),
        ("A", "Goed"),
        ("D", "Weet niet"),
    ]
    assert found.state == "open"


def test_other_words_are_refused_where_they_make_no_slide(begun: LiveSession):
    assert refusal(begun, "reword-slide", slide="goed", title="  ") == "slide.title"
    assert refusal(begun, "reword-slide", slide="weg", title="x") == "step.slide_unknown"
    assert refusal(begun, "reword-slide", slide="welkom", body="b" * 25_000) == "deck.mistake"


def test_words_of_the_settings_give_way_to_words_of_the_outline(begun: LiveSession):
    key = deck_versions.optional(now(begun))[0].key
    slide = question(begun, key).slide
    acting.act(begun, "settings", {f"context.{key}": "own", f"words.{key}": "Eigen woorden?"})
    acting.act(begun, "reword-slide", {"slide": slide, f"prompt.{key}": "Andere woorden?"})

    assert question(begun, key).prompt == "Andere woorden?"
    assert now(begun).context == {}


def test_a_question_is_left_out_and_asked_after_all(begun: LiveSession):
    acting.act(begun, "leave-out", {"question": "associaties"})
    out = question(begun, "associaties").off
    acting.act(begun, "leave-out", {"question": "associaties"})

    assert (out, question(begun, "associaties").off) == (True, False)
    assert refusal(begun, "leave-out", question="nergens") == "question.unknown"
    assert refusal(begun, "leave-out", question="goed") == "question.needed"


def test_a_question_that_was_answered_is_not_left_out(begun: LiveSession):
    acting.act(begun, "ask", ASKED)
    room.answer(begun, "a", KEY, ["A"])

    assert refusal(begun, "leave-out", question=KEY) == "question.answered"
