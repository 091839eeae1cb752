"""The report on screen: works, wrong method, wrong person, notes with and without a script."""

from __future__ import annotations

import resource

import pytest
from django.contrib.auth.models import User
from django.test import Client

from polls.models import LiveSession
from polls.sessions.notes import LONGEST
from tests.workshop.exports.room import fill
from workshop import exports
from workshop.exports import source
from workshop.views import report

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def desk(client: Client, trainer: User) -> Client:
    client.force_login(trainer)
    return client


def test_the_page_shows_every_question_and_offers_every_file(desk: Client, session: LiveSession):
    fill(session, 12)
    page = desk.get(f"/desk/{session.code}/report/").content.decode()

    assert "Groep 1" in page
    assert page.count("<h2") >= 14
    assert page.count('type="application/json"') == 5
    assert all(f"/export/{name}" in page for name in ("pdf", "pptx", "xlsx", "csv", "json", "html"))
    assert 'style="' not in page
    assert 'lang="nl"' in page


def cpu_of_others() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize(("light", "apart"), [(10_000, False), (0, True)])
def test_only_a_large_report_takes_a_process_and_both_are_the_same(
    desk: Client, session: LiveSession, monkeypatch: pytest.MonkeyPatch, light: int, apart: bool
):
    fill(session, 12)
    found = source.read_session(session)
    monkeypatch.setattr(report, "LIGHT", light)

    before = cpu_of_others()
    drawn = report.draw_body(found, True)

    assert (cpu_of_others() > before) is apart
    assert drawn == exports.render_page(found, "nl")


def test_notes_are_kept_by_a_form_and_by_a_script(desk: Client, session: LiveSession):
    path = f"/desk/{session.code}/report/"
    form = desk.post(path, {"notes": "Een", "agreed": "Twee", "note-goed": "Drie"}, follow=True)
    script = desk.post(path, {"notes": "Vier"}, headers=JSON)
    session.refresh_from_db()

    assert "Je notities zijn bewaard." in form.content.decode()
    assert script.json() == {"ok": True, "kept": ["notes"]}
    assert (session.notes, session.agreed) == ("Vier", "Twee")
    assert session.questions.get(key="goed").note == "Drie"
    assert session.version == 1


def test_a_note_that_is_too_long_changes_nothing(desk: Client, session: LiveSession):
    path = f"/desk/{session.code}/report/"
    desk.post(path, {"notes": "Een"})
    reply = desk.post(path, {"note-goed": "x", "notes": "x" * (LONGEST + 1)}, headers=JSON)
    session.refresh_from_db()

    assert (reply.status_code, reply.json()["error"]["code"]) == (409, "note.too_long")
    assert (session.notes, session.questions.get(key="goed").note) == ("Een", "")


def test_the_report_is_only_for_the_owner(desk: Client, session: LiveSession):
    path = f"/desk/{session.code}/report/"
    put = desk.put(path).status_code
    desk.force_login(User.objects.create_user("other"))
    other = desk.get(path).status_code, desk.post(path, {"notes": "x"}).status_code
    desk.logout()
    session.refresh_from_db()

    assert (put, other, session.notes) == (405, (404, 404), "")
    assert desk.get(path).headers["location"].startswith("/desk/login/")
