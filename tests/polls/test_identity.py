"""Participants are known by a hash of a key that only their device has."""

from __future__ import annotations

import string

from polls import identity

CODE = "12345678"


def test_a_cookie_that_we_made_gives_the_same_hash_every_time():
    cookie = identity.new_cookie(CODE)

    assert identity.key_hash(CODE, cookie) == identity.key_hash(CODE, cookie)
    assert len(identity.key_hash(CODE, cookie) or "") == 64


def test_two_devices_and_two_sessions_share_nothing():
    cookies = {identity.new_cookie(CODE) for _ in range(1000)}

    hashes = {identity.key_hash(CODE, cookie) for cookie in cookies}

    assert len(hashes) == 1000
    assert None not in hashes
    assert {identity.key_hash("87654321", cookie) for cookie in cookies} == {None}


def test_no_changed_cookie_is_accepted():
    cookie = identity.new_cookie(CODE)
    letters = string.ascii_letters + string.digits + "-_:"
    changed = {
        cookie[:place] + letter + cookie[place + 1 :]
        for place in range(len(cookie))
        for letter in letters
    } - {cookie}

    accepted = [text for text in changed if identity.key_hash(CODE, text) is not None]

    assert accepted == []
    assert identity.key_hash(CODE, cookie) is not None


def test_no_cookie_is_nobody():
    assert identity.key_hash(CODE, None) is None
    assert identity.key_hash(CODE, "") is None


def test_the_cookie_is_bound_to_the_host_over_https_only():
    assert identity.cookie_name(CODE, https=True) == "__Host-deelnemer-12345678"
    assert identity.cookie_name(CODE, https=False) == "deelnemer-12345678"


def test_codes_have_eight_digits_and_do_not_start_with_zero():
    codes = [identity.new_code() for _ in range(1000)]

    assert all(len(code) == 8 and code.isdecimal() and code[0] != "0" for code in codes)
    assert len(set(codes)) > 990
