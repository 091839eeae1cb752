"""A new session: works, wrong deck, wrong setting."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from polls.errors import PollsError
from polls.models import DeckVersion, LiveSession, Question
from workshop.facilitating import starting

DECK = "beter-samenwerken"
pytestmark = pytest.mark.django_db


def test_a_session_has_the_questions_of_its_deck(trainer: User):
    made = starting.start(deck=DECK, facilitator=trainer, label="Groep 1")

    keys = Question.objects.filter(session=made).order_by("pk").values_list("key", flat=True)
    assert list(keys) == [
        *("voorbeelden", "associaties", "opbrengst", "belang", "uitdaging", "dynamieken"),
        *("context", "goed", "minder", "tip"),
    ]
    assert (made.facilitator, made.label, made.language) == (trainer, "Groep 1", "nl")
    assert (made.collaboration, made.rehearsal, made.state) == ("own", False, "waiting")


def test_what_was_chosen_holds(trainer: User):
    made = starting.start(
        deck=DECK, facilitator=trainer, rehearsal=True, language="en", collaboration="same"
    )

    assert (made.rehearsal, made.language, made.collaboration) == (True, "en", "same")


def test_two_sessions_of_one_deck_share_its_version(trainer: User):
    first, second = (starting.start(deck=DECK, facilitator=trainer) for _turn in range(2))

    assert first.deck == second.deck
    assert first.code != second.code
    assert DeckVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"deck": "weg"}, "deck.unknown"),
        ({"deck": "../beter-samenwerken"}, "deck.unknown"),
        ({"collaboration": "nobody"}, "session.collaboration"),
        ({"language": "de"}, "session.language"),
    ],
)
def test_what_is_not_there_makes_no_session(trainer: User, wrong: dict[str, str], code: str):
    with pytest.raises(PollsError) as refused:
        starting.start(**{"deck": DECK, "facilitator": trainer, **wrong})

    assert refused.value.code == code
    assert LiveSession.objects.count() == 0
