"""The log of what people did: an administrator filters it, and takes it along."""

from __future__ import annotations

import csv
import io

import pytest
from django.contrib.auth.models import User
from django.test import Client

from polls.models import LiveSession
from workshop.accounts import audit
from workshop.accounts.audit import What
from workshop.library import workshops
from workshop.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> User:
    user = User.objects.create_superuser("beheer")
    client.force_login(user)
    return user


def rows_of(client: Client, **fields: str) -> str:
    page = client.get("/accounts/log/", fields).content.decode()
    return page.split("<tbody>")[1].split("</tbody>")[0]


def test_the_log_is_filtered_by_person_kind_and_day(client: Client, admin: User, trainer: User):
    audit.record_event(who="trainer", what=What.EXPORT, about="11111111 xlsx")
    audit.record_event(who="beheer", what=What.DELETION, about="22222222")

    assert "11111111" in rows_of(client)
    assert "22222222" in rows_of(client)
    assert "22222222" not in rows_of(client, who="trainer")
    assert "11111111" not in rows_of(client, what="deletion")
    assert "Nog niets." in rows_of(client, until="2020-01-01")


@pytest.mark.parametrize("fields", [{"what": "answers"}, {"since": "morgen"}])
def test_a_filter_that_cannot_be_says_so(client: Client, admin: User, fields: dict[str, str]):
    page = client.get("/accounts/log/", fields)
    file = client.get("/accounts/log/csv/", fields)

    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
    assert file.headers["location"].startswith("/accounts/log/?")


def test_the_next_page_keeps_the_filter(client: Client, admin: User):
    for number in range(51):
        audit.record_event(who="beheer", what=What.EXPORT, about=f"export {number}")

    page = client.get("/accounts/log/", {"what": "export"}).content.decode()

    assert 'href="?what=export&amp;page=2"' in page


def test_the_log_goes_into_a_file_that_no_spreadsheet_runs(client: Client, admin: User):
    audit.record_event(who="=cmd", what=What.EXPORT, about="11111111 xlsx")
    audit.record_event(who="beheer", what=What.DELETION, about="22222222")

    reply = client.get("/accounts/log/csv/", {"what": "export"})

    rows = list(csv.reader(io.StringIO(reply.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["wanneer", "wie", "soort", "wat", "waarvan"]
    assert [row[1:] for row in rows[1:]] == [
        ["'=cmd", "export", "resultaten meegenomen", "11111111 xlsx"]
    ]
    assert reply.headers["cache-control"] == "no-store"
    assert AuditEntry.objects.latest("pk").about == "log csv"


def test_an_entry_of_an_older_version_is_shown_as_it_is(client: Client, admin: User):
    AuditEntry.objects.create(who="beheer", what="spreekbeurt")

    assert "spreekbeurt" in rows_of(client)


def test_who_looks_at_the_session_of_somebody_else_is_in_the_log(
    client: Client, admin: User, session: LiveSession
):
    theirs = Client()
    theirs.force_login(session.facilitator)
    for visitor in (theirs, client):
        for page in ("", "report/"):
            assert visitor.get(f"/desk/{session.code}/{page}").status_code == 200

    found = AuditEntry.objects.values_list("who", "what", "about")
    assert list(found) == [("beheer", "view", session.code)]


def test_a_new_role_is_a_kind_of_its_own(client: Client, admin: User, trainer: User):
    client.post(f"/accounts/{trainer.pk}/administrator/")

    found = AuditEntry.objects.values_list("who", "what", "about")
    assert list(found) == [("beheer", "role", "trainer: administrator")]


def test_a_workshop_that_goes_in_the_bin_is_in_the_log(client: Client, trainer: User):
    client.force_login(trainer)
    own = workshops.create_blank(owner=trainer, title="Eigen")

    client.post(f"/workshops/{own.slug}/throw/")

    found = AuditEntry.objects.values_list("who", "what", "about")
    assert list(found) == [("trainer", "deletion", f"workshop {own.slug}")]
