"""One-time links log in once, and only the right person."""

from __future__ import annotations

import re
from base64 import b32decode
from datetime import timedelta
from hashlib import sha256

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from workshop.accounts import lockout
from workshop.accounts.login_links import link_path
from workshop.models import AuditEntry, RequiredFactor, WrongPasswords

pytestmark = pytest.mark.django_db


def test_a_link_logs_in_and_leads_to_the_desk(client: Client, trainer: User):
    response = client.get(link_path(trainer))

    assert response.headers["location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_a_link_works_once(client: Client, trainer: User):
    path = link_path(trainer)
    client.get(path)

    again = Client().get(path)

    assert again.status_code == 410
    assert "al gebruikt" in again.content.decode()


def test_a_second_link_ends_with_the_first_login(trainer: User):
    paths = [link_path(trainer), link_path(trainer)]

    statuses = [Client().get(path).status_code for path in paths]

    assert statuses == [302, 410]


def test_a_used_link_still_leads_its_owner_to_the_desk(client: Client, trainer: User):
    path = link_path(trainer)
    client.get(path)

    assert client.get(path).headers["location"] == "/desk/"


def test_a_preview_does_not_use_up_a_link(client: Client, trainer: User):
    path = link_path(trainer)

    client.head(path)

    assert client.get(path).status_code == 302


def test_a_link_is_no_one_elses(client: Client, trainer: User):
    other = User.objects.create_user("other")
    _start, uid, token = link_path(trainer).rsplit("/", 3)[:-1]
    others_uid = link_path(other).rsplit("/", 3)[1]

    for path in (f"{others_uid}/{token}", f"{uid}/{token}x", f"xx/{token}", f"{uid}/-"):
        assert client.get(f"/desk/login/{path}/").status_code == 410


def test_an_account_that_was_switched_off_does_not_get_in(client: Client, trainer: User):
    path = link_path(trainer)
    User.objects.update(is_active=False)

    assert client.get(path).status_code == 410


def test_a_password_works_too(client: Client, trainer: User):
    trainer.set_password("een-lang-wachtwoord")
    trainer.save()

    wrong = client.post("/desk/login/", {"username": "trainer", "password": "fout"})
    right = client.post("/desk/login/", {"username": "trainer", "password": "een-lang-wachtwoord"})

    assert wrong.status_code == 200
    assert right.headers["location"] == "/desk/"


def test_logging_out_ends_it(client: Client, trainer: User):
    client.force_login(trainer)

    client.post("/desk/logout/")

    assert client.get("/desk/").status_code == 302


LOGIN = "/desk/login/"
PASSWORD = "een-lang-wachtwoord"


@pytest.fixture
def with_password(trainer: User) -> User:
    trainer.set_password(PASSWORD)
    trainer.save()
    return trainer


def try_login(password: str, *, name: str = "trainer", address: str = "127.0.0.1") -> int:
    fields = {"username": name, "password": password}
    return Client().post(LOGIN, fields, REMOTE_ADDR=address).status_code


def test_passwords_are_hashed_with_argon2(with_password: User):
    assert with_password.password.startswith("argon2$argon2id$")


def test_who_guesses_is_locked_out_and_nobody_else(client: Client, with_password: User):
    other = User.objects.create_user("other", password=PASSWORD)
    client.force_login(with_password)

    guesses = [try_login(f"raad-{number}") for number in range(7)]
    right_too_late = try_login(PASSWORD)

    assert guesses == [200] * 4 + [429] * 3
    assert right_too_late == 429
    assert try_login(PASSWORD, name=other.username) == 302
    assert try_login(PASSWORD, address="192.0.2.7") == 302
    assert client.get("/desk/").status_code == 200
    assert client.get("/").status_code == 200


def test_whoever_has_a_network_of_addresses_waits_as_one(with_password: User):
    network = [f"2001:db8:1:2::{number:x}" for number in range(1, 7)]

    guesses = [try_login("fout", address=address) for address in network]
    elsewhere = try_login(PASSWORD, address="2001:db8:1:3::1")

    assert guesses == [200] * 4 + [429] * 2
    assert elsewhere == 302


def test_an_address_is_the_same_in_every_form(with_password: User):
    forms = ["192.0.2.7", "::ffff:192.0.2.7", "192.0.2.7:5001", "[::ffff:192.0.2.7]:80"]

    guesses = [try_login("fout", address=address) for address in [*forms, "192.0.2.7"]]

    assert guesses == [200] * 4 + [429]


def test_a_lockout_says_how_long_and_what_to_do(with_password: User):
    for _time in range(5):
        response = Client().post(LOGIN, {"username": "trainer", "password": "fout"})

    assert "Probeer het over 1\u00a0minuut opnieuw" in response.content.decode()
    assert response.headers["Retry-After"] == "60"


def wait_is_over() -> int:
    """Move the clock past the wait; how many minutes it was."""
    row = WrongPasswords.objects.get()
    minutes = round((row.wait_until - row.last) / timedelta(minutes=1))
    WrongPasswords.objects.update(wait_until=timezone.now())
    return minutes


def test_the_wait_grows_with_every_wrong_password(with_password: User):
    for _time in range(4):
        try_login("fout")

    waits = []
    for _time in range(8):
        assert try_login("fout") == 429
        assert try_login("fout") == 429  # in the meantime: does not make it longer
        waits.append(wait_is_over())

    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert try_login(PASSWORD) == 302
    assert WrongPasswords.objects.count() == 0


def test_wrong_passwords_are_forgotten_after_a_day(with_password: User):
    for _time in range(4):
        try_login("fout")
    WrongPasswords.objects.update(last=timezone.now() - lockout.FORGET)

    assert [try_login("fout") for _time in range(5)] == [200] * 4 + [429]


def test_made_up_names_do_not_fill_the_database(
    with_password: User, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(lockout, "MOST", 3)
    for number in range(5):
        try_login("fout", name=f"naam-{number}")
    for _time in range(4):
        try_login("fout")

    assert WrongPasswords.objects.count() == 3
    assert try_login("fout") == 429


def test_guesses_leave_no_address_and_no_browser_in_the_database(with_password: User):
    for _time in range(6):
        try_login("fout", address="203.0.113.77")

    assert AccessAttempt.objects.count() == AccessLog.objects.count() == 0
    (row,) = WrongPasswords.objects.values_list("who", "count")
    assert re.fullmatch(r"[0-9a-f]{64}", row[0])
    assert row[0] != sha256(b"203.0.113.77 trainer").hexdigest()  # nobody else can make it


def test_logins_are_logged_and_what_was_typed_is_not(client: Client, with_password: User):
    try_login("fout")
    try_login("fout", name="mijn-wachtwoord-per-ongeluk")
    client.post(LOGIN, {"username": "trainer", "password": PASSWORD})
    client.post("/desk/logout/")
    with_password.refresh_from_db()
    client.get(link_path(with_password))

    assert list(AuditEntry.objects.values_list("who", "what", "about")) == [
        ("trainer", "login refused", ""),
        ("trainer", "login", "password"),
        ("trainer", "logout", ""),
        ("trainer", "login", "link"),
    ]


# A second factor that an administrator requires


FACTOR = "/desk/login/factor/"


@pytest.fixture
def required(with_password: User) -> User:
    RequiredFactor.objects.create(user=with_password)
    return with_password


def code_on(page: str) -> str:
    """What an app says that was given the key on this page."""
    (key,) = re.findall(r"<code>([A-Z2-7 ]+)</code>", page)
    return f"{TOTP(b32decode(key.replace(' ', ''))).token():06d}"


@pytest.mark.parametrize("how", ["password", "link"])
def test_who_needs_a_second_factor_sets_it_up_before_anything_opens(
    client: Client, required: User, how: str
):
    fields = {"username": "trainer", "password": PASSWORD, "next": "/tips/"}
    path = link_path(required)
    led = client.post(LOGIN, fields) if how == "password" else client.get(path)
    outside = client.get("/desk/").headers["location"]
    page = client.get(FACTOR)
    wrong = client.post(FACTOR, {"token": "000000"})
    TOTPDevice.objects.get().throttle_reset()  # after a wrong code the next one waits
    done = client.post(FACTOR, {"token": code_on(page.content.decode())})

    assert led.headers["location"] == FACTOR
    assert outside.startswith(LOGIN)
    assert page.headers["cache-control"] == "no-store"
    assert "Deze code klopt niet" in wrong.content.decode()
    assert done.headers["location"] == ("/tips/" if how == "password" else "/desk/")
    assert client.get("/desk/").status_code == 200
    assert Client().get(path).status_code == 410  # used up, or ended by the login
    assert list(AuditEntry.objects.values_list("what", "about")) == [
        ("second factor", "on"),
        ("login", how),
    ]


def test_a_link_that_was_left_halfway_is_used_up(client: Client, required: User):
    path = link_path(required)

    statuses = [client.get(path).status_code, Client().get(path).status_code]

    assert statuses == [302, 410]
    assert client.get("/desk/").status_code == 302


def test_a_session_that_somebody_else_knew_is_not_half_logged_in(client: Client, required: User):
    known = client.session
    known["seen"] = True
    known.save()
    client.cookies["sessionid"] = known.session_key

    client.post(LOGIN, {"username": "trainer", "password": PASSWORD})
    stranger = Client()
    stranger.cookies["sessionid"] = known.session_key

    assert "Stel je tweede stap in" in client.get(FACTOR).content.decode()
    assert stranger.get(FACTOR).headers["location"] == LOGIN


def test_somebody_else_who_was_logged_in_is_not_by_the_link(client: Client, required: User):
    client.force_login(User.objects.create_user("other"))

    client.get(link_path(required))

    assert client.get("/desk/").headers["location"].startswith(LOGIN)


def test_who_has_it_gives_a_code_as_before(required: User):
    device = TOTPDevice.objects.create(user=required, confirmed=True)

    without = try_login(PASSWORD)
    device.refresh_from_db()
    device.throttle_reset()
    token = f"{TOTP(device.bin_key).token():06d}"
    fields = {"username": "trainer", "password": PASSWORD, "token": token}

    assert without == 200
    assert Client().post(LOGIN, fields).headers["location"] == "/desk/"


def test_without_a_login_that_began_there_is_no_key(client: Client, required: User):
    assert client.get(FACTOR).headers["location"] == LOGIN
    assert TOTPDevice.objects.count() == 0
