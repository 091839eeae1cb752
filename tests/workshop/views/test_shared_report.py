"""The report by a link: chosen questions, until a day, without a login; and taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from polls.models import LiveSession, Question
from polls.sessions import notes
from tests.workshop.exports.room import answer, go
from workshop.models import AuditEntry

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


@pytest.fixture
def desk(client: Client, trainer: User) -> Client:
    client.force_login(trainer)
    return client


@pytest.fixture
def answered(session: LiveSession) -> LiveSession:
    """Two questions with answers and a hidden text, notes of the trainer."""
    Question.objects.filter(session=session, key="tip").update(held=True)
    for key, value in (("goed", ["A"]), ("minder", ["B"]), ("tip", ["Kanarie"])):
        go(session, key)
        for person in range(6):
            answer(session, f"{person}", key, value)
    notes.write_notes(session_id=session.pk, fields={"notes": "Geheim", "agreed": "Elke week"})
    return session


def share(desk: Client, session: LiveSession, **fields: Any) -> str:
    """What the trainer is told."""
    fields.setdefault("question", ["goed", "tip"])
    path = f"/desk/{session.code}/report/share/"
    page = desk.post(path, fields, follow=True).content.decode()
    session.refresh_from_db()
    return page


def open_link(desk: Client, session: LiveSession, days: int = 9) -> str:
    until = TODAY() + timedelta(days=days)
    share(desk, session, act="open", until=until.isoformat())
    return f"/report/{session.report_token}/"


def test_whoever_has_the_link_reads_what_is_shared(desk: Client, answered: LiveSession):
    reply = Client().get(open_link(desk, answered))

    page = reply.content.decode()
    assert reply.status_code == 200
    assert "Welke conditie scoort in jouw samenwerking goed?" in page
    assert "Alle 6 mensen" in page or "A. Ambitie" in page
    assert "Elke week" in page
    assert "De trainer liet" in page
    for absent in ("Welke conditie scoort minder?", "Kanarie", "Geheim", "<script", "textarea"):
        assert absent not in page
    assert reply.headers["cache-control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in page


def test_a_choice_holds_for_every_file_to_share(desk: Client, answered: LiveSession):
    share(desk, answered, act="choose")
    path = f"/desk/{answered.code}/export/html"

    shared, whole = (desk.get(each).content.decode() for each in (path, f"{path}?alles"))

    assert "Welke conditie scoort minder?" not in shared
    assert "Welke conditie scoort minder?" in whole
    assert "De trainer liet" not in whole


def test_after_its_day_the_link_says_so(desk: Client, answered: LiveSession):
    link = open_link(desk, answered)
    yesterday = TODAY() - timedelta(days=1)
    LiveSession.objects.filter(pk=answered.pk).update(report_until=yesterday)

    reply = Client().get(link)

    assert reply.status_code == 410
    assert "Dit verslag is er niet meer" in reply.content.decode()
    assert answered.label not in reply.content.decode()


def test_a_link_that_was_taken_back_is_unknown(desk: Client, answered: LiveSession):
    link = open_link(desk, answered)
    told = share(desk, answered, act="close")

    assert "De link is ingetrokken." in told
    assert Client().get(link).status_code == 404
    assert list(AuditEntry.objects.filter(what="report link").values_list("about", flat=True)) == [
        f"{answered.code} until {TODAY() + timedelta(days=9)}",
        f"{answered.code} closed",
    ]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"question": []}, "Kies ten minste één vraag om te delen."),
        ({"until": ""}, "Kies een dag vanaf vandaag"),
        ({"until": "2020-01-01"}, "Kies een dag vanaf vandaag"),
        ({"until": "gisteren"}, "Kies een dag vanaf vandaag"),
    ],
)
def test_what_cannot_be_shared_is_refused_and_changes_nothing(
    desk: Client, session: LiveSession, fields: dict[str, Any], told: str
):
    page = share(desk, session, **{"act": "open", "until": TODAY().isoformat(), **fields})

    assert told in page
    assert session.report_token is None
    assert not session.questions.filter(private=True).exists()


def test_the_page_offers_the_link_and_the_questions(desk: Client, session: LiveSession):
    link = open_link(desk, session)

    page = desk.get(f"/desk/{session.code}/report/").content.decode()

    assert f"http://testserver{link}" in page
    assert 'value="goed"\n        checked' in page
    assert 'value="minder"\n        >' in page


def test_sharing_is_only_for_the_owner(desk: Client, session: LiveSession):
    path = f"/desk/{session.code}/report/share/"
    read = desk.get(path).status_code
    desk.force_login(User.objects.create_user("other"))

    other = desk.post(path, {"act": "open", "until": TODAY().isoformat(), "question": ["goed"]})
    session.refresh_from_db()

    assert (read, other.status_code, session.report_token) == (405, 404, None)
