"""The languages of the interface, and which one somebody chose on their device."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

KNOWN = tuple(code for code, _name in settings.LANGUAGES)


def chosen_language(cookies: Mapping[str, str]) -> str | None:
    """The language that this device was switched to; None when it follows the session."""
    language = cookies.get(settings.LANGUAGE_COOKIE_NAME, "")
    return language if language in KNOWN else None


def trainer_language(cookies: Mapping[str, str]) -> str:
    """In which a trainer reads the desk on this device, whatever the room speaks."""
    return chosen_language(cookies) or settings.LANGUAGE_CODE
