"""What a deck says is marked where the page speaks another language."""

from __future__ import annotations

import pytest
from django.utils import translation

from polls.models import LiveSession
from workshop.templatetags.spoken import deck_lang, lang, session_name

pytestmark = pytest.mark.django_db


def test_the_language_of_the_page_is_not_said_again():
    with translation.override("en"):
        assert (lang("nl"), lang("en"), lang("")) == (' lang="nl"', "", "")


def test_a_session_without_a_label_is_called_by_its_deck(session: LiveSession):
    session.label = ""
    with translation.override("en"):
        assert deck_lang(session) == ' lang="nl"'
        assert session_name(session) == '<span lang="nl">Beter Samenwerken</span>'
    session.deck.title = "<b>"
    assert session_name(session) == "<span>&lt;b&gt;</span>"


def test_its_label_is_in_no_language(session: LiveSession):
    session.label = "Sociaal domein"
    with translation.override("en"):
        assert session_name(session) == "Sociaal domein"
