"""What a slide says where nobody can answer: its text, its questions and their options."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polls import kinds
from polls.naming import name_of
from workshop.decks.model import Deck, Question, Slide
from workshop.exports.decks.words import Grid, Paragraph, Run, plain, read_words


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, '' when it is the title of its slide, and what can be chosen or judged."""

    prompt: str
    options: tuple[str, ...]


def list_asked(deck: Deck, slide: Slide) -> Iterator[Asked]:
    """The questions of a slide, and last those whose answers come back on it."""
    for question in slide.questions:
        named = question.prompt != slide.title or len(slide.questions) > 1
        yield Asked(question.prompt if named else "", tuple(write_options(question)))
    keys = dict.fromkeys(key for show in slide.shows for key in show.questions)
    prompts = {question.key: question.prompt for question in deck.questions()}
    if keys:
        yield Asked(_("Hier komen de antwoorden op:"), tuple(prompts.get(key, key) for key in keys))


def write_options(question: Question) -> Iterator[str]:
    """'A. Ambitie: Hebben we een gezamenlijke ambitie?'"""
    for option in kinds.of(question).options():
        yield ": ".join(filter(None, (name_of(option), option.get("help"))))


def slide_words(deck: Deck, slide: Slide) -> list[Paragraph | Grid]:
    """All that stands below the title of a slide."""
    found = read_words(slide.body)
    for asked in list_asked(deck, slide):
        if asked.prompt:
            found.append(plain(asked.prompt, bold=True))
        found += [Paragraph((Run(option),), mark="bullet") for option in asked.options]
    if slide.layout == "contact":
        found += map(plain, deck.attribution)
    return found


def note_words(slide: Slide) -> list[Paragraph | Grid]:
    """The trainer's note, how each question is answered, and what to ask the room."""
    found = read_words(slide.note)
    found += [plain(how_answered(question)) for question in slide.questions]
    if slide.asks:
        found.append(plain(_("Wat je kunt vragen:")))
        found += [Paragraph((Run(ask.say),), mark="bullet") for ask in slide.asks]
    return found


def how_answered(question: Question) -> str:
    """'Keuze: een gekozen optie; hooguit 3 per persoon.'"""
    kind = kinds.of(question)
    return f"{kind.title}: {kind.value_words()}."
