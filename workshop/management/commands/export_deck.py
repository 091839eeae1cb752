"""Write a workshop or an example to a file that can be brought in again."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from polls.errors import PollsError
from workshop.files import write_whole
from workshop.library import files
from workshop.models import Workshop


class Command(BaseCommand):
    help = (
        "Write the workshop or example SLUG to a file: its text (.md), or that with its "
        "pictures (.zip)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--out", type=Path, required=True, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        out: Path = options["out"]
        ending = out.suffix.lower().removeprefix(".")
        if ending not in files.FORMATS:
            raise CommandError(
                f"A workshop is not written as '{out.suffix or out.name}': "
                "give --out a name that ends in .md or .zip."
            )
        workshop = Workshop.objects.filter(slug=options["slug"]).first()
        try:
            contents = (
                files.read_workshop(workshop) if workshop else files.read_example(options["slug"])
            )
        except PollsError as problem:
            raise CommandError(problem.message) from None
        _type, make_file = files.FORMATS[ending]
        content = make_file(contents)
        try:
            write_whole(out, content)
        except OSError as error:
            raise CommandError(f"{out} cannot be written: {error.strerror}.") from None
        self.stdout.write(f"Wrote {out} ({len(content)} bytes).")
