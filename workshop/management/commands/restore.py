"""Put a backup in the place of the database."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from polls.models import LiveSession, Response
from workshop.upkeep import backups
from workshop.upkeep.backups import BackupError


class Command(BaseCommand):
    help = "Put what `backup` wrote to FILE in the place of the database, while no server runs."
    requires_system_checks = []  # the database may be empty

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--force", action="store_true", help="also when there is something in it already"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        os.umask(0o077)
        file = options["file"]
        try:
            backups.restore_backup(file, force=options["force"])
        except BackupError as problem:
            raise CommandError(str(problem)) from None
        found = f"{LiveSession.objects.count()} sessions, {Response.objects.count()} answers"
        self.stdout.write(f"Restored {file}: {found}.")
