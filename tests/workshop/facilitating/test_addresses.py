"""The addresses of a session, as people type and scan them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import RequestFactory

from polls.models import LiveSession
from workshop.facilitating.addresses import Addresses, fewest_modules, site_of, svg_qr, terminal_qr

SITE = "https://workshop.example.nl"
SESSION = LiveSession(code="12345678", screen_token="scherm", cohost_token="samen")


def test_each_page_has_its_full_address():
    found = Addresses(SITE, SESSION)

    assert found.join == f"{SITE}/12345678/"
    assert found.screen == f"{SITE}/screen/scherm/"
    assert found.desk == f"{SITE}/desk/12345678/"
    assert found.cohost == f"{SITE}/cohost/samen/"
    assert found.short == "workshop.example.nl"


def test_without_a_cohost_there_is_no_link_for_one():
    assert Addresses(SITE, LiveSession(code="12345678", screen_token="scherm")).cohost == ""


def test_the_site_is_where_the_request_came_unless_it_has_an_address(settings: Any):
    request = RequestFactory().get("/", headers={"host": "127.0.0.1:8000"})

    settings.PUBLIC_URL = ""
    here = site_of(request)
    settings.PUBLIC_URL = SITE

    assert (here, site_of(request)) == ("http://127.0.0.1:8000", SITE)


def test_a_qr_code_is_of_the_join_address_and_stands_in_a_page():
    code = Addresses(SITE, SESSION).join_qr

    assert code == svg_qr(f"{SITE}/12345678/")
    assert code != svg_qr(f"{SITE}/12345679/")
    assert code.startswith("<svg ")
    assert 'class="qr"' in code
    assert "style=" not in code


@pytest.mark.parametrize(
    ("address", "drawn"),
    [
        ("https://voorbeeld.nl/12345678/", "HTTPS://VOORBEELD.NL/12345678/"),
        ("https://voorbeeld.nl/Zaal/12345678/", "https://voorbeeld.nl/Zaal/12345678/"),
        ("https://voorbeeld.nl/?zaal", "https://voorbeeld.nl/?zaal"),
        ("otpauth://totp/trainer?secret=abc", "otpauth://totp/trainer?secret=abc"),
    ],
)
def test_an_address_is_drawn_in_capitals_where_they_mean_the_same(address: str, drawn: str):
    assert fewest_modules(address) == drawn
    assert svg_qr(address) == svg_qr(drawn)


@pytest.mark.parametrize("text", ["a", f"{SITE}/12345678/"])
def test_a_terminal_gets_blocks(text: str):
    shown = terminal_qr(text)

    assert set("█▀▄") & set(shown)
    assert len(shown.splitlines()) > 10
