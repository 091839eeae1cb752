"""In which language a part of a page is, where that is not the page's own (WCAG 3.1.2)."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from polls.models import LiveSession
from workshop.decks.model import Deck
from workshop.decks.names import list_names
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


@register.simple_tag
def mark_names(sentence: str, names: Sequence[str], language: str) -> str | SafeString:
    """A sentence of ours about answers, in which every name that a deck gave is marked as being
    in that deck's language."""
    spoken = lang(language)
    if not spoken or not names:
        return conditional_escape(sentence)
    parts = _pattern_of(tuple(names)).split(sentence)  # names are every second part
    marked = (
        format_html("<span{}>{}</span>", spoken, part) if place % 2 else part
        for place, part in enumerate(parts)
    )
    return format_html_join("", "{}", ((part,) for part in marked))


@register.simple_tag
def deck_names(deck: Deck) -> str:
    """The attributes with which a page of another language marks these names itself
    (static/js/named.js)."""
    if not lang(deck.language):
        return ""
    names = json.dumps(list_names(deck), ensure_ascii=False)
    return format_html(' data-names="{}" data-names-lang="{}"', names, deck.language)


@lru_cache(maxsize=64)
def _pattern_of(names: tuple[str, ...]) -> re.Pattern[str]:
    """The longest first, and only whole words."""
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, names))})(?!\w)")
