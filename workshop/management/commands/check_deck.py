"""Checks a deck file and tells its author what to repair."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from workshop.decks.parse import DeckError, load


class Command(BaseCommand):
    help = "Checks a deck: prints every mistake with its file, its line and what to do."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="deck.md, or the folder that holds it")

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        try:
            deck = load(path)
        except DeckError as error:
            self.stderr.write(str(error))
            sys.exit(1)
        self.stdout.write(f"OK: {len(deck.slides)} slides, {len(deck.questions())} questions")
