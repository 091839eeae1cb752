"""The deck of one session: a version of its own, by the steps of the editor."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from polls.models import LiveSession
from tests import acting
from workshop.authoring.pieces import cut_text
from workshop.facilitating import newer, own_deck
from workshop.library import deck_versions

pytestmark = pytest.mark.django_db
ASKED = {"prompt": "Nu?", "ready": "yes-no"}


def now(session: LiveSession) -> LiveSession:
    return LiveSession.objects.select_related("deck").get(pk=session.pk)


def test_what_nobody_changed_keeps_its_bytes(session: LiveSession):
    made = own_deck.adapt_deck(session, "ask", ASKED)

    before, after = cut_text(session.deck.source), cut_text(made.deck.source)
    assert [piece for piece in after if piece not in before] == [after[2]]
    assert tuple(piece for piece in after if piece != after[2]) == before
    assert (made.deck.base, made.deck.session) == (session.deck, session)
    assert made.deck.pictures == session.deck.pictures


def test_a_version_of_a_version_names_the_one_of_the_workshop(session: LiveSession):
    first = session.deck
    acting.act(session, "ask", ASKED)
    acting.act(session, "ask", {**ASKED, "prompt": "En nu?"})

    assert now(session).deck.base == first


def test_a_step_that_changes_nothing_makes_no_version(session: LiveSession):
    slide = deck_versions.deck_for(session).slides[3]
    form = {"slide": slide.id, "title": slide.title}

    assert own_deck.adapt_deck(session, "reword", form).deck == session.deck


def test_two_sessions_have_two_versions_of_the_same_words(session: LiveSession):
    from workshop.facilitating import starting

    other = starting.start(deck="beter-samenwerken", facilitator=session.facilitator)
    made = [own_deck.adapt_deck(each, "ask", ASKED).deck for each in (session, other)]

    assert made[0].source == made[1].source
    assert made[0] != made[1]


def test_a_name_that_the_session_used_before_is_not_used_again(session: LiveSession):
    acting.act(session, "repeat-slide", {"slide": "goed"})
    acting.act(session, "undo")
    acting.act(session, "repeat-slide", {"slide": "goed"})

    deck = deck_versions.deck_for(now(session))
    assert [each.key for each in deck.questions() if each.key.startswith("goed")] == [
        "goed-3",
        "goed",
    ]


def test_the_session_keeps_its_own_version_from_then_on(session: LiveSession):
    acting.act(session, "ask", {**ASKED, "later": "1"})
    found = now(session)

    assert newer.compare_version(found) == newer.Standing(
        found.deck.base.created if found.deck.base else found.created, False, False
    )
    with pytest.raises(PollsError) as refused:
        acting.act(session, "newest-version")
    assert refused.value.code == "session.own_deck"


def test_slides_of_300_are_enough(session: LiveSession, monkeypatch: pytest.MonkeyPatch):
    from workshop.authoring import steps

    monkeypatch.setattr(steps, "MOST_SLIDES", len(deck_versions.deck_for(session).slides))

    with pytest.raises(PollsError) as refused:
        own_deck.adapt_deck(session, "ask", ASKED)
    assert refused.value.code == "step.many_slides"


def test_everything_can_be_asked_of_a_group_that_thinks_of_one_collaboration(
    session: LiveSession,
):
    acting.act(session, "settings", {"collaboration": "same"})
    found = now(session)
    title = deck_versions.deck_for(found).slide("goed").title
    made = own_deck.adapt_deck(found, "reword", {"slide": "goed", "title": f"{title} Nu."})
    found.deck = made.deck

    slide = deck_versions.deck_for(found).slide("goed")
    assert slide.title == f"{title} Nu."
    assert slide.questions[0].prompt == f"{title} Nu."


LONG = "Een lange keuze die niemand heeft ingekort en die over de regel gaat"


def test_a_question_of_which_the_options_do_not_fit_the_projector_is_refused(
    session: LiveSession,
):
    options = "\n".join(f"{number} {LONG}" for number in range(10))
    asked = {"prompt": "Waar werken we aan?", "kind": "choice", "options": options}

    with pytest.raises(PollsError) as refused:
        own_deck.adapt_deck(session, "ask", asked)

    assert refused.value.code == "deck.misfit"
    assert refused.value.message.startswith("De opties passen niet op slide 2, ook niet in de")
    fewer = "\n".join(options.splitlines()[:4])
    assert own_deck.adapt_deck(session, "ask", {**asked, "options": fewer}).slide


def test_other_words_have_to_fit_unless_those_before_did_not(session: LiveSession):
    def reword(title: str) -> LiveSession:
        form = {"slide": "wat-is-het", "title": title}
        session.deck = own_deck.adapt_deck(session, "reword", form).deck
        return session

    with pytest.raises(PollsError) as refused:
        reword(f"{LONG} " * 6)
    assert refused.value.code == "deck.misfit"
    assert reword("Samenwerken, wat is dat?")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(own_deck, "WORDED", ())
        reword(f"{LONG} " * 6)
    assert reword(f"{LONG} " * 5)
