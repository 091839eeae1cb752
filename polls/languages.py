"""The languages of the interface, and which one somebody chose on their device."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

KNOWN = tuple(code for code, _name in settings.LANGUAGES)


def chosen_language(cookies: Mapping[str, str]) -> str | None:
    """The language that this device was switched to; None when it follows the session."""
    language = cookies.get(settings.LANGUAGE_COOKIE_NAME, "")
    return language if language in KNOWN else None
