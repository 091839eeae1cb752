"""What may be said otherwise once people answered."""

from __future__ import annotations

from typing import Any

import pytest

from polls.errors import PollsError
from polls.models import LiveSession, Question
from polls.sessions import rewording
from tests import acting
from tests.conftest import CHOICE
from tests.workshop.exports import room

pytestmark = pytest.mark.django_db
LABELS = ("Afhankelijk", "Vertouwen", "Eens")


def spec(*labels: str, **more: Any) -> dict[str, Any]:
    options = [
        {"key": key, "label": label, "help": label}
        for key, label in zip("ABCD", labels, strict=False)
    ]
    return {"options": options, "max": 1, "other": None, **more}


@pytest.mark.parametrize(
    ("after", "same"),
    [
        (spec(*LABELS), True),
        (spec("Afhankelijk", "Vertrouwen", "Eens"), True),
        (spec("afhankelijk", "VERTOUWEN", "eens"), True),
        ({**spec(*LABELS), "placeholder": "Typ hier"}, True),
        (spec("Afhankelijk", "Vertouwen", "Oneens"), False),
        (spec("Onafhankelijk", "Vertouwen", "Eens"), False),
        (spec("Vertouwen", "Afhankelijk", "Eens"), False),
        (spec("Afhankelijk", "Vertouwen"), False),
        (spec(*LABELS, "Geen"), False),
        (spec(*LABELS, max=2), False),
        (spec(*LABELS, other={"key": "anders", "label": "Anders"}), False),
    ],
)
def test_options_stay_what_people_chose(after: dict[str, Any], same: bool):
    assert rewording.has_same_meaning(spec(*LABELS), after) is same


@pytest.mark.parametrize(
    ("before", "after", "slip"),
    [
        ("Ambtie", "Ambitie", True),
        ("Ja", "ja", True),
        ("Ja", "Jee", False),
        ("Wel nodig", "Niet nodig", False),
        ("Mogelijk", "Onmogelijk", False),
        ("Organisatie", "Orgnaisatie", True),
        ("Altijd", "Altijd behalve nu", False),
    ],
)
def test_a_slip_of_the_pen(before: str, after: str, slip: bool):
    assert rewording.is_slip(before, after) is slip


def test_only_a_question_that_was_answered_is_held_to_its_words(bare_session: LiveSession):
    question = Question.objects.get(session=bare_session, key="goed")
    other = {**CHOICE, "options": CHOICE["options"][:2]}
    rewording.refuse_other_meaning(question, "choice", other)
    rewording.refuse_leaving_out(question)
    acting.act(bare_session, "open", {"question": "goed"})
    room.answer(bare_session, "a", "goed", ["C"])

    for refused in (
        lambda: rewording.refuse_other_meaning(question, "choice", other),
        lambda: rewording.refuse_other_meaning(question, "ranking", CHOICE),
        lambda: rewording.refuse_leaving_out(question),
    ):
        with pytest.raises(PollsError, match="Wat gaat goed") as refusal:
            refused()
        assert refusal.value.code == "question.answered"
