"""Write the whole database to a file, also while people answer."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workshop.upkeep import backups
from workshop.upkeep.backups import BackupError


class Command(BaseCommand):
    help = "Write the whole database to FILE, also while people answer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        os.umask(0o077)
        file = options["file"]
        try:
            backups.write_backup(file)
        except BackupError as problem:
            raise CommandError(str(problem)) from None
        self.stdout.write(f"Wrote {file} ({file.stat().st_size} bytes).")
