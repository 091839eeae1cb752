"""Write a whole session to a file, also while it runs."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from polls import languages
from polls.errors import PollsError
from polls.models import LiveSession
from workshop import checks, exports
from workshop.accounts import audit
from workshop.accounts.audit import What
from workshop.files import write_where_asked


class Command(BaseCommand):
    help = "Write the session with CODE to a file, also while it runs."
    requires_system_checks = (checks.TAG,)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code")
        parser.add_argument("--format", choices=exports.format_names(), required=True)
        parser.add_argument(
            "--share", action="store_true", help="only what may be handed on, as the desk gives"
        )
        parser.add_argument(
            "--language", choices=sorted(languages.KNOWN), help="instead of that of the session"
        )
        parser.add_argument("--out", type=Path, required=True, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["code"].replace(" ", "")
        session = LiveSession.objects.select_related("deck").filter(code=code).first()
        if session is None:
            raise CommandError(f"There is no session with code {options['code']}.")
        try:
            made = exports.export_session(
                session,
                options["format"],
                share=options["share"],
                language=options["language"] or "",
            )
        except PollsError as problem:
            raise CommandError(problem.message) from None
        try:
            write_where_asked(options["out"], made.content)
        except OSError as error:
            raise CommandError(f"{options['out']} cannot be written: {error.strerror}.") from None
        audit.record_event(
            who=audit.TERMINAL, what=What.EXPORT, about=f"{code} {options['format']}"
        )
        self.stdout.write(f"Wrote {options['out']} ({len(made.content)} bytes).")
