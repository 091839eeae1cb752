"""The second factor: switched on with a code, asked for at every login, switched off with one."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from workshop.models import AuditEntry, RequiredFactor

pytestmark = pytest.mark.django_db
PASSWORD = "een-lang-wachtwoord"


@pytest.fixture
def device(client: Client, trainer: User) -> TOTPDevice:
    """The page was opened and its QR code scanned."""
    trainer.set_password(PASSWORD)
    trainer.save()
    client.force_login(trainer)
    page = client.get("/desk/account/").content.decode()
    assert "<svg" in page
    return TOTPDevice.objects.get()


def code(device: TOTPDevice, later: int = 0) -> str:
    """The app's code, or a later one: each works once."""
    totp = TOTP(device.bin_key)
    totp.time = time.time() + later * device.step
    return f"{totp.token():06d}"


def log_in(token: str = "") -> int:
    fields = {"username": "trainer", "password": PASSWORD, "token": token}
    return Client().post("/desk/login/", fields).status_code


def test_without_it_a_password_is_enough(device: TOTPDevice):
    assert log_in() == 302


def test_once_on_every_login_asks_for_a_code(client: Client, device: TOTPDevice):
    right = code(device)
    client.post("/desk/account/", {"token": right})

    refused = [log_in(), log_in(right)]
    TOTPDevice.objects.get().throttle_reset()  # the wait after a refusal is tested below
    taken = log_in(code(device, later=1))

    assert (refused, taken) == ([200, 200], 302)


def test_a_wrong_code_switches_nothing_on(client: Client, device: TOTPDevice):
    shown = client.post("/desk/account/", {"token": "000000"}, follow=True).content.decode()

    assert "Deze code klopt niet" in shown
    assert log_in() == 302


def test_guessing_codes_is_throttled(client: Client, device: TOTPDevice, settings: Any):
    settings.OTP_TOTP_THROTTLE_FACTOR = 3600  # longer than the slowest machine takes for two
    client.post("/desk/account/", {"token": code(device)})

    log_in("000000")
    right_at_once = log_in(code(device, later=1))

    assert right_at_once == 200


def test_it_is_switched_off_with_a_code_and_all_is_logged(client: Client, device: TOTPDevice):
    client.post("/desk/account/", {"token": code(device)})
    client.post("/desk/account/", {"token": code(device, later=1)})

    assert log_in() == 302
    assert list(AuditEntry.objects.values_list("what", "about"))[:2] == [
        ("second factor", "on"),
        ("second factor", "off"),
    ]


def test_one_that_is_required_is_not_switched_off(client: Client, device: TOTPDevice):
    RequiredFactor.objects.create(user=device.user)
    client.post("/desk/account/", {"token": code(device)})

    page = client.get("/desk/account/").content.decode()
    refused = client.post("/desk/account/", {"token": code(device, later=1)}, follow=True)

    assert "Voor dit account is dat verplicht." in page
    assert 'name="token"' not in page
    assert "De tweede stap is voor dit account verplicht." in refused.content.decode()
    assert TOTPDevice.objects.get().confirmed


def test_the_account_needs_a_login():
    assert Client().get("/desk/account/").status_code == 302


NEW = "vier woorden zonder verband"
CHANGE = "/desk/account/password/"


def fields(old: str = "", new: str = NEW, again: str | None = None) -> dict[str, str]:
    return {
        "old_password": old,
        "new_password1": new,
        "new_password2": new if again is None else again,
    }


def test_a_new_password_ends_every_other_login(client: Client, trainer: User):
    trainer.set_password(PASSWORD)
    trainer.save()
    elsewhere = Client()
    for each in (client, elsewhere):
        each.post("/desk/login/", {"username": "trainer", "password": PASSWORD})

    shown = client.post(CHANGE, fields(PASSWORD), follow=True).content.decode()

    assert "Je nieuwe wachtwoord is bewaard." in shown
    assert [each.get("/desk/").status_code for each in (client, elsewhere)] == [200, 302]
    assert log_in() == 200
    assert (
        Client().post("/desk/login/", {"username": "trainer", "password": NEW}).status_code == 302
    )
    assert ("trainer", "password", "") in AuditEntry.objects.values_list("who", "what", "about")


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (fields("fout"), "Je huidige wachtwoord klopt niet."),
        (fields(PASSWORD, again="iets anders"), "De twee nieuwe wachtwoorden zijn niet gelijk."),
        (fields(PASSWORD, "te kort"), "Dit wachtwoord is te kort."),
        (fields(PASSWORD, "trainer@example.org"), "lijkt te veel op je gebruikersnaam"),
        (fields(PASSWORD, "1qaz2wsx3edc"), "gebruiken te veel mensen"),
    ],
)
def test_a_password_that_will_not_do_changes_nothing(
    client: Client, trainer: User, sent: dict[str, str], says: str
):
    trainer.email = "trainer@example.org"
    trainer.set_password(PASSWORD)
    trainer.save()
    client.force_login(trainer)

    shown = client.post(CHANGE, sent).content.decode()

    assert says in shown
    assert "Minstens 12 tekens" in shown
    assert log_in() == 302


def test_who_logs_in_by_a_link_chooses_a_first_password(client: Client, trainer: User):
    trainer.set_unusable_password()
    trainer.save()
    client.force_login(trainer)

    page = client.get(CHANGE).content.decode()
    client.post(CHANGE, fields())

    assert "Huidig wachtwoord" not in page
    assert client.get("/desk/").status_code == 200
    assert (
        Client().post("/desk/login/", {"username": "trainer", "password": NEW}).status_code == 302
    )
