"""What may happen once happens once, however many ask for it in the same moment."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from polls.errors import PollsError
from workshop.accounts import accounts, login_links, second_factor
from workshop.accounts.login_links import link_path
from workshop.views import login

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 12


def at_once(do: Callable[[], Any]) -> list[Any]:
    """What each of MANY threads gets that begin together, each with a connection of its own."""
    start = threading.Barrier(MANY)

    def one(_number: int) -> Any:
        start.wait(30)
        try:
            return do()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(MANY) as pool:
        return list(pool.map(one, range(MANY)))


def test_one_of_twelve_requests_with_a_link_is_logged_in(trainer: User):
    path = link_path(trainer)

    statuses = at_once(lambda: Client().get(path).status_code)

    assert sorted(statuses) == [302] + [410] * (MANY - 1)


def test_the_test_sees_a_link_that_is_looked_at_before_it_is_used(
    trainer: User, monkeypatch: pytest.MonkeyPatch
):
    """The control: without the transaction several get in."""
    path = link_path(trainer)
    looked = threading.Barrier(MANY)

    def unlocked(_uid: str, token: str) -> User | None:
        user = User.objects.get(pk=trainer.pk)
        right = login_links.links.check_token(user, token)
        looked.wait(30)
        return user if right else None

    monkeypatch.setattr(login, "log_in", login.log_in.__wrapped__)
    monkeypatch.setattr(login_links, "owner_of_link", unlocked)

    statuses = at_once(lambda: Client().get(path).status_code)

    assert statuses.count(302) > 1


def test_a_link_is_used_up_also_in_the_second_of_another_login(trainer: User):
    first = link_path(trainer)
    statuses = [Client().get(first).status_code]
    trainer.refresh_from_db()
    second = link_path(trainer)
    statuses += [Client().get(second).status_code for _time in range(2)]

    assert statuses == [302, 302, 410]


def test_two_tabs_get_one_second_factor(trainer: User):
    keys = at_once(lambda: second_factor.prepare_device(trainer).key)

    assert len(set(keys)) == 1
    assert TOTPDevice.objects.count() == 1


def test_a_code_switches_the_second_factor_on_once(trainer: User):
    device = second_factor.prepare_device(trainer)
    code = f"{totp(device.bin_key):06}"

    switched = at_once(lambda: second_factor.switch_on(trainer, code))

    assert sorted(switched) == [False] * (MANY - 1) + [True]


def test_a_code_is_used_up_by_one_login(trainer: User):
    device = second_factor.prepare_device(trainer)
    TOTPDevice.objects.update(confirmed=True)
    code = f"{totp(device.bin_key):06}"

    right = at_once(lambda: second_factor.verify_token(trainer, code))

    assert right.count(True) == 1


def test_of_two_administrators_who_leave_at_once_one_stays():
    admins = [User.objects.create_superuser(name) for name in ("een", "twee")]
    turn = itertools.cycle(admins)

    def leave() -> str:
        user = next(turn)
        try:
            accounts.change_account(pk=user.pk, change="disable", by=user.username)
        except PollsError as problem:
            return problem.code
        return "out"

    said = at_once(leave)

    assert User.objects.filter(is_superuser=True, is_active=True).count() == 1
    assert "account.last" in said
    assert "out" in said
