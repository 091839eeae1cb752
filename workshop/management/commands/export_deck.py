"""Write a workshop or an example to a file: to bring in again, to give, to hand out."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from polls.errors import PollsError
from workshop import checks
from workshop.decks.problems import DeckError
from workshop.exports.decks import files as deck_files
from workshop.exports.decks import source
from workshop.files import write_where_asked
from workshop.library import files
from workshop.models import Workshop


class Command(BaseCommand):
    help = (
        "Write the workshop or example SLUG to a file: its text (.md), that with its pictures "
        "(.zip), PowerPoint (.pptx) or a handout (.pdf)."
    )
    requires_system_checks = (checks.TAG,)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--out", type=Path, required=True, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        ending = out.suffix.lower().removeprefix(".")
        if ending not in (*files.FORMATS, *deck_files.FORMATS):
            raise CommandError(
                f"A workshop is not written as '{out.suffix or out.name}': "
                "give --out a name that ends in .md, .zip, .pptx or .pdf."
            )
        try:
            content = make_file(options["slug"], ending)
        except PollsError as problem:
            raise CommandError(problem.message) from None
        except DeckError as problem:
            raise CommandError(str(problem)) from None
        try:
            write_where_asked(out, content)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"Wrote {out} ({len(content)} bytes).")


def make_file(slug: str, ending: str) -> bytes:
    """Raises PollsError or DeckError."""
    workshop = Workshop.objects.filter(slug=slug).first()
    if ending in deck_files.FORMATS:
        found = source.read_workshop(workshop) if workshop else source.read_example(slug)
        return deck_files.render(found, ending)
    contents = files.read_workshop(workshop) if workshop else files.read_example(slug)
    _type, make = files.FORMATS[ending]
    return make(contents)
