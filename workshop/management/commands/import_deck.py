"""Make a workshop of a deck's text, of a zip that was downloaded, or of a folder."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from polls.errors import PollsError
from workshop import checks
from workshop.decks.problems import DeckError
from workshop.importing import drawn_pages, reading, taking
from workshop.importing.apart import ReadFile
from workshop.importing.imported import File
from workshop.library.deck_versions import FILE
from workshop.management.commands.start_session import find_facilitator


def read_path(path: Path) -> ReadFile:
    """What is not ours is read in a process with limits; raises PollsError."""
    if path.is_file() and path.name != FILE:
        reading.refuse_large(path.stat().st_size)
        file = File(path.name, path.read_bytes())
        if not reading.find_format(file).ours:
            return drawn_pages.read_brought(file)
    imported = reading.read_path(path)
    ready = {name: taking.clean(name, each) for name, each in imported.pictures.items()}
    return ReadFile(imported, ready)


class Command(BaseCommand):
    help = (
        "Make a workshop of FILE (.md, .zip, .pptx …) or FOLDER (deck.md with its pictures). "
        "A deck with mistakes is refused with all of them, and leaves nothing behind."
    )
    requires_system_checks = (checks.TAG,)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE|FOLDER")
        parser.add_argument("--title", default="", help="instead of the title in the deck")
        parser.add_argument("--owner", metavar="USERNAME", help="default the oldest account")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = find_facilitator(options["owner"])
        try:
            read = read_path(options["path"])
            printed = taking.keep_whole(read, owner=owner, title=options["title"])
        except PollsError as problem:
            raise CommandError(problem.message) from None
        except DeckError as problem:
            raise CommandError(str(problem)) from None
        if options["json"]:
            self.stdout.write(json.dumps(printed))
            return
        for each in printed["left_out"]:
            self.stdout.write(f"left out: {each['what']}")
        for name in ("slug", "title", "slides", "questions"):
            self.stdout.write(f"{name}: {printed[name]}")
