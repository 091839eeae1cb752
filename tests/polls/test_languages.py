"""The language that a device was switched to."""

from __future__ import annotations

import pytest
from django.conf import settings

from polls import languages


def test_dutch_and_english_are_known():
    assert languages.KNOWN == ("nl", "en")


@pytest.mark.parametrize("language", languages.KNOWN)
def test_a_cookie_chooses_a_language(language: str):
    assert languages.chosen_language({settings.LANGUAGE_COOKIE_NAME: language}) == language


@pytest.mark.parametrize("cookies", [{}, {settings.LANGUAGE_COOKIE_NAME: ""}])
def test_without_a_cookie_nothing_is_chosen(cookies: dict[str, str]):
    assert languages.chosen_language(cookies) is None


@pytest.mark.parametrize("language", ["de", "EN", "en-gb", "nl\n", "../en"])
def test_a_language_that_is_not_there_is_not_chosen(language: str):
    assert languages.chosen_language({settings.LANGUAGE_COOKIE_NAME: language}) is None


def test_another_cookie_chooses_nothing():
    assert languages.chosen_language({"language": "en"}) is None
