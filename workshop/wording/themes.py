"""The theme: a stylesheet that is read after the tokens and replaces some of them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Error


def theme_stylesheet() -> str:
    """The theme's path among the static files; empty when there is none."""
    return f"themes/{settings.THEME}.css" if settings.THEME else ""


def check_theme(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if not settings.THEME or finders.find(theme_stylesheet()):
        return []
    return [
        Error(
            f"THEME is {settings.THEME!r}, but there is no file {settings.THEME}.css.",
            hint=f"Put it in {settings.DATA_DIR / 'themes'}, or leave THEME out.",
            id="workshop.E001",
        )
    ]
