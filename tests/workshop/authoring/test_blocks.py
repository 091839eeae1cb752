"""Ready-made pieces: whole in both languages, alike, and put into any workshop as one step."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from polls.errors import PollsError
from tests.workshop.decks.translated import built, find_dutch
from workshop.authoring import blocks, drafting
from workshop.authoring.drafting import Step
from workshop.decks.model import Deck
from workshop.decks.parse import load_deck
from workshop.library import workshops
from workshop.models import Workshop

ROOT = Path(__file__).resolve().parents[3] / "decks" / "blocks"
FILES = sorted(ROOT.glob("*.md"))
SLUGS = sorted({file.name.partition(".")[0] for file in FILES})
LANGUAGES = ("nl", "en")
NOTE = {
    "nl": ["Zeg", "Vraag", "Tijd"],
    "en": ["Say", "Ask", "Time"],
}


def deck_of(slug: str, language: str) -> Deck:
    return load_deck(ROOT / f"{slug}.{language}.md")


def put(workshop: Workshop, text: str, after: str, by: User) -> Deck:
    fields = {"text": text, "after": after}
    drafting.make_step(workshop_id=workshop.pk, step=Step("add_slides", fields), by=by)
    workshop.refresh_from_db()
    return workshops.read_draft(workshop)  # raises what is wrong


def test_there_are_enough_and_each_speaks_both_languages():
    assert len(SLUGS) >= 12
    assert {file.name for file in FILES} == {f"{slug}.{each}.md" for slug in SLUGS for each in NOTE}


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_block_is_a_few_slides_without_what_only_its_own_file_has(slug: str, language: str):
    deck = deck_of(slug, language)
    source = (ROOT / f"{slug}.{language}.md").read_text()

    assert deck.language == language
    assert 1 <= len(deck.slides) <= 4
    assert "[[options." not in source
    assert not any(slide.picture for slide in deck.slides)
    assert not re.search(r"^icon|icon = ", source, re.MULTILINE)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slide_tells_the_facilitator_what_to_say_to_ask_and_how_long(
    slug: str, language: str
):
    for slide in deck_of(slug, language).slides:
        parts = re.findall(rf"<strong>({'|'.join(NOTE[language])}):</strong>", slide.note)
        [minutes] = re.findall(r"<strong>(?:Tijd|Time):</strong> (\d+) minu", slide.note)

        assert parts == NOTE[language], slide.id
        assert int(minutes) == slide.minutes, slide.id


@pytest.mark.parametrize("slug", SLUGS)
def test_both_languages_are_built_alike(slug: str):
    dutch, english = (deck_of(slug, language) for language in LANGUAGES)

    assert built(english) == built(dutch)
    assert find_dutch(english) == []


def test_titles_tell_blocks_apart():
    for language in LANGUAGES:
        titles = Counter(deck_of(slug, language).title for slug in SLUGS)
        assert max(titles.values()) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_block_goes_twice_into_a_blank_workshop_and_out_in_one_step(
    slug: str, language: str, trainer: User
):
    workshop = workshops.create_blank(owner=trainer, title="Leeg", language=language)
    blank = workshop.draft
    block = blocks.find_block(slug, language)

    once = put(workshop, block.text_in("begin"), "welkom", trainer)
    with_one = workshop.draft
    twice = put(workshop, block.text_in("begin"), "welkom", trainer)
    drafting.undo_step(workshop_id=workshop.pk, by=trainer)
    workshop.refresh_from_db()
    back_to_one = workshop.draft
    drafting.undo_step(workshop_id=workshop.pk, by=trainer)
    workshop.refresh_from_db()

    n = len(block.slides)
    assert [slide.chapter for slide in once.slides] == ["begin"] * (n + 1)
    assert len(twice.slides) == 2 * n + 1
    assert len({slide.id for slide in twice.slides}) == 2 * n + 1
    assert back_to_one == with_one
    assert workshop.draft == blank
    shows = [show for slide in twice.slides for show in slide.shows]
    assert {key for show in shows for key in show.questions} <= {
        question.key for question in twice.questions()
    }


def test_the_list_is_by_title_in_one_language():
    listed = {language: blocks.list_blocks(language) for language in LANGUAGES}

    assert [block.name for block in listed["nl"]] != [block.name for block in listed["en"]]
    for language, found in listed.items():
        titles = [block.title.casefold() for block in found]
        assert titles == sorted(titles)
        assert {block.name for block in found} == {*SLUGS}, language


@pytest.mark.parametrize("name", ["", "nergens", "../beter-samenwerken/deck", "check-in.nl"])
def test_a_block_that_is_not_there(name: str):
    with pytest.raises(PollsError) as caught:
        blocks.find_block(name, "nl")

    assert caught.value.code == "step.malformed"


def test_a_file_that_cannot_be_read_is_left_out(settings: Any, tmp_path: Path):
    settings.DECKS_DIR = tmp_path
    folder = tmp_path / blocks.FOLDER
    folder.mkdir()
    whole = (ROOT / f"{SLUGS[0]}.nl.md").read_text()
    (folder / "goed.nl.md").write_text(whole)
    for name, text in {
        "zomaar": "zomaar",
        "toml": whole.replace("title = ", "title "),
        "naamloos": whole.replace("title = ", "titel = "),
        "zonder-id": whole.replace("\nid = ", "\nnaam = "),
        "leeg": "+++\ntitle = 'x'\n+++\n",
    }.items():
        (folder / f"{name}.nl.md").write_text(text)

    assert [block.name for block in blocks.list_blocks("nl")] == ["goed"]


def test_without_a_folder_there_are_none(settings: Any, tmp_path: Path):
    settings.DECKS_DIR = tmp_path

    assert blocks.list_blocks("nl") == []
