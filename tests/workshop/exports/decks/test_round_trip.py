"""A workshop goes out as PowerPoint and comes back: titles, texts, notes, chapters, order."""

from __future__ import annotations

import re

import pytest

from workshop.decks.model import Deck
from workshop.exports.decks import files
from workshop.exports.decks.source import DeckSource, read_example
from workshop.importing import reading
from workshop.importing.imported import File, Imported
from workshop.importing.taking import check_deck

EXAMPLES = ("beter-samenwerken", "working-better-together", "alle-werkvormen")


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def there_and_back(slug: str) -> tuple[Deck, Imported]:
    source = read_example(slug)
    bare = DeckSource(source.deck, {}, {}, None, source.made)  # drawings take seconds
    made = files.render(bare, "pptx")
    return source.deck, reading.read_file(File("terug.pptx", made))


@pytest.mark.parametrize("slug", EXAMPLES)
def test_titles_texts_notes_chapters_and_order_come_back(slug: str):
    deck, imported = there_and_back(slug)

    again = check_deck(imported)

    assert again.title == deck.title
    assert [slide.title for slide in again.slides] == [slide.title for slide in deck.slides]
    assert [chapter.title for chapter in again.chapters] == [each.title for each in deck.chapters]
    for before, after in zip(deck.slides, again.slides, strict=True):
        assert words(before.body) in words(after.body)
        assert words(before.note) in words(after.note)


@pytest.mark.parametrize("slug", EXAMPLES)
def test_questions_with_options_are_offered_as_questions(slug: str):
    deck, imported = there_and_back(slug)

    offered = {slide.number for slide in imported.slides if slide.question}

    asked = {
        str(slide.number)
        for slide in deck.slides
        if len(slide.questions) == 1 and slide.questions[0].spec.get("options")
    }
    assert asked
    assert asked <= offered
