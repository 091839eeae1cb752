"""The tips: as curated, starred first, by label, as text and as HTML."""

from __future__ import annotations

import pytest

from polls.models import LiveSession, Question
from polls.texts.cards import read_cards
from tests import acting
from tests.workshop.exports.room import answer, go
from workshop import exports

pytestmark = pytest.mark.django_db
LABELS = [{"key": "A", "label": "Ambitie", "color": "a"}, {"key": "B", "label": "Belangen"}]


@pytest.fixture
def curated(session: LiveSession) -> LiveSession:
    Question.objects.filter(session=session, key="tip").update(held=True, labels=LABELS)
    go(session, "tip")
    texts = ["Bel eerst", "=Luister <b>", "Nee", "Samen eten"]
    for person, text in zip("abcd", texts, strict=True):
        answer(session, person, "tip", [text])
    ids = [card.id for card in read_cards(question=session.questions.get(key="tip"))]
    acting.decide(session, "card-show", "tip", [ids[0], ids[1], ids[3]])
    acting.decide(session, "card-label", "tip", ids[:2], label="A")
    acting.decide(session, "card-star", "tip", [ids[1]])
    return session


def test_the_text_has_groups_and_leaves_out_what_was_not_shown(curated: LiveSession):
    made = exports.export_session(curated, "tips")

    assert made.name.endswith("-tips.txt")
    assert made.content.decode().splitlines() == [
        "Groep 1",
        "Beter Samenwerken",
        "Minder dan 5 antwoorden: lees dit als losse stemmen en deel het niet.",
        "",
        "A. Ambitie",
        "- * =Luister <b>",
        "- Bel eerst",
        "",
        "Overige tips",
        "- Samen eten",
    ]


def test_the_page_has_the_same_and_no_markup_of_a_tip(curated: LiveSession):
    page = exports.export_session(curated, "tips-html").content.decode()

    assert page.index("A. Ambitie") < page.index("=Luister &lt;b&gt;") < page.index("Bel eerst")
    assert "Samen eten" in page
    assert "Nee" not in page


def test_a_session_without_tips_says_which_it_was(session: LiveSession):
    assert exports.export_session(session, "tips").content.decode().startswith("Groep 1\n")
