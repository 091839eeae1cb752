"""The page on which a trainer shares a session, and what a colleague then finds."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from polls.models import LiveSession
from polls.sessions import sharing
from workshop.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def karin(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("karin"))
    return client


def post(desk: Client, session: LiveSession, **fields: str) -> str:
    return desk.post(f"/desk/{session.code}/sharing/", fields, follow=True).content.decode()


def test_a_colleague_is_let_in_at_another_level_and_out(
    desk: Client, session: LiveSession, karin: Client
):
    before = karin.get("/desk/").content.decode()
    said = post(desk, session, name="karin", level="look")
    looks = karin.get("/desk/").content.decode()
    post(desk, session, name="karin", level="facilitate")
    steers = karin.get("/desk/").content.decode()
    ended = post(desk, session, act="stop", name="karin")

    assert "Deze sessie is gedeeld met karin." in said
    assert "Deze sessie is niet meer gedeeld met karin." in ended
    assert [f"/desk/{session.code}/" in text for text in (before, looks, steers)] == [
        False,
        True,
        True,
    ]
    assert ("Kijk mee" in looks, "Beëindig" in looks) == (True, False)
    assert ("Kijk mee" in steers, "Beëindig" in steers) == (False, True)
    gone = karin.get(f"/desk/{session.code}/")
    assert (gone.status_code, "niet meer met je gedeeld" in gone.content.decode()) == (404, True)
    logged = AuditEntry.objects.filter(what="share").values_list("about", flat=True)
    assert list(logged) == [
        f"{session.code} with karin: look",
        f"{session.code} with karin: facilitate",
        f"{session.code} no longer with karin",
    ]


def test_what_cannot_be_shared_is_said(desk: Client, session: LiveSession):
    assert "Kies een collega die hier een account heeft" in post(desk, session, name="x", level="x")
    assert session.shares.count() == 0


def test_whoever_takes_home_reads_the_report_and_writes_nothing(
    desk: Client, session: LiveSession, karin: Client
):
    sharing.share_session(session=session, name="karin", level="take")
    own = desk.get(f"/desk/{session.code}/report/").content.decode()
    theirs = karin.get(f"/desk/{session.code}/report/").content.decode()
    refused = karin.get(f"/desk/{session.code}/")

    parts = ("<textarea", 'id="writing"', 'id="share"', "/export/xlsx")
    assert [part in own for part in parts] == [True, True, True, True]
    assert [part in theirs for part in parts] == [False, False, False, True]
    assert refused.status_code == 403
    assert "Deze sessie is met je gedeeld, maar niet hiervoor." in refused.content.decode()


def test_a_script_that_may_not_hears_so(session: LiveSession, karin: Client):
    sharing.share_session(session=session, name="karin", level="look")

    reply = karin.post(f"/desk/{session.code}/next/", headers={"Accept": "application/json"})

    assert (reply.status_code, reply.json()["error"]["code"]) == (403, "session.level")


def test_whoever_facilitates_has_no_buttons_of_the_owner(
    desk: Client, session: LiveSession, karin: Client
):
    sharing.share_session(session=session, name="karin", level="facilitate")
    for address in (f"/desk/{session.code}/", f"/desk/{session.code}/settings/"):
        own, theirs = (client.get(address).content.decode() for client in (desk, karin))
        for place in ("sharing", "retention"):
            assert [f"/desk/{session.code}/{place}/" in page for page in (own, theirs)] == [
                *(True, False),
            ]
