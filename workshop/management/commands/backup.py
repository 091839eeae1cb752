"""Write the whole database to a file, also while people answer."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from workshop import checks
from workshop.upkeep import backups
from workshop.upkeep.backups import BackupError

OUTPUT = Path("-")


class Command(BaseCommand):
    help = "Write the whole database to a file, also while people answer."
    requires_system_checks = (checks.TAG,)

    def add_arguments(self, parser: ArgumentParser) -> None:
        place = parser.add_mutually_exclusive_group(required=True)
        place.add_argument("file", type=Path, nargs="?", help="a new file; - for standard output")
        place.add_argument(
            "--folder", type=Path, help="a new file in this folder, of which the oldest go"
        )
        parser.add_argument("--keep", type=int, default=14, help="how many stay in the folder")

    def handle(self, *args: Any, **options: Any) -> None:
        os.umask(0o077)
        try:
            self.write(**options)
        except BackupError as problem:
            raise CommandError(str(problem)) from None

    def write(self, *, file: Path | None, folder: Path | None, keep: int, **_options: Any) -> None:
        if folder is not None:
            if keep < 1:
                raise CommandError("Keep at least one backup: --keep 1 or more.")
            made, gone = backups.rotate_backups(folder, keep=keep)
            self.stdout.write(f"Wrote {made} ({made.stat().st_size} bytes); removed {len(gone)}.")
        elif file == OUTPUT:
            if sys.stdout.isatty():
                raise CommandError(
                    "A backup is no text for a terminal. Send it on: backup - > FILE"
                )
            backups.send_backup(sys.stdout.buffer)
        elif file is not None:
            backups.write_backup(file)
            self.stdout.write(f"Wrote {file} ({file.stat().st_size} bytes).")
