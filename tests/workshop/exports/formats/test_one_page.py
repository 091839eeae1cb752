"""One A4, whatever was said: large when little was, and never more than may be shared."""

from __future__ import annotations

import io
import subprocess

import pikepdf
import pytest

from polls.models import LiveSession, Question
from polls.sessions import shared_report
from polls.texts.cards import read_cards
from tests import acting
from tests.workshop.exports.room import answer, fill, go
from tests.workshop.library.test_logos import drawn, png
from workshop import exports
from workshop.library import logos
from workshop.looks.style import Style, keep_style

pytestmark = pytest.mark.django_db


def export(session: LiveSession) -> tuple[bytes, str]:
    """The file and its words on one line."""
    made = exports.export_session(session, "one-page").content
    read = ["pdftotext", "-raw", "-", "-"]
    text = subprocess.run(read, input=made, capture_output=True, check=True).stdout.decode()
    return made, " ".join(text.split())


def pages(made: bytes) -> int:
    with pikepdf.open(io.BytesIO(made)) as file:
        return len(file.pages)


def test_a_full_session_stands_on_one_page(session: LiveSession):
    Question.objects.filter(session=session).update(held=False, guard={"approval": "none"})
    fill(session, 25)
    session.agreed = "\n".join(f"Afspraak {number}: {'wie doet wat ' * 9}" for number in range(20))
    session.save()

    made, text = export(session)

    assert pages(made) == 1
    assert "Afspraak 7" in text
    assert "Afspraak 8" not in text
    assert "En nog 12 afspraken: die staan in het verslag." in text
    assert "scoort goed: het vaakst" in text
    assert "Tips van de groep" in text


def test_findings_that_do_not_fit_are_counted(session: LiveSession):
    Question.objects.filter(session=session).update(prompt="Een lange vraag " * 60)
    fill(session, 9)

    made, text = export(session)

    assert pages(made) == 1
    assert "vragen: die staan in het verslag." in text


def test_starred_tips_come_first_and_nothing_that_was_not_shown(session: LiveSession):
    Question.objects.filter(session=session).update(held=False, guard={"approval": "none"})
    go(session, "tip")
    for person in range(8):
        answer(session, f"{person}", "tip", [f"tip nummer {person}"])
    cards = read_cards(question=session.questions.get(key="tip"))
    acting.decide(session, "card-star", "tip", [cards[6].id])
    acting.decide(session, "card-hide", "tip", [cards[0].id])
    session.refresh_from_db()
    session.notes = "Karin belt"
    session.save()

    _made, text = export(session)

    assert "• tip nummer 6 • tip nummer 1" in text
    assert text.count("tip nummer") == 5
    assert "tip nummer 0" not in text
    assert "Karin" not in text
    assert "alles" not in exports.export_session(session, "one-page").name


def test_a_small_group_is_left_out(session: LiveSession):
    go(session, "goed")
    for person in range(4):
        answer(session, f"{person}", "goed", ["A"])
    _made, few = export(session)
    answer(session, "4", "goed", ["A"])
    _made, enough = export(session)

    assert "Ambitie (" not in few
    assert "het vaakst A. Ambitie (5 van 5 mensen)" in enough


def test_it_has_the_logo_of_the_house_and_tells_what_was_left_out(session: LiveSession):
    logo = logos.store_logo("logo.png", png(drawn()))
    session.style = keep_style(Style("#154273", "#e17000", "dark", logo.sha256, "Voorbeeld"))
    session.save()
    fill(session, 12)
    shared_report.choose_questions(session_id=session.pk, keys=["goed", "minder"])

    made, text = export(session)

    with pikepdf.open(io.BytesIO(made)) as file:
        assert len(file.pages[0].get_images()) == 1
    assert "De trainer liet 8 vragen weg." in text
    assert "Welke conditie scoort minder?" in text
    assert "ultieme tip" not in text
