"""In which language a part of a page is, where that is not the page's own (WCAG 3.1.2)."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from polls.models import LiveSession
from workshop.library import deck_versions

register = template.Library()


@register.simple_tag
def lang(language: str) -> str:
    """The attribute for what a deck says; '' where the page speaks its language too."""
    if not language or language == get_language():
        return ""
    return format_html(' lang="{}"', language)


@register.simple_tag
def deck_lang(session: LiveSession) -> str:
    """The attribute for what the deck of a session says."""
    return lang(deck_versions.deck_of(session.deck).language)


@register.simple_tag
def session_name(session: LiveSession) -> str | SafeString:
    """What a session is called; without a label the title of its deck, marked as that is."""
    if session.label:
        return session.label
    return format_html("<span{}>{}</span>", deck_lang(session), session.deck.title)
