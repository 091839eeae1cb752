"""Checks a deck file and tells its author what to repair."""

from __future__ import annotations

import re
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from polls import languages
from workshop.decks import parse
from workshop.decks.fitting import find_misfits
from workshop.decks.parse import DeckError, load_deck
from workshop.decks.text_fitting import find_text_misfits

LANGUAGE = re.compile(r'^language\s*=\s*"(\w+)"', re.MULTILINE)


class Command(BaseCommand):
    help = (
        "Checks a deck: prints every mistake with its file, its line and what to do, "
        "in the language of the deck."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="deck.md, or the folder that holds it")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        with translation.override(deck_language(path)):
            try:
                deck = load_deck(path)
                file = parse.file_of(path).name
                if misfits := [*find_misfits(deck, file)]:
                    raise DeckError(misfits)
                long = sorted(find_text_misfits(deck, file))
            except DeckError as error:
                self.stderr.write(str(error))
                sys.exit(1)
        for each in long:  # a text can still be read on phones, and by whoever presents it
            self.stderr.write(self.style.WARNING(str(each)))
        self.stdout.write(f"OK: {len(deck.slides)} slides, {len(deck.questions())} questions")


def deck_language(path: Path) -> str:
    """The language that a deck says it is in, also when the rest of it cannot be read."""
    try:
        found = LANGUAGE.search(parse.read_deck_file(parse.file_of(path)))
    except DeckError:
        return settings.LANGUAGE_CODE
    return found[1] if found and found[1] in languages.KNOWN else settings.LANGUAGE_CODE
