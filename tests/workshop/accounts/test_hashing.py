"""Many passwords at once cost no more memory than two, and come out right."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import argon2
import pytest
from django.contrib.auth.hashers import check_password, make_password

from workshop.accounts import hashing

PASSWORD = "een-lang-wachtwoord"


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many hashes were being made whenever another began, by argon2 itself."""
    lock, at_once, seen = threading.Lock(), [0], [0]
    verify = argon2.PasswordHasher.verify

    def counting(*arguments: Any) -> bool:
        with lock:
            at_once[0] += 1
            seen.append(at_once[0])
        try:
            return verify(*arguments)
        finally:
            with lock:
                at_once[0] -= 1

    monkeypatch.setattr(argon2.PasswordHasher, "verify", counting)
    return seen


def test_twelve_passwords_at_once_are_hashed_two_at_a_time(counted: list[int]):
    kept = make_password(PASSWORD)
    tried = [PASSWORD, "fout"] * 6

    with ThreadPoolExecutor(12) as pool:
        right = list(pool.map(lambda each: check_password(each, kept), tried))

    assert right == [True, False] * 6
    assert max(counted) == hashing.AT_ONCE


def test_djangos_own_would_hash_them_all_at_once(counted: list[int]):
    kept = make_password(PASSWORD)
    plain = hashing.Argon2PasswordHasher()

    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda each: plain.verify(each, kept), [PASSWORD] * 12))

    assert max(counted) > hashing.AT_ONCE
