"""The handbook: every page in both languages, with the words that stand on the buttons."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from workshop.views.handbook import PAGES, PICTURES, read_chapter

LANGUAGES = ("nl", "en")
CATALOGUE = (settings.BASE_DIR / "locale" / "en" / "LC_MESSAGES" / "django.po").read_text()
WORDS = {"nl": r'msgid "{}"\n', "en": r'msgstr(?:\[\d\])? "{}"\n'}
SAID = re.compile(r"(?<!\*)\*([^*\n]+)\*(?!\*)")
KEY = re.compile(r"\*\*([^*\n]+)\*\*")
PICTURE = re.compile(r"!\[([^\]]*)\]\((\S+)\)")
DIALOG = (settings.BASE_DIR / "templates" / "desk" / "_help.html").read_text()
ELSEWHERE = {"F", "Ctrl+Z", "···"}  # on the projector, in the editor, on a card


def text_of(language: str) -> str:
    return "\n".join(read_chapter(name, language).text for name in PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_for_everyone(client: Client, db: None, name: str, language: str):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    page = client.get(f"/help/{name}/")

    chapter = read_chapter(name, language)
    assert page.status_code == 200
    assert f"<h1>{chapter.title}</h1>" in page.text
    assert "aria-current" in page.text
    assert page.text.count("<img ") == len(PICTURE.findall(chapter.text)) + 1


def test_the_first_page_is_there_under_the_address_alone(client: Client, db: None):
    assert "Je eerste sessie" in client.get("/help/").text
    assert client.get("/help/nergens/").status_code == 404
    assert client.post("/help/").status_code == 405


def test_a_link_to_another_page_leads_there(client: Client, db: None):
    assert 'href="/help/after/"' in client.get("/help/begin/").text


def test_a_trainer_finds_it_from_every_page_and_from_the_desk(admin_client: Client):
    assert 'href="/help/"' in admin_client.get("/workshops/").text
    assert "{% url 'handbook' 'room' %}" in DIALOG


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_says_to_press_stands_on_the_pages(language: str):
    said = set(SAID.findall(KEY.sub("", text_of(language))))

    assert len(said) > 30
    wrong = {
        each for each in said if not re.search(WORDS[language].format(re.escape(each)), CATALOGUE)
    }
    assert wrong == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keys_it_names_are_those_of_the_desk(language: str):
    keys = set(KEY.findall(text_of(language)))

    assert {key for key in keys if f"<kbd>{key}</kbd>" not in DIALOG} == ELSEWHERE


def test_both_languages_say_the_same_things():
    def outline(language: str) -> list[str]:
        kinds = r"^#+ |^\| |^!\[.*\]\(\S+\)$|^- |^\d\. "
        lines = re.findall(rf"(?m){kinds}", text_of(language))
        return [re.sub(r"\[.*\]", "", line) for line in lines]

    assert outline("nl") == outline("en")
    assert KEY.findall(text_of("nl")) == KEY.findall(text_of("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_described_and_none_is_left_over(language: str):
    found = PICTURE.findall(text_of(language))
    stored = {Path(each).stem for each in (PICTURES / language).iterdir()}

    assert all(len(words) > 20 for words, _name in found)
    assert {name for _words, name in found} == stored
