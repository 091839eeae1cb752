"""Whether a backup can be restored, without restoring it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workshop.upkeep import backups
from workshop.upkeep.backups import BackupError


class Command(BaseCommand):
    help = "Read all of what `backup` wrote to FILE, and say whether this version can restore it."
    requires_system_checks = []  # the database may be empty

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        file = options["file"]
        try:
            found = backups.describe_backup(file)
        except BackupError as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"{file} is whole and can be restored: {found}.")
