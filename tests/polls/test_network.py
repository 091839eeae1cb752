"""An address counts once, in whatever form it comes."""

from __future__ import annotations

import pytest

from polls import network


@pytest.mark.parametrize(
    ("written", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:5001", "192.0.2.7"),
        (" 192.0.2.7 ", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("[::ffff:192.0.2.7]:443", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("[2001:DB8:1:2::9]:443", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("[fe80::1%25eth0]:8000", "fe80::/64"),
        ("::1", "::/64"),
        ("", ""),
        ("unknown", "unknown"),
        ("[2001:db8::", "2001:db8::/64"),
        ("1.2.3.4.5", "1.2.3.4.5"),
    ],
)
def test_every_form_of_an_address(written: str, counted: str):
    assert network.network_of(written) == counted


def test_two_networks_are_two_places():
    assert network.network_of("2001:db8:1:2::1") != network.network_of("2001:db8:1:3::1")
    assert network.network_of("192.0.2.7") != network.network_of("192.0.2.8")


def test_a_name_of_a_place_is_the_same_only_here():
    names, others = network.Names(), network.Names()

    assert names.of("192.0.2.7") == names.of("192.0.2.7:80") != names.of("192.0.2.8")
    assert names.of("192.0.2.7") != others.of("192.0.2.7")
    assert b"192.0.2.7" not in names.of("192.0.2.7")


def test_what_is_no_address_is_not_kept_whole():
    assert len(network.network_of("x" * 10_000)) == network.LONGEST
