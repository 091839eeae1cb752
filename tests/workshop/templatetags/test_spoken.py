"""What a deck says is marked where the page speaks another language."""

from __future__ import annotations

import json
from html import unescape

import pytest
from django.utils import translation

from polls.models import LiveSession
from workshop.decks.names import list_names
from workshop.library import deck_versions
from workshop.templatetags.spoken import deck_lang, deck_names, lang, mark_names, session_name

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


NAMES = ("Relatie en meer", "C. Relatie", "Relatie", "<b>")


def test_names_of_a_deck_are_marked_in_a_sentence_of_another_language():
    with translation.override("en"):
        marked = mark_names("15 of 36 choose Relatie en meer & C. Relatie", NAMES, "nl")
        assert marked == (
            '15 of 36 choose <span lang="nl">Relatie en meer</span> &amp; '
            '<span lang="nl">C. Relatie</span>'
        )
        assert (
            mark_names("<b> Relaties", NAMES, "nl") == '<span lang="nl">&lt;b&gt;</span> Relaties'
        )
        assert mark_names("a < b", (), "nl") == "a &lt; b"


def test_nothing_is_marked_in_a_sentence_of_the_same_language():
    with translation.override("nl"):
        assert mark_names("15 van 36 kiezen Relatie <", NAMES, "nl") == (
            "15 van 36 kiezen Relatie &lt;"
        )


def test_a_page_of_another_language_knows_the_names(session: LiveSession):
    deck = deck_versions.deck_for(session)
    with translation.override("nl"):
        assert deck_names(deck) == ""
    with translation.override("en"):
        said = deck_names(deck)
    assert said.endswith(' data-names-lang="nl"')
    names = json.loads(unescape(said.split('"')[1]))
    assert tuple(names) == list_names(deck)
    assert "Relatie" in names
