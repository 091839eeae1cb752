"""One A4, whatever was said: large when little was, and never more than may be shared."""

from __future__ import annotations

import io
import subprocess

import pikepdf
import pytest
from django.contrib.auth.models import User

from polls.models import LiveSession, Question
from polls.sessions import shared_report
from polls.texts.cards import read_cards
from tests import acting
from tests.polls.results import grouped, paired
from tests.workshop.exports.room import answer, fill, go
from tests.workshop.library.test_logos import drawn, png
from workshop import exports
from workshop.exports import source
from workshop.exports.content import make_content
from workshop.exports.formats import one_page
from workshop.library import logos
from workshop.looks.style import Style, keep_style

pytestmark = pytest.mark.django_db


def export(session: LiveSession, format: str = "one-page") -> tuple[bytes, str]:
    """The file and its words on one line."""
    made = exports.export_session(session, format).content
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


def end(session: LiveSession) -> LiveSession:
    acting.act(session, "finish")
    Question.objects.filter(session=session).update(grace_until=None)
    session.refresh_from_db()
    return session


@pytest.fixture
def split(trainer: User) -> LiveSession:
    """Subgroups, and beside an earlier session."""
    earlier, now = (
        grouped.make_session(trainer, text=grouped.TEXT + more, slug=f"groep{len(more)}")
        for more in ("", "\n")
    )
    for session, people in ((earlier, 5), (now, 6)):
        grouped.fill(session, people)
        end(session)
    acting.act(now, "before", {"code": earlier.code})
    now.refresh_from_db()
    return now


def test_what_stands_beside_a_finding_is_said_in_a_sentence(split: LiveSession):
    made, text = export(split)

    assert pages(made) == 1
    assert "Per deelgroep: Buiten: geen verschil dat eruit springt." in text
    assert "Overige: het hoogst x. Rust (43%). Overige zijn samen: Binnen en Los." in text
    assert "Eerder en nu: Het meest veranderde" in text or "Eerder en nu: Er veranderde" in text


def test_a_pair_against_each_other_is_said_in_a_sentence(trainer: User):
    session = paired.make_session(trainer)
    paired.fill(session, [*paired.ROOM, "xy"])

    _made, text = export(end(session))

    said = "Het vaakst samen: x. Rust bij 'gaat goed' met y. Tempo bij 'gaat minder' (4)."
    assert f"Tegen elkaar: gaat goed en gaat minder: {said}" in text


def test_what_stands_beside_findings_gives_way_before_these_do(split: LiveSession):
    content = make_content(source.read_session(split))

    tried = [told for told, _size in one_page.attempts(content)]

    besides = [any(each.besides for each in told["findings"]) for told in tried]
    whole = [told for told in tried if not told["left"]]
    assert besides == [True] * 4 + [False] * (len(tried) - 4)
    assert [told["besides_left"] for told in whole] == [False] * 4 + [True] * 2
    assert {len(told["findings"]) for told in whole} == {6}


def test_the_report_as_pdf_has_the_figures_of_each_subgroup(split: LiveSession):
    _made, text = export(split, "pdf")

    assert "Per deelgroep: Vraag afdeling?" in text
    assert "Buiten (n = 6)" in text
    assert "33% (2) 43% (3)" in text  # of Rust, in both
    assert "Eerder en nu" in text
