"""Accounts in the browser: administrators invite, disable, hand over, and nobody locks all out."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from polls.models import LiveSession
from tests.workshop.conftest import Mailbox, text_of
from workshop.accounts import tokens
from workshop.library import workshops
from workshop.models import ApiToken, AuditEntry, RequiredFactor

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> User:
    user = User.objects.create_superuser("beheer")
    client.force_login(user)
    return user


def post(client: Client, user: User, action: str, **fields: str) -> str:
    """Do it; what the page then says."""
    reply = client.post(f"/accounts/{user.pk}/{action}/", fields, follow=True)
    return " ".join(re.findall(r'role="alert">([^<]*)', reply.content.decode()))


def link_on(page: bytes) -> str:
    (link,) = re.findall(r'readonly value="([^"]*)"', page.decode())
    return link


def test_an_invitation_leads_to_a_password_and_to_own_sessions(client: Client, admin: User):
    page = client.post("/accounts/", {"name": "nieuw", "email": "n@example.org", "role": "trainer"})
    visitor = Client()

    came_in = visitor.get(link_on(page.content).removeprefix("http://testserver"))

    user = User.objects.get(username="nieuw")
    assert (user.email, user.is_superuser, user.has_usable_password()) == (
        *("n@example.org", False, False),
    )
    assert came_in.headers["location"] == "/desk/account/password/"
    assert page.headers["cache-control"] == "no-store"
    assert visitor.get("/accounts/").status_code == 404


def test_an_invitation_works_once(client: Client, admin: User, trainer: User):
    page = client.post(f"/accounts/{trainer.pk}/")
    path = link_on(page.content).removeprefix("http://testserver")

    assert [Client().get(path).status_code for _visit in range(2)] == [302, 410]


def test_an_invitation_goes_by_mail_when_it_can(client: Client, admin: User, mailbox: Mailbox):
    fields = {"name": "nieuw", "email": "n@example.org", "role": "trainer"}

    page = client.post("/accounts/", fields).content.decode()

    message = mailbox.wait()
    (path,) = re.findall(r"http://testserver(\S+)", text_of(message))
    assert message["To"] == "n@example.org"
    assert "De uitnodiging is gemaild naar n@example.org." in page
    assert "readonly" not in page
    assert Client().get(path).headers["location"] == "/desk/account/password/"


def test_without_an_address_or_when_mail_fails_there_is_a_link_to_copy(
    client: Client, admin: User, mailbox: Mailbox, settings: Any
):
    without = client.post("/accounts/", {"name": "een", "role": "trainer"})
    settings.EMAIL_PORT = 9
    failed = client.post("/accounts/", {"name": "twee", "email": "t@example.org"})

    assert link_on(without.content)
    assert link_on(failed.content)
    assert "De mail kon niet worden verstuurd." in failed.content.decode()
    assert mailbox.messages == []


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Kies een naam"),
        ({"name": "met spatie"}, "Kies een naam"),
        ({"name": "n" * 151}, "Kies een naam"),
        ({"name": "BEHEER"}, "Er is al een account"),
        ({"name": "goed", "email": "geen adres"}, "Dit is geen e-mailadres"),
    ],
)
def test_what_cannot_be_an_account_is_refused_and_the_form_kept(
    client: Client, admin: User, fields: dict[str, str], said: str
):
    page = client.post("/accounts/", {**fields, "role": "administrator"}).content.decode()

    assert said in page
    assert '<option value="administrator" selected>' in page
    assert User.objects.count() == 1


def test_a_disabled_account_is_out_and_can_come_back(client: Client, admin: User, trainer: User):
    theirs = Client()
    theirs.force_login(trainer)

    post(client, trainer, "disable")
    out = (
        theirs.get("/desk/").status_code,
        "readonly" in str(client.post(f"/accounts/{trainer.pk}/").content),
    )
    post(client, trainer, "enable")

    trainer.refresh_from_db()
    assert (out, trainer.is_active) == ((302, False), True)


def test_logging_somebody_out_leaves_everybody_else(client: Client, admin: User, trainer: User):
    theirs, others = [Client(), Client()], Client()
    for each in theirs:
        each.force_login(trainer)
    others.force_login(User.objects.create_user("other"))

    post(client, trainer, "logins")

    pages = [each.get("/desk/").status_code for each in (*theirs, others, client)]
    assert pages == [302, 302, 200, 200]


def ask(token: str) -> tuple[int, str]:
    """What a program with this token gets: a status, and the sentence of a refusal."""
    reply = Client(headers={"Authorization": f"Bearer {token}"}).get("/api/v1/workshops")
    return reply.status_code, reply.json().get("error", {}).get("message", "")


def make_token(user: User, name: str = "rooster") -> str:
    return tokens.make_token(user=user, name=name, scope="read", by=user.username)


def test_logging_somebody_out_everywhere_ends_their_programs(
    client: Client, admin: User, trainer: User
):
    theirs, mine = make_token(trainer), make_token(admin)
    page = client.get(f"/accounts/{trainer.pk}/").content.decode()

    said = post(client, trainer, "logins")

    assert "Overal uitloggen trekt ook alle toegangssleutels in." in page
    assert said == "Dit account is overal uitgelogd, en heeft geen toegangssleutels meer."
    assert ask(theirs) == (401, "Deze toegangssleutel is er niet, of is ingetrokken.")
    assert ask(mine) == (200, "")


def test_an_account_that_is_off_stops_its_programs(client: Client, admin: User, trainer: User):
    token = make_token(trainer)

    said = post(client, trainer, "disable")
    off = ask(token)
    post(client, trainer, "enable")

    assert said == "Dit account staat uit: niemand en geen programma komt er nog mee binnen."
    assert off == (401, "Het account van deze toegangssleutel staat uit.")
    assert ask(token) == (200, "")


def test_an_administrator_sees_and_revokes_a_token_of_somebody(
    client: Client, admin: User, trainer: User
):
    gone, stays, mine = make_token(trainer), make_token(trainer, "agenda"), make_token(admin, "x")
    rows = {row.name: row.pk for row in ApiToken.objects.all()}
    before = client.get(f"/accounts/{trainer.pk}/").content.decode()

    said = post(client, trainer, "revoke", revoke=f"{rows['rooster']}")
    post(client, trainer, "revoke", revoke=f"{rows['x']}")  # which is not of this account
    post(client, trainer, "revoke", revoke="9" * 30)

    after = client.get(f"/accounts/{trainer.pk}/").content.decode()
    assert ("<b>rooster</b>" in before, "<b>agenda</b>" in before) == (True, True)
    assert ("<b>rooster</b>" in after, "<b>agenda</b>" in after) == (False, True)
    assert not any(token in before for token in (gone, stays, mine))
    assert said == "De toegangssleutel is ingetrokken: geen programma komt er nog mee binnen."
    assert [ask(token)[0] for token in (gone, stays, mine)] == [401, 200, 200]
    assert "1 toegangssleutel" in client.get("/accounts/").content.decode()
    revoked = AuditEntry.objects.get(who="beheer", what="access token", about__contains="revoked")
    assert revoked.about == f"trainer: {rows['rooster']} revoked"


def test_roles_change(client: Client, admin: User, trainer: User):
    seen = []
    for role in ("administrator", "trainer"):
        post(client, trainer, role)
        trainer.refresh_from_db()
        seen.append(trainer.is_superuser)

    assert seen == [True, False]


@pytest.mark.parametrize("action", ["disable", "trainer"])
def test_the_last_administrator_stays(client: Client, admin: User, action: str):
    User.objects.create_superuser("uit", is_active=False)

    said = post(client, admin, action)

    admin.refresh_from_db()
    assert said == "Dit is de enige beheerder. Maak eerst iemand anders beheerder."
    assert (admin.is_active, admin.is_superuser) == (True, True)
    assert client.get("/accounts/").status_code == 200  # still logged in


def test_one_of_two_administrators_may_go(client: Client, admin: User):
    second = User.objects.create_superuser("tweede")

    post(client, second, "trainer")

    second.refresh_from_db()
    assert not second.is_superuser


def test_a_lost_telephone_locks_nobody_out(client: Client, admin: User, trainer: User):
    TOTPDevice.objects.create(user=trainer, confirmed=True)

    post(client, trainer, "factor")

    assert not TOTPDevice.objects.exists()


def test_a_second_factor_is_required_and_released(client: Client, admin: User, trainer: User):
    without, having = Client(), Client()
    without.force_login(trainer)
    having.force_login(other := User.objects.create_user("other"))
    TOTPDevice.objects.create(user=other, confirmed=True)

    said = [post(client, user, "require-factor") for user in (trainer, other)]
    page = client.get(f"/accounts/{trainer.pk}/").content.decode()
    listed = client.get("/accounts/").content.decode()

    assert set(said) == {"Dit account heeft voortaan een tweede stap nodig om in te loggen."}
    assert [each.get("/desk/").status_code for each in (without, having)] == [302, 200]
    assert ("Laat de tweede stap vrij" in page, "Maak de tweede stap" in page) == (True, False)
    assert listed.count("tweede stap verplicht") == 2
    assert post(client, trainer, "release-factor") == "Dit account mag weer zonder tweede stap."
    assert RequiredFactor.objects.get().user == other


def test_all_work_is_handed_over(client: Client, admin: User, session: LiveSession):
    trainer, heir = session.facilitator, User.objects.create_user("erfgenaam")
    own = workshops.create_blank(owner=trainer, title="Eigen")

    post(client, trainer, "hand-over", to="erfgenaam")

    session.refresh_from_db()
    own.refresh_from_db()
    assert (session.facilitator, own.owner) == (heir, heir)


@pytest.mark.parametrize("to", ["", "niemand", "uit", "trainer"])
def test_work_is_handed_over_to_somebody_who_can_take_it(
    client: Client, admin: User, session: LiveSession, to: str
):
    User.objects.create_user("uit", is_active=False)

    said = post(client, session.facilitator, "hand-over", to=to)

    assert said.startswith("Kies een ander account dat aan staat")
    assert LiveSession.objects.get().facilitator == session.facilitator


def test_accounts_are_found_by_name_and_address(client: Client, admin: User):
    User.objects.create_user("nieuw", "n@example.org")

    pages = {
        search: client.get("/accounts/", {"search": search}).content.decode()
        for search in ("NIE", "n@ex", "nie example", "niets")
    }

    assert [">nieuw</a>" in page for page in pages.values()] == [True, True, True, False]
    assert "Er is geen account met ‘niets’." in pages["niets"]


def test_every_change_stands_in_the_log(client: Client, admin: User):
    client.post("/accounts/", {"name": "nieuw", "role": "trainer"})
    nieuw = User.objects.get(username="nieuw")
    post(client, nieuw, "disable")

    log = client.get("/accounts/log/", {"who": "beheer"}).content.decode()

    entries = AuditEntry.objects.filter(what="account").values_list("who", "about")
    assert list(entries) == [("beheer", "nieuw: made, trainer"), ("beheer", "nieuw: disable")]
    assert log.index("nieuw: disable") < log.index("nieuw: made, trainer")
    assert (
        "nieuw"
        not in client.get("/accounts/log/", {"who": "nieuw"}).content.decode().split("<tbody>")[1]
    )


@pytest.mark.parametrize("pk", ["0", "x", "9" * 5000, "99999999999", "-1"])
def test_an_account_that_is_not_there_is_no_page(client: Client, admin: User, pk: str):
    assert client.get(f"/accounts/{pk}/").status_code == 404
