"""Print who logged in, who took results home and what was deleted."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from workshop.accounts import audit


class Command(BaseCommand):
    help = "Print the log of logins, exports and deletions, oldest first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=30, help="how far to look back")

    def handle(self, *args: Any, **options: Any) -> None:
        for entry in audit.recent_entries(days=options["days"]):
            at = timezone.localtime(entry.at).isoformat(timespec="seconds")
            self.stdout.write(f"{at}  {entry.what:<14} {entry.who}  {entry.about}".rstrip())
